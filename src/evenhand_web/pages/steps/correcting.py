"""Correcting or withdrawing a step: what is put in its place stands beside it, and both stay on view."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from evenhand.procedure.acts import Act, Actor, Draft, Evidence
from evenhand.procedure.amending import Correct
from evenhand.procedure.faults import faults
from evenhand.procedure.openings import Opening
from evenhand_web.ledger.uploads import keep
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.looking import asked_matter
from evenhand_web.pages.naming import Names
from evenhand_web.pages.shell.forms import ReasonsField
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps import taking
from evenhand_web.pages.steps.catalogue import STEPS, Question, Step
from evenhand_web.pages.steps.forms import HAPPENED_ON, StepForm

CORRECTION = STEPS[Correct.kind.name]
WAYS = [("correct", "Correct it"), ("withdraw", "Withdraw it")]


def may_correct(matter: MatterSight, act: Act[Any], *, withdrawn: bool) -> bool:
    """Whether this seat could correct the act as it stands, or withdraw it."""
    return matter.sight.may_act and not _faults(matter, act, None if withdrawn else act.body.model_dump(mode="json"))


def _faults(matter: MatterSight, act: Act[Any], fields: dict[str, Any] | None) -> list[str]:
    seat, today = matter.seat, matter.sight.on
    body = Correct(corrects=act.position, fields=fields, because="?")
    draft = Draft(matter.code, body, Actor(seat.person, seat.office, seat.union), act.about, today, (Evidence("", ""),))
    return list(faults(matter.dossier, draft, matter.context))


class CorrectionForm(StepForm):
    """The step's own questions as they were answered, whether to correct or withdraw it, and why."""

    def __init__(self, step: Step, act: Act[Any], ways: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        settled = {name: value for name, value in act.body.model_dump().items() if name not in step.ask}
        super().__init__(step, {}, Opening(about=act.about, fields=settled), *args, **kwargs)
        own = dict(self.fields)
        self.fields.clear()
        self.fields["way"] = forms.ChoiceField(label="What do you want to do?", choices=ways, widget=forms.RadioSelect)
        if ("correct", "Correct it") in ways:
            self.fields.update({name: field for name, field in own.items() if name != "evidence"})
        self.fields["why"] = ReasonsField(label="Why?", help_text="Both versions and this reason stay on the record.")
        self.fields["evidence"] = forms.FileField(label="A document that shows it", required=False)

        if self.withdraws:  # then nobody is asked for what it should have said
            for name, field in self.fields.items():
                field.required = name in ("way", "why")

    @property
    def withdraws(self) -> bool:
        """Whether nothing is put in the place of the step."""
        return bool(self.data.get("way") == "withdraw")

    def clean(self) -> dict[str, Any]:
        """What the act itself says of its fields together, if it stays one."""
        return self.cleaned_data if self.withdraws else super().clean()

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        return {name: value for name, value in given.items() if name not in ("way", "why")}


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put something else in the place of a step, or nothing."""
    matter = asked_matter(request, code)
    act = next((one for one in matter.dossier.fold.acts if one.number == number), None)
    if act is None or not is_open_to(matter, act.kind.audience, act.about):
        raise Http404
    ways = [way for way in WAYS if may_correct(matter, act, withdrawn=way[0] == "withdraw")]
    if not ways:
        why = dict.fromkeys([*_faults(matter, act, None), *_faults(matter, act, act.body.model_dump(mode="json"))]) if matter.sight.may_act else []
        return render(request, "steps/not_corrected.html", {"matter": matter, "step": CORRECTION, "why": [Names(matter).named(one) for one in why]})
    step = STEPS.get(act.kind.name, Step(act.kind, act.kind.name, "", ask={name: Question(name.replace("_", " ")) for name in act.kind.model.model_fields}))
    begun_with = {**act.body.model_dump(), HAPPENED_ON: act.happened_on}
    form = CorrectionForm(step, act, ways, request.POST if request.method == "POST" else None, request.FILES or None, initial=begun_with)
    if request.method == "POST" and form.is_valid():
        kept = _kept(matter, act, form)
        return HttpResponseRedirect(reverse("steps:check", args=[code, kept.id]))
    page = {"matter": matter, "step": CORRECTION, "form": form, "title": step.title, "number": number}
    return render(request, "steps/correct.html", page)


def _kept(matter: MatterSight, act: Act[Any], form: CorrectionForm) -> Any:
    fields: dict[str, Any] = {"corrects": act.position, "because": form.cleaned_data["why"], "fields": None, "happened_on": None}
    if form.cleaned_data["way"] == "correct":
        fields["fields"] = act.body.model_dump(mode="json") | form.answers()
        day = form.cleaned_data.get(HAPPENED_ON)
        fields["happened_on"] = day.isoformat() if day and day != act.happened_on else None
    sent = form.cleaned_data.get("evidence")
    opening = Opening(about=act.about, fields=fields)
    return taking.begun(matter.code, CORRECTION, matter.seat, [opening], {}, matter.sight.on, (keep(sent),) if sent else act.evidence)
