"""Letters: one's own, opened by their reader; and those of a change, for whoever sends them."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import LetterCannotBeMade
from evenhand.documents.pdf import as_pdf
from evenhand.documents.word import as_word
from evenhand.procedure.audience import THE_OTHER_SIDE
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.refusing import refusal
from evenhand_web.ledger import reading_log
from evenhand_web.ledger.commands import NotThisCommand
from evenhand_web.ledger.performing import Recorded, Refused
from evenhand_web.pages.about_a_change import about_the_change
from evenhand_web.pages.letters.delivered import Delivery
from evenhand_web.pages.letters.making import as_shown, contact_for, letter_of, said_in
from evenhand_web.pages.letters.mine import address_of, letters_to_the_seat, of_the_change, to_the_seat
from evenhand_web.pages.letters.opening import opened
from evenhand_web.pages.letters.words import state, state_for_its_reader, what_opening_starts, words_of
from evenhand_web.pages.looking import asked_matter, asked_sight
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight

NO_LETTERS = {
    True: "No letter has come to you here. One that does is listed from the day it is released.",
    False: "Letters come here to employees and unions. Those that the trust sends are under Documents of each change.",
}
FILES = {
    "docx": (as_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The letters to the seat itself, those not opened first."""
    sight = asked_sight(request)
    letters = sorted(letters_to_the_seat(sight), key=lambda one: one.delivery.is_open)
    rows = [
        [
            {"text": one.title, "href": one.address},
            day_in_words(one.delivery.letter.happened_on),
            proposal(one.matter.dossier).body.title,
            state_for_its_reader(one.delivery),
        ]
        for one in letters
    ]
    return render(request, "letters/mine.html", {"rows": rows, "empty": NO_LETTERS[sight.seat.office in THE_OTHER_SIDE]})


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One letter. Its reader is told first what opening it starts; a press opens it."""
    matter, delivery, is_reader = _asked(request, code, number)
    if not is_reader or delivery.is_open:
        return _shown(request, matter, delivery, is_reader=is_reader)
    if request.method == "POST" and matter.sight.may_act:
        return _opened(request, matter, delivery)
    return _closed(request, matter, delivery)


def _asked(request: HttpRequest, code: str, number: int) -> tuple[MatterSight, Delivery, bool]:
    """The letter that the address names, and whether the seat is whom it is for. Raises Http404 where there is none for this seat."""
    matter = asked_matter(request, code)
    if not matter.dossier.fold.acts[0].kind.name.startswith("change."):
        raise Http404
    is_reader = matter.seat.office in THE_OTHER_SIDE
    found = [one for one in (to_the_seat(matter) if is_reader else of_the_change(matter)) if one.letter.number == number]
    whom = request.GET.get("for")
    delivery = next((one for one in found if whom in (None, one.code)), None)
    if delivery is None:
        raise Http404
    return matter, delivery, is_reader


def _closed(request: HttpRequest, matter: MatterSight, delivery: Delivery, problems: list[str] | None = None) -> HttpResponse:
    page = {**_about(matter, delivery, is_reader=True), "starts": what_opening_starts(delivery, matter.sight.on), "problems": problems or []}
    return render(request, "letters/closed.html", {**page, "command_id": uuid4().hex}, status=409 if problems else 200)


def _opened(request: HttpRequest, matter: MatterSight, delivery: Delivery) -> HttpResponse:
    try:
        outcome = opened(matter, delivery, request.POST.get("command_id", ""))
    except NotThisCommand as fault:
        return _closed(request, matter, delivery, [str(fault)])
    if isinstance(outcome, Recorded):
        return HttpResponseRedirect(address_of(matter, delivery))
    return _closed(request, matter, delivery, refusal(outcome.judgement, matter.seat) if isinstance(outcome, Refused) else list(outcome.differs))


def _shown(request: HttpRequest, matter: MatterSight, delivery: Delivery, *, is_reader: bool) -> HttpResponse:
    if not is_reader or matter.sight.viewing_as:
        _note(matter, delivery, "Read a letter that the trust sent.")
    made, problems = None, tuple[str, ...]()
    try:
        made = letter_of(matter, delivery, _check_at(request))
    except LetterCannotBeMade as fault:
        problems = fault.problems
    page = _about(matter, delivery, is_reader=is_reader)
    page |= {"made": made, "blocks": as_shown(made.blocks) if made else [], "problems": problems, "said": said_in(matter, delivery)}
    return render(request, "letters/letter.html", page)


def _about(matter: MatterSight, delivery: Delivery, *, is_reader: bool) -> dict[str, Any]:
    words = words_of(delivery)
    return {
        "matter": matter,
        "delivery": delivery,
        "is_reader": is_reader,
        "title": words.title if is_reader else words.to,
        "whom": delivery.union or Names(matter).of(delivery.code),
        "state": state_for_its_reader(delivery) if is_reader else state(delivery)[0],
        "change": proposal(matter.dossier).body.title,
        "contact": contact_for(matter),
        "may_act": matter.sight.may_act,
    }


@require_safe
def file(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """The letter as a Word file or a PDF. Its reader opens it first."""
    matter, delivery, is_reader = _asked(request, code, number)
    if kind not in FILES or (is_reader and not delivery.is_open):
        raise Http404
    try:
        made = letter_of(matter, delivery, _check_at(request))
    except LetterCannotBeMade as fault:
        raise Http404 from fault
    if made is None:
        raise Http404
    if not is_reader or matter.sight.viewing_as:
        _note(matter, delivery, "Took a copy of a letter that the trust sent.")
    write, content_type = FILES[kind]
    name = f"{matter.code}-{delivery.letter.number}.{kind}"
    return HttpResponse(write(made), content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _note(matter: MatterSight, delivery: Delivery, because: str) -> None:
    reading_log.note(matter.sight.seat, matter.code, [(delivery.letter.position, part) for part in ("body", "figures")], because)


def _check_at(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:check"))


@require_safe
def of_change(request: HttpRequest, code: str) -> HttpResponse:
    """The letters of a change, each with whom it is for and whether it arrived; those without proof first."""
    matter = asked_matter(request, code)
    if not matter.dossier.fold.acts[0].kind.name.startswith("change."):
        raise Http404
    names, found = Names(matter), of_the_change(matter)
    rows = [_row(matter, one, names) for one in sorted(found, key=lambda one: (one.is_open, one.letter.position))]
    page = {"rows": rows, "waiting": sum(not one.is_open for one in found)}
    return render(request, "letters/of_change.html", {**about_the_change(matter, names, "Documents"), **page})


def _row(matter: MatterSight, delivery: Delivery, names: Names) -> list[Any]:
    whom = delivery.union or names.of(delivery.code)
    says, colour = state(delivery)
    link = {"text": words_of(delivery).to, "href": address_of(matter, delivery), "about": f"for {whom}"}
    return [link, whom, day_in_words(delivery.letter.happened_on), {"text": says, "tag": colour} if colour else says]
