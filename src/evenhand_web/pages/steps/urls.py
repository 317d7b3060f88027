from django.urls import path

from evenhand_web.pages.looking import signed_in
from evenhand_web.pages.steps import correcting, scoring, views

app_name = "steps"
urlpatterns = [
    path("changes/<str:code>/steps/", signed_in(views.every_step), name="all"),
    path("changes/<str:code>/steps/<slug:slug>/", signed_in(views.begin), name="begin"),
    path("changes/<str:code>/record/<int:number>/correct/", signed_in(correcting.correct), name="correct"),
    path("changes/<str:code>/scores/", signed_in(scoring.grid), name="scores"),
    path("changes/<str:code>/scores/<str:person>/<str:criterion>/", signed_in(scoring.score), name="score"),
    path("changes/<str:code>/drafts/<str:key>/check/", signed_in(views.check), name="check"),
    path("changes/<str:code>/drafts/<str:key>/preview.<str:kind>", signed_in(views.preview_file), name="preview"),
    path("changes/<str:code>/drafts/<str:key>/sure/", signed_in(views.sure), name="sure"),
    path("changes/<str:code>/drafts/<str:key>/throw-away/", signed_in(views.throw_away), name="throw_away"),
    path("changes/<str:code>/recorded/<int:position>/", signed_in(views.recorded), name="recorded"),
]
