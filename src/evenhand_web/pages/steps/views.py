"""Doing a step: what must happen first, questions, check your answers, a pause where somebody loses something, recorded."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from evenhand.documents.pdf import as_pdf
from evenhand.documents.word import as_word
from evenhand.procedure.acts import Act
from evenhand.procedure.fold import Dossier
from evenhand.procedure.openings import OPENINGS, Opening
from evenhand.procedure.refusing import Told
from evenhand_web.accounts.typed import typed_for
from evenhand_web.ledger.performing import Conflict, Recorded
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.ledger.uploads import keep
from evenhand_web.pages.letters.making import as_shown
from evenhand_web.pages.looking import asked_matter
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps import choosing, taking
from evenhand_web.pages.steps.catalogue import BY_SLUG, STEPS, Step
from evenhand_web.pages.steps.forms import HAPPENED_ON, StepForm
from evenhand_web.pages.steps.offering import offered
from evenhand_web.pages.steps.previewing import letter_of
from evenhand_web.pages.steps.showing import answers_shown, called, opening_in_words, receipt_reference
from evenhand_web.pages.steps.standing import StepStanding, as_told, belongs, standing_of, standings, under_headings
from evenhand_web.pages.steps.words import page_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _step(slug: str) -> Step:
    if slug not in BY_SLUG or BY_SLUG[slug].kind.name not in OPENINGS:
        raise Http404
    return BY_SLUG[slug]


def every_step(request: HttpRequest, code: str) -> HttpResponse:
    """All steps of the matter, those open first."""
    matter = asked_matter(request, code)
    return render(request, "steps/every_step.html", {"matter": matter, "standings": list(standings(matter)), "names": Names(matter)})


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """What must happen first; and, for whatever the step can be taken for, its questions."""
    matter, step = asked_matter(request, code), _step(slug)
    if not belongs(matter, step):
        raise Http404
    standing, names = standing_of(matter, step), Names(matter)
    if not standing.mine and not standing.openings:
        raise Http404
    whom = ""  # the person who was chosen: named once, above the questions
    if standing.mine and matter.sight.may_act and choosing.is_to_choose(step, standing.openings):
        standing = replace(standing, openings=choosing.chosen(request, standing.openings))
        if not standing.openings:
            return choosing.choose(request, matter, step)
        whom = called(standing.openings[0].about, matter, names)
    asked = [one for one in standing.openings if request.GET.get("about") in (None, "", one.about) and request.GET.get("for") in (None, "", one.key)]
    open_ones = {one.key: one for one in asked if not one.waits and not standing.told(one)} if standing.mine else {}
    page = {"matter": matter, "step": step, "standing": standing, "names": names, "blocked": _blocked(standing, asked, names)}
    if not open_ones or not matter.sight.may_act:
        return render(request, "steps/first.html", page)
    labels = {key: opening_in_words(replace(one, about=None) if whom else one, matter, names) for key, one in open_ones.items()}
    if whom:
        labels = {key: said[:1].upper() + said[1:] for key, said in labels.items()}
    typed = typed_for(request) if request.method == "GET" else None
    first = next(iter(open_ones.values()))
    sent = request.POST if request.method == "POST" else typed
    form = StepForm(step, labels, first, sent, request.FILES or None, offered=offered(step, matter, first.about))
    if typed:
        form.begin_with_what_was_typed()
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(form, step, open_ones)
        document = form.cleaned_data.get("evidence")
        evidence = (keep(document),) if document else ()
        kept = taking.begun(code, step, matter.seat, chosen, form.answers(), form.cleaned_data.get(HAPPENED_ON), evidence)
        return HttpResponseRedirect(reverse("steps:check", args=[code, kept.id]))
    return render(request, "steps/questions.html", {**page, "form": form, "labels": labels, "whom": whom})


def _chosen(form: StepForm, step: Step, open_ones: dict[str, Opening]) -> list[Opening]:
    if "openings" not in form.fields:
        return list(open_ones.values())
    chosen = form.cleaned_data["openings"]
    return [open_ones[key] for key in (chosen if step.many else [chosen])]


def _blocked(standing: StepStanding, asked: list[Opening], names: Names) -> list[dict[str, Any]]:
    """Why the step cannot be taken: what stands before all that are barred first, then what stands before some, those with the same reasons together."""
    barred = [(one, standing.told(one)) for one in asked]
    barred = [(one, reasons) for one, reasons in barred if reasons or one.waits]
    shared = [reason for reason in barred[0][1] if all(reason in reasons for _, reasons in barred)] if len(barred) > 1 else []
    waits = barred[0][0].waits if barred and all(one.waits == barred[0][0].waits for one, _ in barred) else ""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for one, reasons in barred:
        own = tuple(reason for reason in reasons if reason not in shared)
        if own or (one.waits and one.waits != waits):
            grouped.setdefault((one.waits if one.waits != waits else "", own), []).append(opening_in_words(one, standing.matter, names))
    found = [_shown(waits, tuple(shared), [], standing)] if shared or waits else []
    return [*found, *(_shown(says, reasons, whom, standing) for (says, reasons), whom in grouped.items())]


def _shown(waits: str, reasons: tuple[Told, ...], whom: list[str], standing: StepStanding) -> dict[str, Any]:
    return {"waits": waits, "groups": under_headings(reasons, standing.matter), "number": len(reasons), "whom": [one for one in whom if one]}


def _kept(request: HttpRequest, code: str, key: str) -> tuple[MatterSight, StepDraft]:
    matter = asked_matter(request, code)
    kept = taking.draft_of(matter.seat, code, key)
    if kept is None or not matter.sight.may_act:
        raise Http404
    return matter, kept


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The answers, what recording them will do, and a button that does."""
    matter, kept = _kept(request, code, key)
    if kept.recorded_from is not None:
        return _to_recorded(kept.matter, kept.recorded_from)
    step = STEPS[kept.kind]
    if request.method == "GET":
        return _checked(request, matter, kept)
    if step.heavy and not request.POST.get("sure"):
        return HttpResponseRedirect(reverse("steps:sure", args=[code, key]))
    outcome = taking.recorded(kept, matter.seat)
    if isinstance(outcome, Recorded):
        return _to_recorded(kept.matter, outcome.positions.start)
    if isinstance(outcome, Conflict):
        return _checked(request, matter, kept, differs=outcome.differs, status=409)
    return _checked(request, matter, kept, status=409)


