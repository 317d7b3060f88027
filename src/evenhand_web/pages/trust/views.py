"""The trust's page: headcounts for management and the auditor; for everybody the unions, offices, delegations and policies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evenhand.procedure.audience import Audience, may_see
from evenhand.procedure.trust.keeping import RecordImport
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.naming import names_of
from evenhand_web.pages.sight import Sight
from evenhand_web.pages.steps.catalogue import STEPS
from evenhand_web.pages.trust.governing import delegations, holders, people_named, unions
from evenhand_web.pages.trust.headcounts import Headcount, employed_now, headcounts, threshold_in_words


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """What of the trust this seat may see."""
    sight = asked_sight(request)
    names = names_of(people_named(sight.bearing))
    page = {
        "name": sight.trust_name,
        "unions": unions(sight.bearing),
        "offices": [[office, names.get(person, person)] for office, person in holders(sight.bearing)],
        "delegations": delegations(sight.bearing, sight.on, names),
        "can_do": _can_do(sight),
        "packs": [[{"text": one.contents.title, "href": reverse("policy:pack", args=[one.id])}, one.id] for one in sight.folded.packs.values()],
    }
    return render(request, "trust/trust.html", {**page, **(_for_management(sight) if _manages(sight) else {})})


def _can_do(sight: Sight) -> list[tuple[str, str]]:
    """Importing staff and posts, the steps of the trust's own matter that this office takes, and those that open a matter of their own."""
    here = [step for step in STEPS.values() if step.kind.name.startswith("trust.") or step.kind.opens_matter]
    mine = [step for step in here if sight.may_act and sight.seat.office in step.kind.by]
    imports = [("Import staff and posts", reverse("importing:start"))] if sight.may_act and sight.seat.office in RecordImport.kind.by else []
    return imports + [(step.title_for(sight.seat.office), reverse("steps:begin", args=["trust", step.slug])) for step in mine]


def _manages(sight: Sight) -> bool:
    """Whether every eye belongs to management or the auditor: what a trust proposes is counted before it is announced."""
    eyes = [sight.seat, *([sight.viewing_as] if sight.viewing_as else [])]
    return all(may_see(Audience.MANAGEMENT, None, seat, announced=False, concerned=False) for seat in eyes)


def _for_management(sight: Sight) -> dict[str, Any]:
    found = headcounts(sight.changes(), employed_now())
    known = [one.employed for one in found if one.employed]
    whole = ["The whole trust", *(str(sum(part)) for part in zip(*((one.filled_posts, one.employees) for one in known), strict=True))]
    whole += ["Not imported"] * (3 - len(whole))
    proposed = [str(sum(one.by_policy for one in found)), str(sum(one.by_statute for one in found))]
    return {
        "manages": True,
        "counted": [_row(one, sight) for one in found],
        "whole": [*whole, *proposed, "The statute counts each establishment by itself."],
        "as_it_is_now": sight.known_at is not None,
    }


def _row(one: Headcount, sight: Sight) -> list[str]:
    employed = [str(one.employed.filled_posts), str(one.employed.employees)] if one.employed else ["Not imported", "Not imported"]
    return [one.establishment, *employed, str(one.by_policy), str(one.by_statute), threshold_in_words(one.by_statute, sight.on)]
