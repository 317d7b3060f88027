from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.record import views

app_name = "record"
urlpatterns = [
    path("<str:code>/record/", signed_in(views.record), name="record"),
    path("<str:code>/record/verify/", signed_in(views.verified), name="verify"),
    path("<str:code>/record/bundle.json", signed_in(views.bundle), name="bundle"),
    path("<str:code>/record/<int:number>/receipt/", signed_in(views.receipt), name="receipt"),
    path("<str:code>/record/<int:number>/receipt.json", signed_in(views.receipt_file), name="receipt_file"),
    path("<str:code>/record/<int:number>/receipt.svg", signed_in(views.receipt_code), name="receipt_code"),
    path("<str:code>/record/<int:number>/evidence/<int:place>/", signed_in(views.evidence), name="evidence"),
]
