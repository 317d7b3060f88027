from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.proposing import views

app_name = "proposing"
urlpatterns = [
    path("", signed_in(views.posts), name="begin"),
    path("<str:key>/posts/", signed_in(views.posts), name="posts"),
    path("<str:key>/check/", signed_in(views.check), name="check"),
    path("<str:key>/<slug:name>/", signed_in(views.page), name="page"),
]
