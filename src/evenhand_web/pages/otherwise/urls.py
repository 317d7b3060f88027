from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.otherwise import views

app_name = "otherwise"
urlpatterns = [
    path("changes/<str:code>/as-it-stood/", signed_in(views.as_it_stood), name="as_it_stood"),
    path("changes/<str:code>/view-as/", signed_in(views.view_as), name="view_as"),
    path("return/", signed_in(views.back), name="back"),
]
