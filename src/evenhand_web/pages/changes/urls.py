from django.urls import path

from evenhand_web.pages.changes import views
from evenhand_web.pages.looking import signed_in

app_name = "changes"
urlpatterns = [
    path("", signed_in(views.every_change), name="all"),
    path("<str:code>/", signed_in(views.overview), name="overview"),
    path("<str:code>/people/", signed_in(views.people), name="people"),
    path("<str:code>/consultation/", signed_in(views.consultation), name="consultation"),
    path("<str:code>/selection/", signed_in(views.selection), name="selection"),
]
