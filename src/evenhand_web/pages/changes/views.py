"""The pages of a change."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.procedure.change.proposing import Propose
from evenhand_web.pages.changes.consulting import Consultation
from evenhand_web.pages.changes.overview import AT_MOST, Overview, Standings, links_of
from evenhand_web.pages.changes.people import people_of, selection_of
from evenhand_web.pages.changes.since import since_last_visit
from evenhand_web.pages.looking import asked_matter, asked_sight
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight


def every_change(request: HttpRequest) -> HttpResponse:
    """The changes that this seat may know of."""
    sight = asked_sight(request)
    rows = [
        [{"text": one.dossier.fold.acts[0].body.title, "href": f"/changes/{one.code}/"}, one.code, Overview(one, Names(one)).stage_in_words]
        for one in sight.changes()
    ]
    return render(request, "changes/every_change.html", {"rows": rows, "may_propose": sight.may_act and sight.seat.office in Propose.kind.by})


def overview(request: HttpRequest, code: str) -> HttpResponse:
    """The change page."""
    matter = _change(request, code)
    names = Names(matter)
    found, steps = Overview(matter, names), Standings.of(matter)
    page = {
        **_about(matter, found, "Overview"),
        "due": found.due(),
        "steps": steps,
        "blocked": steps.blocked,
        "first_open": steps.open[:AT_MOST],
        "undertakings": found.undertakings(),
        "since": since_last_visit(matter, names),
    }
    return render(request, "changes/overview.html", page)


def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who is affected, and how each stands."""
    matter = _change(request, code)
    names = Names(matter)
    return render(request, "changes/people.html", {**_about(matter, Overview(matter, names), "People"), "rows": people_of(matter, names)})


def consultation(request: HttpRequest, code: str) -> HttpResponse:
    """Who was told and consulted, what was said, and what was answered."""
    matter = _change(request, code)
    names = Names(matter)
    return render(
        request, "changes/consultation.html", {**_about(matter, Overview(matter, names), "Consultation"), "consultation": Consultation(matter, names)}
    )


def selection(request: HttpRequest, code: str) -> HttpResponse:
    """The pools, their criteria, and how far each is."""
    matter = _change(request, code)
    names = Names(matter)
    return render(request, "changes/selection.html", {**_about(matter, Overview(matter, names), "Selection"), "pools": selection_of(matter, names)})


def _change(request: HttpRequest, code: str) -> MatterSight:
    matter = asked_matter(request, code)
    if not matter.dossier.fold.acts[0].kind.name.startswith("change."):
        raise Http404
    return matter


def _about(matter: MatterSight, found: Overview, current: str) -> dict[str, Any]:
    today: date = matter.sight.on
    return {"matter": matter, "overview": found, "links": links_of(matter, current), "names": found.names, "on": today, "current": current}
