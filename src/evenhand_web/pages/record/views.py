"""The record of a change: its steps, a receipt for each, and whether it is whole and unaltered."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.calendars.words import day_in_words
from evenhand.canonical.encoding import encode
from evenhand.canonical.heads import Receipt
from evenhand.documents.checking import code_as, in_groups
from evenhand.procedure.acts import Act
from evenhand.procedure.change.opening.people import affected
from evenhand_web.ledger import reading_log
from evenhand_web.ledger.exporting import bundle_of
from evenhand_web.ledger.files import FileGone, content_of
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.pages.about_a_change import about_the_change
from evenhand_web.pages.looking import asked_matter
from evenhand_web.pages.naming import Names
from evenhand_web.pages.record.checking import LARGEST_RECEIPT_BYTES, NotAReceipt, checked, receipt_in
from evenhand_web.pages.record.filtering import RecordFilter, chosen, turned
from evenhand_web.pages.record.finding import Readable
from evenhand_web.pages.record.telling import Telling, Told
from evenhand_web.pages.shell.words import at_time
from evenhand_web.pages.sight import MatterSight

ON_A_PAGE = 25
COLUMNS = ["No.", "Recorded", "Took effect", "Step", "By", "About", "Evidence", "Receipt"]


def _change(request: HttpRequest, code: str) -> MatterSight:
    matter = asked_matter(request, code)
    if not matter.dossier.fold.acts[0].kind.name.startswith("change."):
        raise Http404
    return matter


@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """The steps that this seat may see, the latest first, by page and filter."""
    matter = _change(request, code)
    names, readable = Names(matter), Readable(matter)
    people = sorted(((one, names.of(one)) for one in affected(matter.dossier)), key=lambda one: one[1])
    form = RecordFilter(readable.kinds(), people, request.GET)
    rows = Paginator(readable.found(form.wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    acts = readable.read([row.position for row in rows])
    hidden = readable.there.count() - (rows.paginator.count if not form.is_bound else readable.found(type(form.wanted)()).count())
    page = {
        "form": form,
        "chosen": chosen(form, request.GET),
        "columns": COLUMNS,
        "rows": [_row(matter, told) for told in Telling(matter, acts).told()],
        "number": rows.paginator.count,
        "hidden": hidden,
        "turned": turned(request.GET, rows) if rows.paginator.num_pages > 1 else None,
    }
    return render(request, "record/record.html", {**about_the_change(matter, names, "Record"), **page})


def _row(matter: MatterSight, told: Told) -> dict[str, Any]:
    return {"told": told, "number": told.act.number, "href": reverse("record:receipt", args=[matter.code, told.act.number])}


def _asked_act(request: HttpRequest, code: str, number: int) -> tuple[MatterSight, Act[Any]]:
    """The act of that number, if the seat may know what it is. Raises Http404."""
    matter = _change(request, code)
    act = Readable(matter).number(number)
    if act is None:
        raise Http404
    return matter, act


@require_safe
def receipt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One step, what it says, and its receipt."""
    matter, act = _asked_act(request, code, number)
    reading_log.note(matter.sight.seat, code, [(act.position, part) for part in ("body", "figures", "evidence")], "Read a step in the record.")
    given, telling = _receipt(act), Telling(matter, [act])
    told = telling.told()[0]
    who = [("Number", f"{act.number} of {code}"), ("Step", told.step), ("By", f"{told.by}, {told.office}" if told.office else told.by)]
    when = [("Took effect", day_in_words(act.happened_on)), ("Recorded", at_time(act.recorded_at))]
    page = {
        "act": act,
        "told": told,
        "facts": _rows([*who, *([("About", told.whom)] if told.whom else []), *when, *(("Since then", line) for line in told.amended)]),
        "says": _rows(telling.says(act)),
        "receipt": given,
        "fingerprint": in_groups(given.leaf_hash),
        "file": _file_name(matter, act),
    }
    return render(request, "record/receipt.html", {**about_the_change(matter, Names(matter), "Record"), **page})


def _rows(lines: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"key": key, "value": value.splitlines() if "\n" in value else value} for key, value in lines]


def _receipt(act: Act[Any]) -> Receipt:
    return receipts_for(range(act.position, act.position + 1))[0]


def _file_name(matter: MatterSight, act: Act[Any]) -> str:
    return f"receipt-{matter.code}-{act.number}.json"


@require_safe
def receipt_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The receipt as a file, to be kept away from the trust's systems."""
    matter, act = _asked_act(request, code, number)
    return _download(encode(_receipt(act).as_value()), "application/json", _file_name(matter, act))


@require_safe
def receipt_code(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The QR code of the page on which anybody checks a receipt, with this one's fingerprint behind it."""
    _, act = _asked_act(request, code, number)
    address = f"{request.build_absolute_uri(reverse('public:check'))}#{_receipt(act).leaf_hash}"
    return HttpResponse(code_as("svg", address, scale=4, xmldecl=False), content_type="image/svg+xml")


@require_safe
def evidence(request: HttpRequest, code: str, number: int, place: int) -> HttpResponse:
    """One of the files that a step carries, as it was kept. It is always taken away as a file: nothing in it is run or shown here."""
    matter, act = _asked_act(request, code, number)
    if place >= len(act.evidence):
        raise Http404
    try:
        content = content_of(act.evidence[place])
    except FileGone as fault:
        raise Http404 from fault
    reading_log.note(matter.sight.seat, code, [(act.position, "evidence")], "Took a copy of the evidence of a step.")
    return _download(content, "application/octet-stream", act.evidence[place].name)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type, headers={"X-Content-Type-Options": "nosniff"})
    response.headers["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode().translate(_NEVER_IN_A_NAME)}"'
    return response


_NEVER_IN_A_NAME = {ord(character): "_" for character in '"\\/\r\n'}


@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """The bundle of the matter for this seat. Whoever looks through another's eyes takes nothing away."""
    matter = _change(request, code)
    if matter.sight.viewing_as is not None:
        raise Http404
    taken = bundle_of(code, matter.seat)
    everything = [(act.position, part) for act in matter.dossier.fold.acts for part in ("body", "figures", "evidence", "actor", "day")]
    reading_log.note(matter.sight.seat, code, everything, "Took the record away as a bundle.")
    return _download(taken, "application/json", f"bundle-{code}.json")


@require_http_methods(["GET", "HEAD", "POST"])
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What the verifier says of the record as it is now; against a receipt too, where one is sent."""
    matter = _change(request, code)
    if matter.sight.viewing_as is not None:
        raise Http404
    problem, receipts = "", []
    if request.method == "POST":
        try:
            receipts = [_sent_receipt(request)]
        except NotAReceipt as fault:
            problem = str(fault)
    page = {"answer": checked(matter, receipts) if not problem else None, "problem": problem}
    return render(request, "record/verify.html", {**about_the_change(matter, Names(matter), "Record"), **page})


def _sent_receipt(request: HttpRequest) -> Receipt:
    sent = request.FILES.get("receipt")
    if sent is None:
        raise NotAReceipt("Choose the file of a receipt that you hold.")
    if (sent.size or 0) > LARGEST_RECEIPT_BYTES:
        raise NotAReceipt(f"This file is larger than {LARGEST_RECEIPT_BYTES // 1000} KB, and no receipt is. Check that it is the right file.")
    return receipt_in(sent.read())
