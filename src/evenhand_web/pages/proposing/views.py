"""Proposing a change over pages: posts and days, the case, the methods, and then all of it with whom it affects."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from evenhand.planning.affected import CannotPlan
from evenhand.planning.establishments import counts_of
from evenhand.planning.paying import NotComputable
from evenhand.procedure.acts import Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.change.proposing import Propose
from evenhand_web.accounts.typed import typed_for
from evenhand_web.config import clock
from evenhand_web.ledger.performing import Conflict, Recorded
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import a_code
from evenhand_web.pages.proposing.batch import batch_of, reached
from evenhand_web.pages.proposing.forms import CaseForm, MethodsForm, PostsForm, choices_of
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.shell.forms import Form
from evenhand_web.pages.steps import taking
from evenhand_web.pages.steps.showing import in_words
from evenhand_web.workforce.mirroring import mirrored

PAGES: dict[str, type[Form]] = {"case": CaseForm, "methods": MethodsForm}
NEXT = {"case": "methods", "methods": ""}


def _proposer(request: HttpRequest) -> Seat:
    sight = asked_sight(request)
    if sight.seat.office not in Propose.kind.by or not sight.may_act:
        raise Http404
    return sight.seat


def _kept(request: HttpRequest, key: str) -> tuple[Seat, StepDraft]:
    seat = _proposer(request)
    kept = StepDraft.objects.filter(id=key, author=seat.person, seat=as_text(seat), kind=Propose.kind.name).first()
    if kept is None:
        raise Http404
    return seat, kept


@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest, key: str = "") -> HttpResponse:
    """Which posts, and by when."""
    seat, kept = _kept(request, key) if key else (_proposer(request), None)
    workforce = mirrored()
    typed = typed_for(request) if request.method == "GET" else None
    form = PostsForm(choices_of(workforce), request.POST if request.method == "POST" else typed, initial=_as_asked(kept.answers) if kept else None)
    if typed:
        form.begin_with_what_was_typed()
    if request.method == "POST" and form.is_valid():
        answers = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in form.cleaned_data.items()}
        kept = kept or _begun(seat)
        kept.answers = {**kept.answers, **answers}
        problems = _problems(kept, workforce)
        if not problems:
            kept.save()
            return HttpResponseRedirect(reverse("proposing:page", args=[kept.id, "case"]))
        for says in problems:
            form.add_error("posts", says)
    return render(request, "proposing/questions.html", {"form": form, "heading": "Propose a change", "none": not workforce.posts})


def _as_asked(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as they were kept, with days as days again."""
    return {name: date.fromisoformat(value) if name.endswith("_on") else value for name, value in answers.items()}


def _begun(seat: Seat) -> StepDraft:
    return StepDraft(
        id=uuid4().hex, author=seat.person, seat=as_text(seat), matter=a_code("CH-", 4), kind=Propose.kind.name, command_id=uuid4().hex, written_at=clock.now()
    )


def _problems(kept: StepDraft, workforce: Any) -> list[str]:
    try:
        reached(kept, workforce, clock.today())
    except CannotPlan as refused:
        return list(refused.problems)
    except LookupError as gone:
        return [str(gone)]
    return []


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The case, or the methods."""
    _, kept = _kept(request, key)
    if name not in PAGES:
        raise Http404
    typed = typed_for(request) if request.method == "GET" else None
    form = PAGES[name](request.POST if request.method == "POST" else typed, initial=kept.answers)
    if typed:
        form.begin_with_what_was_typed()
    if request.method == "POST" and form.is_valid():
        kept.answers = {**kept.answers, **form.cleaned_data}
        kept.save(update_fields=["answers"])
        following = NEXT[name]
        to = reverse("proposing:page", args=[key, following]) if following else reverse("proposing:check", args=[key])
        return HttpResponseRedirect(to)
    headings = {"case": "The business case", "methods": "How it would be done"}
    return render(request, "proposing/questions.html", {"form": form, "heading": headings[name], "kept": kept})


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, key: str) -> HttpResponse:
    """All of it, whom it affects, both counts, and a button that proposes it."""
    seat, kept = _kept(request, key)
    if kept.recorded_from is not None:
        return HttpResponseRedirect(reverse("changes:overview", args=[kept.matter]))
    try:
        batch = _batch(request, kept, seat)
    except (CannotPlan, NotComputable, LookupError) as fault:
        return render(request, "proposing/check.html", {"kept": kept, "problems": getattr(fault, "problems", [str(fault)])})
    differs: tuple[str, ...] = ()
    if request.method == "POST":
        outcome = taking.recorded(kept, seat, batch)
        if isinstance(outcome, Recorded):
            return HttpResponseRedirect(reverse("changes:overview", args=[kept.matter]))
        differs = outcome.differs if isinstance(outcome, Conflict) else ()
    judgement = taking.looked_over(kept, seat, batch)
    found = reached(kept, mirrored(), clock.today())
    context = {
        "kept": kept,
        "answers": [(name.replace("_", " ").capitalize(), in_words(value)) for name, value in kept.answers.items() if value not in ("", None)],
        "counts": counts_of(found),
        "people": len({each.person.payroll_number for each in found.affected}),
        "left_out": found.left_out,
        "to_look_at": found.to_look_at,
        "problems": list(dict.fromkeys(fault for judged in judgement.judged for fault in judged.faults)),
        "differs": differs,
    }
    return render(request, "proposing/check.html", context)


def _batch(request: HttpRequest, kept: StepDraft, seat: Seat) -> list[Draft[Any]]:
    pack = next(iter(asked_sight(request).folded.packs.values()))
    return batch_of(kept, seat, mirrored(), pack, clock.today())
