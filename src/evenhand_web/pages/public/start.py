"""The start page, and the pages about Evenhand that anybody may read."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_safe

from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Found
from evenhand_web.config import clock
from evenhand_web.ledger.models import Head
from evenhand_web.pages.public.words import calculators
from evenhand_web.pages.sight import READING, everything

_DEMONSTRATION = "evenhand_web.demonstration"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Evenhand is, for whoever is not signed in; home for whoever is. A demonstration has a start page of its own."""
    if request.user.is_authenticated:
        return redirect("homes:home")
    if settings.EVENHAND_DEMONSTRATION and find_spec(_DEMONSTRATION):
        response: HttpResponse = import_module(_DEMONSTRATION).start_page(request)
        return response
    founded = Head.objects.get().size > 0
    return render(request, "public/start.html", {"calculators": calculators(), "sign_in": resolve_url(settings.LOGIN_URL), "founded": founded})


@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    """One of the pages that say what this is, with whom to ask."""
    return render(request, f"public/{page}.html", {"contact": contact(), "named_trust": trust_name(), "calculators": calculators()})


def contact() -> str:
    """Whom to ask, as this installation's settings say it; without that, the trust by name."""
    return getattr(settings, "EVENHAND_CONTACT", "") or (f"the HR team of {trust_name()}" if trust_name() else "whoever runs this site")


def trust_name() -> str:
    """What the trust is called; empty before it is founded."""
    with READING.lock:
        founded = Dossier(everything().bearing, on=clock.today()).latest(Found)
        return founded.body.trust if founded else ""
