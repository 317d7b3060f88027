from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.searching import views

app_name = "searching"
urlpatterns = [path("", signed_in(views.find), name="search")]
