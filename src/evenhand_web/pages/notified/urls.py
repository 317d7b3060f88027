from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.notified import views

app_name = "notices"
urlpatterns = [path("", signed_in(views.every_notice), name="all")]