def _checked(request: HttpRequest, matter: MatterSight, kept: StepDraft, *, differs: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    judgement, names = taking.looked_over(kept, matter.seat), Names(matter)
    reasons = tuple(dict.fromkeys(one for judged in judgement.judged for one in as_told(judged.blocked, judged.act.about, matter)))
    unmet = [judged for judged in judgement.judged if judged.act.reported]
    breaches = tuple(dict.fromkeys(one for judged in unmet for one in as_told(judged.unmet, judged.act.about, matter)))
    letter, problems = letter_of(judgement, matter)
    page = {
        "matter": matter,
        "kept": kept,
        "step": STEPS[kept.kind],
        "names": names,
        "answers": answers_shown(kept, matter, names),
        "faults": list(dict.fromkeys(names.named(fault) for judged in judgement.judged for fault in judged.faults)),
        "blocked": under_headings(reasons, matter),
        "breaches": under_headings(breaches, matter),
        "differs": [names.named(one) for one in differs],
        "number": len(judgement.judged),
        "letter": letter,
        "blocks": as_shown(letter.blocks) if letter else [],
        "letter_problems": problems,
    }
    return render(request, "steps/check.html", page, status=status)


def preview_file(request: HttpRequest, code: str, key: str, kind: str) -> HttpResponse:
    """The letter that the step would make, as Word or PDF, marked a preview."""
    matter, kept = _kept(request, code, key)
    letter, _ = letter_of(taking.looked_over(kept, matter.seat), matter)
    if letter is None:
        raise Http404
    content, media_type = (as_pdf(letter), "application/pdf") if kind == "pdf" else (as_word(letter), WORD)
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="preview.{kind}"'})


def sure(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A page of its own before a step by which somebody loses something, or that cannot be unsent."""
    matter, kept = _kept(request, code, key)
    if kept.recorded_from is not None:
        return _to_recorded(kept.matter, kept.recorded_from)
    if not STEPS[kept.kind].heavy:
        return HttpResponseRedirect(reverse("steps:check", args=[code, key]))
    return render(request, "steps/sure.html", {"matter": matter, "kept": kept, "step": STEPS[kept.kind], "number": len(kept.openings)})


@require_http_methods(["POST"])
def throw_away(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Delete a draft that was never recorded."""
    matter, kept = _kept(request, code, key)
    if kept.recorded_from is None:
        kept.delete()
    return HttpResponseRedirect(page_of(matter))


def _to_recorded(code: str, position: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("steps:recorded", args=[code, position]))


def recorded(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """That a step was recorded: its number, its receipt, and what is next."""
    matter = asked_matter(request, code)
    act = matter.dossier.fold.at(position)
    if act is None or act.actor.person != matter.seat.person:
        raise Http404
    batch = _same_moment(matter.dossier, act)
    nexts = [one for one in standings(matter) if one.is_open and not one.step.optional][:5]
    receipt = receipts_for(range(position, position + 1))[0]
    page = {"matter": matter, "act": act, "batch": batch, "step": STEPS[act.kind.name], "nexts": nexts, "names": Names(matter)}
    return render(request, "steps/recorded.html", {**page, "reference": receipt_reference(receipt)})


def _same_moment(dossier: Dossier, act: Act[Any]) -> list[Act[Any]]:
    return [one for one in dossier.fold.acts if one.recorded_at == act.recorded_at]
