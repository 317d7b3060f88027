"""The policy, clause by clause."""

from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.policy.views import every_pack, one_pack

app_name = "policy"
urlpatterns = [
    path("", signed_in(every_pack), name="packs"),
    path("<slug:pack>/", signed_in(one_pack), name="pack"),
]
