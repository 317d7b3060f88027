"""Importing staff and posts: an empty workbook, a file sent in, what an import of it would do, and then the import."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.procedure.acts import Actor
from evenhand.procedure.trust.keeping import RecordImport
from evenhand.workforce.correcting import file_to_correct
from evenhand.workforce.reading import NothingToRead, Reading
from evenhand.workforce.template import template
from evenhand_web.config import clock
from evenhand_web.ledger.command_faults import FAULTS
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.pages.importing.sent import NotTaken, looked_through, read, why_nothing_was_read
from evenhand_web.pages.importing.showing import shown
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.sight import Sight
from evenhand_web.pages.steps.showing import receipt_reference
from evenhand_web.workforce import receiving
from evenhand_web.workforce.importing import Imported, NotImported, import_reading
from evenhand_web.workforce.mirroring import difference, rows_of
from evenhand_web.workforce.models import Received

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _keeper(request: HttpRequest) -> Sight:
    sight = asked_sight(request)
    if sight.seat.office not in RecordImport.kind.by or not sight.may_act:
        raise Http404
    return sight


def _start(request: HttpRequest, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
    page = {
        "errors": [{"text": says, "href": "#files"} for says in problems or []],
        "waiting": receiving.received_by(request.user),  # type: ignore[arg-type]
    }
    return render(request, "importing/start.html", page, status=status)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """How an import goes, an empty workbook, and where to send a filled one. What is sent is read at once, and kept only if anybody can be taken."""
    _keeper(request)
    if request.method == "GET":
        return _start(request)
    try:
        files = looked_through(request.FILES.getlist("files"))
        with read(files, clock.today()):
            received = receiving.receive(request.user, files)  # type: ignore[arg-type]
    except NotTaken as fault:
        return _start(request, fault.problems)
    except NothingToRead as fault:
        return _start(request, why_nothing_was_read(fault))
    return HttpResponseRedirect(reverse("importing:check", args=[received.id]))


@require_safe
def empty_workbook(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    _keeper(request)
    return _download(template(), "evenhand-workbook.xlsx")


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, key: str) -> HttpResponse:
    """What an import would take, tidy, leave out and change; then, by a press of its button, what it did."""
    sight, received = _keeper(request), receiving.received_by(request.user, key)  # type: ignore[arg-type]
    if received and received.came_of_it:
        return render(request, "importing/imported.html", {"received": received, **received.came_of_it})
    files = receiving.files_of(received) if received else []
    if received is None or not files:
        return _start(request, ["What you sent in is not here any more: it is kept for 24 hours, or until you send something else. Choose it again."], 404)
    with read(files, received.received_on) as reading:
        if request.method == "POST":
            return _imported(request, sight, received, reading)
        return _checked(request, received, reading)


def _checked(request: HttpRequest, received: Received, reading: Reading, status: int = 200, **more: Any) -> HttpResponse:
    page = {"received": received, "name": _name(received), **shown(reading, difference(rows_of(reading.workforce))), **more}
    return render(request, "importing/check.html", page, status=status)


def _imported(request: HttpRequest, sight: Sight, received: Received, reading: Reading) -> HttpResponse:
    if request.POST.get("held") != difference(rows_of(reading.workforce)).held:
        return _checked(request, received, reading, status=409, changed_meanwhile=True)
    actor = Actor(sight.seat.person, sight.seat.office, sight.seat.union)
    try:
        done = import_reading(reading, _name(received), actor, received.id)
    except NotImported as fault:
        return _checked(request, received, reading, status=409, errors=fault.reasons)
    except FAULTS as fault:
        return _checked(request, received, reading, status=409, errors=[str(fault)])
    receiving.let_go(received, {"name": _name(received), "taken": reading.taken, "left_out": reading.left_out, **_what_it_did(done)})
    return HttpResponseRedirect(reverse("importing:check", args=[received.id]))


def _what_it_did(imported: Imported) -> dict[str, Any]:
    done, told = imported.done, {}
    if imported.position is not None:
        receipt = receipts_for(range(imported.position, imported.position + 1))[0]
        told = {"number": receipt.number_in_matter, "reference": receipt_reference(receipt)}
    return {"added": done.added, "changed": done.changed, "removed": done.removed, **told}


@require_safe
def to_correct(request: HttpRequest, key: str) -> HttpResponse:
    """The file to correct: everything that was sent, with each row's problems beside it."""
    _keeper(request)
    received = receiving.received_by(request.user, key)  # type: ignore[arg-type]
    files = receiving.files_of(received) if received else []
    if received is None or not files:
        raise Http404
    with read(files, received.received_on) as reading:
        return _download(file_to_correct(reading, _name(received)), "to-correct.xlsx")


@require_POST
def throw_away(request: HttpRequest, key: str) -> HttpResponse:
    """Delete what was sent in and not imported."""
    _keeper(request)
    received = receiving.received_by(request.user, key)  # type: ignore[arg-type]
    if received and not received.came_of_it:
        received.delete()
    return HttpResponseRedirect(reverse("importing:start"))


def _name(received: Received) -> str:
    return receiving.name_of(received.files.order_by("name").values_list("name", flat=True))


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'})
