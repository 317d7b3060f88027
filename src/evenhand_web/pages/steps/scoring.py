"""Scoring: a grid of links, one score at a time kept as a draft, all of them checked and recorded together."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from evenhand.procedure.audience import Office
from evenhand.procedure.change.opening.people import pools
from evenhand.procedure.change.pooling import PublishCriteria, members, sealed_for
from evenhand.procedure.change.selecting import Score
from evenhand.procedure.openings import Opening
from evenhand_web.accounts.typed import typed_for
from evenhand_web.pages.looking import asked_matter
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import Names
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.shell.forms import Form, ReasonsField
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps import taking
from evenhand_web.pages.steps.catalogue import STEPS
from evenhand_web.pages.steps.standing import standing_of, under_headings

KIND = Score.kind.name


class ScoreForm(Form):
    """Whole points on one criterion, and why."""

    def __init__(self, criterion: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(point, _point_in_words(point, criterion)) for point in range(criterion["highest"], criterion["lowest"] - 1, -1)]
        self.fields["points"] = forms.TypedChoiceField(label="Points", choices=choices, widget=forms.RadioSelect, coerce=int)
        self.fields["reason"] = ReasonsField(label="Reason and evidence", help_text="What you saw, and when. The person will read this.")


def _point_in_words(point: int, criterion: dict[str, Any]) -> str:
    """The points, with what earns them said once at the top of each band."""
    band = next((one for one in criterion["bands"] if point == one["highest"]), None)
    return f"{point}. From {band['lowest']} to {band['highest']}: {band['descriptor']}" if band else str(point)


def _scorer(request: HttpRequest, code: str) -> MatterSight:
    matter = asked_matter(request, code)
    if matter.seat.office is not Office.ASSESSOR:
        raise Http404
    return matter


def _kept(matter: MatterSight) -> StepDraft | None:
    seat = matter.seat
    return StepDraft.objects.filter(author=seat.person, seat=as_text(seat), matter=matter.code, kind=KIND, recorded_from=None).first()


def _criteria(matter: MatterSight, seal: Any) -> list[dict[str, Any]]:
    published = matter.dossier.at(PublishCriteria, seal.body.publication)
    return list((published.figures or {}).get("criteria", [])) if published else []


def grid(request: HttpRequest, code: str) -> HttpResponse:
    """People by criteria: not scored, draft, or done. Nobody's total."""
    matter = _scorer(request, code)
    names, kept = Names(matter), _kept(matter)
    drafted = {(one["about"], one["fields"]["criterion"]): one["fields"]["points"] for one in kept.openings} if kept else {}
    done = {(one.about, one.body.criterion): one.body.points for one in matter.dossier.every(Score) if one.actor.person == matter.seat.person}
    tables = [_table(matter, pool, names, done, drafted) for pool in pools(matter.dossier) if sealed_for(matter.dossier, pool)]
    standing = standing_of(matter, STEPS[KIND])
    page = {"matter": matter, "tables": tables, "kept": kept, "names": names, "blocked": under_headings(standing.blocked, matter), "drafted": len(drafted)}
    return render(request, "steps/scores.html", page | {"step": STEPS[KIND]})


def _table(matter: MatterSight, pool: str, names: Names, done: dict[Any, int], drafted: dict[Any, int]) -> dict[str, Any]:
    criteria = _criteria(matter, sealed_for(matter.dossier, pool))
    rows = []
    for person in members(matter.dossier, pool):
        cells = []
        for one in criteria:
            key = (person, one["id"])
            text = f"{done[key]} points, recorded" if key in done else f"{drafted[key]} points, draft" if key in drafted else "Not scored"
            href = "" if key in done else reverse("steps:score", args=[matter.code, person, one["id"]])
            cells.append({"text": text, "href": href, "about": f"{names.of(person)}, {one['name']}"})
        rows.append((names.of(person), cells))
    given = sum((person, one["id"]) in done for person in members(matter.dossier, pool) for one in criteria)
    return {"pool": pool, "criteria": [one["name"] for one in criteria], "rows": rows, "given": given, "all": len(rows) * len(criteria)}


@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, code: str, person: str, criterion: str) -> HttpResponse:
    """One person on one criterion; kept as a draft, then the next person."""
    matter = _scorer(request, code)
    standing = standing_of(matter, STEPS[KIND])
    opening = next((one for one in standing.openings if one.about == person and one.fields["criterion"] == criterion), None)
    if opening is None or not matter.sight.may_act:
        raise Http404
    seal = matter.dossier.fold.at(opening.fields["seal"])
    sealed = next(one for one in _criteria(matter, seal) if one["id"] == criterion)
    kept, names = _kept(matter), Names(matter)
    written: dict[str, Any] = (
        next((one["fields"] for one in kept.openings if (one["about"], one["fields"]["criterion"]) == (person, criterion)), {}) if kept else {}
    )
    typed = typed_for(request) if request.method == "GET" else None
    form = ScoreForm(sealed, request.POST if request.method == "POST" else typed, initial=written)
    if typed:
        form.begin_with_what_was_typed()
    told = standing.told(opening)
    if request.method == "POST" and not told and form.is_valid():
        _keep(matter, kept, opening, form.cleaned_data)
        return HttpResponseRedirect(_next_to_score(matter, criterion, person))
    page = {"matter": matter, "form": form, "criterion": sealed, "whom": names.of(person), "step": STEPS[KIND], "names": names}
    return render(request, "steps/score.html", page | {"blocked": under_headings(told, matter)})


def _keep(matter: MatterSight, kept: StepDraft | None, opening: Opening, given: dict[str, Any]) -> None:
    fields = {**opening.fields, "points": given["points"], "reason": given["reason"]}
    if kept is None:
        kept = taking.begun(matter.code, STEPS[KIND], matter.seat, [], {}, None, ())
    others = [one for one in kept.openings if (one["about"], one["fields"]["criterion"]) != (opening.about, opening.fields["criterion"])]
    kept.openings = [*others, {"about": opening.about, "label": opening.label, "fields": fields}]
    kept.save(update_fields=["openings"])


def _next_to_score(matter: MatterSight, criterion: str, person: str) -> str:
    """The same criterion for the next person who lacks it; else the grid."""
    kept = _kept(matter)
    written = {(one["about"], one["fields"]["criterion"]) for one in kept.openings} if kept else set()
    waiting = [one for one in standing_of(matter, STEPS[KIND]).openings if (one.about, one.fields["criterion"]) not in written]
    following = next((one for one in waiting if one.fields["criterion"] == criterion and (one.about or "") > person), None)
    return reverse("steps:score", args=[matter.code, following.about, criterion]) if following else reverse("steps:scores", args=[matter.code])
