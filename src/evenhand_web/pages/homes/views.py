"""The first page of each seat."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from evenhand.procedure.audience import Office
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.duties import State
from evenhand_web.pages.homes.changes_of import Line, departures, line, since_last_looked, undertakings
from evenhand_web.pages.homes.deciding import decisions_waiting
from evenhand_web.pages.homes.due import Owed, every_duty, presses, row, still_owed
from evenhand_web.pages.homes.employee import places_of
from evenhand_web.pages.homes.for_a_union import done_on, ours_affected, ours_in_the_record, owed_to, points_unanswered
from evenhand_web.pages.homes.naming import names_in
from evenhand_web.pages.homes.scoring import in_one_line, progress_of
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.naming import Names
from evenhand_web.pages.public.start import contact
from evenhand_web.pages.sight import MatterSight, Sight


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home of the seat that is looked from."""
    sight = asked_sight(request)
    office = (sight.viewing_as or sight.seat).office
    template, page = HOMES[office]
    return render(request, f"homes/{template}.html", page(sight))


def _management(sight: Sight) -> dict[str, Any]:
    matters = list(sight.changes())
    names, owed = names_in(matters), still_owed(every_duty(matters))
    pressing = [one for one in owed if presses(one.duty, sight.on)]
    return {
        "due": [row(one, names[one.matter.code]) for one in pressing],
        "overdue": sum(one.duty.state is State.MISSED for one in pressing),
        "others": len(owed) - len(pressing),
        "next_due": _next(owed, pressing),
        "changes": _lines(matters, names, owed),
        "undertakings": undertakings(sight),
        "since": since_last_looked(sight, matters, names),
        "may_act": sight.may_act,
    }


def _next(owed: list[Owed], pressing: list[Owed]) -> Owed | None:
    """The first duty that has a day and does not press yet."""
    return next((one for one in owed if one not in pressing and one.duty.due_on), None)


def _lines(matters: list[MatterSight], names: dict[str, Names], owed: list[Owed]) -> list[Line]:
    return [line(matter, names[matter.code], owed) for matter in matters]


def _deciding(sight: Sight) -> dict[str, Any]:
    decisions = decisions_waiting(list(sight.changes())) if sight.may_act else []
    return {**_management(sight), "decides": True, "decisions": decisions}


def _overseeing(sight: Sight) -> dict[str, Any]:
    matters = list(sight.changes())
    names, owed = names_in(matters), still_owed(every_duty(matters))
    missed = [one for one in owed if one.duty.state is State.MISSED]
    return {
        "missed": [row(one, names[one.matter.code]) for one in missed],
        "departures": departures(matters, names),
        "undertakings": undertakings(sight),
        "changes": _lines(matters, names, owed),
        "approves": sight.seat.office is Office.TRUSTEE,
        "decisions": decisions_waiting(matters) if sight.may_act and sight.seat.office is Office.TRUSTEE else [],
    }


def _union(sight: Sight) -> dict[str, Any]:
    matters, union = list(sight.changes()), (sight.viewing_as or sight.seat).union or ""
    names, found = names_in(matters), every_duty(matters)
    owed = still_owed(found)
    return {
        "union": union,
        "owed": [(row(one, names[one.matter.code]), done_on(one.matter, one.duty)) for one in owed_to(found, union)],
        "changes": [_touching(matter, names[matter.code], union, owed) for matter in matters],
        "undertakings": undertakings(sight),
        "since": since_last_looked(sight, matters, names),
        "ours": [(matter, len(ours_in_the_record(matter.dossier, union)), proposal(matter.dossier).body.title) for matter in matters],
        "may_act": sight.may_act,
    }


def _touching(matter: MatterSight, names: Names, union: str, owed: list[Owed]) -> dict[str, Any]:
    unanswered, points = points_unanswered(matter.dossier, union)
    return {"line": line(matter, names, owed), "ours": ours_affected(matter.dossier, matter.sight.bearing, union), "unanswered": unanswered, "points": points}


def _scorer(sight: Sight) -> dict[str, Any]:
    found = [(matter, progress_of(matter.dossier, matter.context)) for matter in sight.changes()]
    groups = [{"code": matter.code, "title": proposal(matter.dossier).body.title, "progress": one} for matter, every in found for one in every]
    return {"headline": in_one_line([one for _, every in found for one in every]), "groups": groups}


def _employee(sight: Sight) -> dict[str, Any]:
    return {"places": places_of(list(sight.changes())), "contact_for_nobody": contact(), "may_act": sight.may_act}


def _administrator(sight: Sight) -> dict[str, Any]:
    pages = (
        ("Accounts and invitations", "accounts:people", "Who can sign in, who was invited, who has no second factor."),
        ("Invite somebody", "accounts:invite", "By e-mail, or by a printed code for staff without a work address."),
        ("Failed sign-ins", "accounts:failures", "What was tried, and when."),
    )
    return {"pages": [(text, address, hint) for text, name, hint in pages if (address := _address(name))]}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


HOMES: dict[Office, tuple[str, Callable[[Sight], dict[str, Any]]]] = {
    Office.HR_ADVISER: ("management", _management),
    Office.CONFIDENTIAL_HR: ("management", _management),
    Office.HEADTEACHER: ("management", _deciding),
    Office.CHIEF_EXECUTIVE: ("management", _deciding),
    Office.TRUSTEE: ("overseeing", _overseeing),
    Office.AUDITOR: ("overseeing", _overseeing),
    Office.ASSESSOR: ("scorer", _scorer),
    Office.UNION_REPRESENTATIVE: ("union", _union),
    Office.EMPLOYEE: ("employee", _employee),
    Office.ADMINISTRATOR: ("administrator", _administrator),
}
