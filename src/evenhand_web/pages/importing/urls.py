"""Importing staff and posts in the browser: what `evenhand template`, `check` and `import` do, over pages."""

from django.urls import path

from evenhand_web.pages.importing import views
from evenhand_web.pages.looking import signed_in

app_name = "importing"
urlpatterns = [
    path("", signed_in(views.start), name="start"),
    path("empty-workbook.xlsx", signed_in(views.empty_workbook), name="empty_workbook"),
    path("<str:key>/", signed_in(views.check), name="check"),
    path("<str:key>/to-correct.xlsx", signed_in(views.to_correct), name="to_correct"),
    path("<str:key>/throw-away/", signed_in(views.throw_away), name="throw_away"),
]
