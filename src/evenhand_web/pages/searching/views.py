"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.searching.finding import FEWEST_LETTERS, search

MOST_LETTERS = 100


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What was typed, and what it finds within what this seat may see."""
    typed = request.GET.get("q", "")[:MOST_LETTERS]
    found = search(asked_sight(request), typed)
    too_short = bool(typed) and len(typed.strip()) < FEWEST_LETTERS
    return render(request, "searching/search.html", {"typed": typed, "found": found, "too_short": too_short, "fewest": FEWEST_LETTERS})
