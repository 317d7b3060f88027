from django.urls import path

from evenhand_web.pages.seat.views import change

app_name = "seat"
urlpatterns = [path("", change, name="change")]
