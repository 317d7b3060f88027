from django.urls import path

from evenhand_web.pages.letters import views
from evenhand_web.pages.looking import signed_in

app_name = "letters"
urlpatterns = [
    path("letters/", signed_in(views.mine), name="mine"),
    path("letters/<str:code>/<int:number>/", signed_in(views.letter), name="letter"),
    path("letters/<str:code>/<int:number>/letter.<str:kind>", signed_in(views.file), name="file"),
    path("changes/<str:code>/letters/", signed_in(views.of_change), name="of_change"),
]
