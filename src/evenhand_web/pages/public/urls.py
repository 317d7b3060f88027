"""Pages that need no sign-in: start, calculators, checking a receipt, and what Evenhand is."""

from django.urls import path

from evenhand_web.pages.public.calculators import calculator, every_calculator
from evenhand_web.pages.public.checking import check
from evenhand_web.pages.public.start import about, start

app_name = "public"
urlpatterns = [
    path("", start, name="start"),
    path("calculators/", every_calculator, name="calculators"),
    path("calculators/<slug:name>/", calculator, name="calculator"),
    path("check/", check, name="check"),
    path("about/", about, {"page": "about"}, name="about"),
    path("guide/", about, {"page": "guide"}, name="guide"),
    path("accessibility/", about, {"page": "accessibility"}, name="accessibility"),
    path("privacy/", about, {"page": "privacy"}, name="privacy"),
]
