"""The record as a seat sees it: what stands in a row, filters, pages, receipts, verifying."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand.canonical.encoding import decode
from evenhand.canonical.heads import Receipt
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import WarnPerson
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand.record.bundle import read_bundle
from evenhand.record.verify import verify
from evenhand_web.ledger.models import ActRow, IndexRow, PartRow, Reading
from evenhand_web.pages.record.finding import Readable, Wanted
from evenhand_web.pages.sight import READING, Sight, everything
from tests.pages.situations import CHANGE, HOME, SEATS, announced, looking_as, scored, text_of, with_addresses
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, an_employment
from tests.site.acting import a_draft, recorded, seat_of
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
RECORD = f"/changes/{CHANGE}/record/"


@pytest.fixture
def record(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[Office], Client]:
    scored(monkeypatch)
    with_addresses()
    return lambda office: looking_as(SEATS[office])


def numbers(body: str) -> list[int]:
    return [int(part.split('"')[0]) for part in body.split("Receipt of step ")[1:]]


def test_the_latest_stands_first_and_a_page_holds_twenty_five(record: Callable[[Office], Client]):
    client = record(Office.HR_ADVISER)
    first, second, third = (client.get(f"{RECORD}?page={page}").content.decode() for page in (1, 2, 3))
    assert numbers(first)[0] == 51
    assert numbers(first) == list(range(51, 26, -1))
    assert numbers(second) == list(range(26, 1, -1))
    assert numbers(third) == [1]


def test_a_row_says_who_did_what_in_which_office_about_whom_with_what_evidence(record: Callable[[Office], Client]):
    said = text_of(record(Office.HR_ADVISER).get(f"{RECORD}?kind=change.letter_served&about=k000"))
    assert "Recorded that a letter reached someone Confirmed by no." in said
    assert "you, HR adviser Dana Whitfield proof.pdf" in said


def test_a_union_sees_codes_and_no_personal_step(record: Callable[[Office], Client]):
    said = text_of(record(Office.UNION_REPRESENTATIVE).get(RECORD))
    assert "Placed someone in a pool Ben, headteacher k000" in said
    assert "Dana" not in said
    assert "Gave a score" not in said
    assert "18 steps of this change are not for you to see." in said


@pytest.mark.parametrize("asked", ["kind=change.score", "about=k000&kind=change.score", "kind=change.meeting"])
def test_no_filter_answers_on_what_a_seat_may_not_see(record: Callable[[Office], Client], asked: str):
    client = record(Office.UNION_REPRESENTATIVE)
    assert numbers(client.get(f"{RECORD}?{asked}").content.decode()) == numbers(client.get(RECORD).content.decode())  # a choice that it does not have is none


def test_filters_of_kind_person_and_day_are_kept_by_the_next_page(record: Callable[[Office], Client]):
    client = record(Office.HR_ADVISER)
    assert len(numbers(client.get(f"{RECORD}?kind=change.score").content.decode())) == 6
    assert "No step fits these filters." in text_of(client.get(f"{RECORD}?kind=change.score&about=k001"))
    early = client.get(f"{RECORD}?until_day=2&until_month=11&until_year=2026").content.decode()
    assert "until_day=2&amp;until_month=11&amp;until_year=2026&amp;page=2" in early
    assert max(numbers(early)) < 29


def test_the_seats_filter_is_asked_of_the_database(record: Callable[[Office], Client]):
    with READING.lock:
        matter = Sight(seat_of(CARYS), everything()).matter(CHANGE)
        assert matter is not None
        readable = Readable(matter)
        assert readable.found(Wanted(kind="change.score")).count() == 0
        assert readable.found(Wanted(about="k000")).count() == 2  # she is affected, and in a pool
        assert readable.found(Wanted()).count() + 18 == readable.there.count()


def test_a_correction_and_what_it_corrects_are_both_shown(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    said = world.dossier().latest(ReviewUnavoidable)
    assert said is not None
    fields = {"statement": "Every other way was looked at, twice."}
    world.act(BEN, Correct(corrects=said.position, fields=fields, because="It was looked at twice."), happened_on=world.today)
    client = looking_as(ASHA)
    page = text_of(client.get(RECORD))
    assert f"Corrects no. {said.number}" in page
    assert "Corrected by no. 17" in page
    assert "Every other way was looked at." in text_of(client.get(f"{RECORD}{said.number}/receipt/"))
    assert "Every other way was looked at, twice." in text_of(client.get(f"{RECORD}17/receipt/"))


def test_a_receipt_holds_against_the_bundle_of_the_same_seat(record: Callable[[Office], Client]):
    for office in (Office.UNION_REPRESENTATIVE, Office.EMPLOYEE, Office.HR_ADVISER):
        client = record(office)
        receipt = Receipt.from_value(decode(client.get(f"{RECORD}7/receipt.json").content))
        assert receipt.number_in_matter == 7
        found = verify(read_bundle(client.get(f"{RECORD}bundle.json").content), [receipt])
        assert found.ok
        assert found.anchored


def test_files_are_taken_away_and_never_shown(record: Callable[[Office], Client]):
    client = record(Office.HR_ADVISER)
    for name in ("bundle.json", "7/receipt.json"):
        answer = client.get(f"{RECORD}{name}")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_code_of_a_receipt_is_a_picture_of_our_own(record: Callable[[Office], Client]):
    answer = record(Office.EMPLOYEE).get(f"{RECORD}7/receipt.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.lstrip().startswith(b"<svg")


def test_verifying_says_what_was_found_and_what_that_does_not_prove(record: Callable[[Office], Client]):
    said = text_of(record(Office.AUDITOR).get(f"{RECORD}verify/"))
    assert "agree with each other and with the signature" in said
    assert "What this does not prove: that what was written is true." in said


def test_a_receipt_that_one_holds_is_checked_and_anything_else_is_told_to_be_none(record: Callable[[Office], Client]):
    client = record(Office.UNION_REPRESENTATIVE)
    held = client.get(f"{RECORD}7/receipt.json").content

    def answer(content: bytes) -> str:
        return text_of(client.post(f"{RECORD}verify/", {"receipt": SimpleUploadedFile("receipt.json", content)}))

    assert "check out against the receipt of" in answer(held)
    changed = json.loads(held) | {"number_in_matter": 8}
    assert "The receipt does not hold by itself" in answer(json.dumps(changed, separators=(",", ":"), sort_keys=True).encode())
    assert "This is not a receipt of Evenhand's" in answer(b"{}")
    assert "larger than 100 KB" in answer(b"x" * 100_001)
    assert "Choose the file of a receipt" in text_of(client.post(f"{RECORD}verify/", {}))


def test_reading_what_is_about_somebody_else_is_noted_and_about_oneself_is_not(record: Callable[[Office], Client]):
    number = _number_of("change.score")
    record(Office.EMPLOYEE).get(f"{RECORD}{number}/receipt/")
    assert Reading.objects.count() == 0
    record(Office.HEADTEACHER).get(f"{RECORD}{number}/receipt/")
    noted = Reading.objects.get()
    assert (noted.person, noted.about, noted.because) == ("ben", "k000", "Read a step in the record.")


def _number_of(kind: str) -> int:
    return int(ActRow.objects.get(position=IndexRow.objects.filter(kind=kind).order_by("position").values_list("position", flat=True)[0]).number)


def test_an_erased_field_says_when_it_was_erased(record: Callable[[Office], Client]):
    meeting = ActRow.objects.get(matter=CHANGE, number=40).position
    part = PartRow.objects.get(act_id=meeting, name="body")
    recorded(a_draft(ASHA, Erase(parts=(Place(position=meeting, part=part.place),), because="Retention.")))
    said = text_of(record(Office.HR_ADVISER).get(f"{RECORD}40/receipt/"))
    assert "Erased on Tuesday 3 November 2026" in said


def queries(client: Client, address: str) -> int:
    client.get(address)  # whatever is kept between pages is there the second time
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("office", [Office.HR_ADVISER, Office.UNION_REPRESENTATIVE, Office.EMPLOYEE])
def test_a_page_asks_as_often_whatever_the_size_of_the_change(a_site: Site, monkeypatch: pytest.MonkeyPatch, office: Office):
    world, _ = announced(monkeypatch, holders=3)
    with_addresses()
    client, addresses = looking_as(SEATS[office]), [RECORD, f"{RECORD}7/receipt/", f"/changes/{CHANGE}/letters/", HOME, "/trust/", "/letters/"]
    small = [queries(client, address) for address in addresses]
    assert max(small) < 45, small
    more = [f"k{place:03}" for place in range(3, 30)]
    world.do(*(world.draft(ASHA, an_employment(code), about=code) for code in more))
    steps.serve_union(world)  # it has to know the numbers as they now are
    world.do(*(world.draft(BEN, WarnPerson(letter="Your job may be at risk."), about=code) for code in more))
    assert [queries(client, address) for address in addresses] == small
