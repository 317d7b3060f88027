from django.urls import path

from evenhand_web.pages.homes import views
from evenhand_web.pages.looking import signed_in

app_name = "homes"
urlpatterns = [path("home/", signed_in(views.home), name="home")]
