from django.urls import path

from evenhand_web.pages.calendar_feed import views
from evenhand_web.pages.looking import signed_in

app_name = "calendar_feed"
urlpatterns = [
    path("", signed_in(views.address), name="address"),
    path("end/", signed_in(views.end), name="end"),
    path("<str:token>.ics", views.feed, name="feed"),
]
