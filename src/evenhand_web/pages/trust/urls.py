from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.trust import views

app_name = "trust"
urlpatterns = [
    path("", signed_in(views.trust), name="overview"),
    path("", signed_in(views.trust), name="trust"),
]
