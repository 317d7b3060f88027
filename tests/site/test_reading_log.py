"""The log of who read what about whom: what is noted and what is not, that nothing in it can be changed unseen, and that each day is closed once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.trust.keeping import CloseReadingLog
from evenhand.procedure.trust.people import EmployerTold
from evenhand_web.ledger import reading_log
from evenhand_web.ledger.models import Head, Reading
from evenhand_web.ledger.performing import Refused
from evenhand_web.ledger.reading import EVERYTHING, acts
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CHANGE, CORA, a_change
from tests.site.acting import a_draft, a_founded_trust, attempt
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite, set_clock

ASHAS = Seat("asha", Office.HR_ADVISER)
CORAS = Seat("cora", Office.CONFIDENTIAL_HR)
UNISON = Seat("carys", Office.UNION_REPRESENTATIVE, "UNISON")
DANA = Seat("person-k000", Office.EMPLOYEE)
DANA_AS_HEAD = Seat("person-k000", Office.HEADTEACHER)
WHY = "To work out her notice."
MONDAY = date(2026, 11, 2)


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    """A change announced on Monday; its first three acts that affect somebody are k000's, k001's, k002's."""
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    return world


def affecting(world: LedgerWorld, code: str) -> int:
    return world.folded.matters[CHANGE].by_person["change.affect", code][0].position


def test_what_another_reads_about_her_is_noted_once_for_each_person(world: LedgerWorld):
    first, second = affecting(world, "k000"), affecting(world, "k001")
    reading_log.note(ASHAS, CHANGE, [(first, "body"), (second, "body"), (second, "body")], WHY)
    rows = reading_log.readings(MONDAY, MONDAY)
    assert [(row.person, row.office, row.matter, row.about, row.because) for row in rows] == [
        ("asha", "hr_adviser", CHANGE, code, WHY) for code in ("k000", "k001")
    ]
    assert rows[0].parts == [[first, "body", "identity"], [first, "body", "person"]] and rows[0].read_at == world.now


@only_sqlite
@pytest.mark.parametrize(("seat", "noted"), [(ASHAS, 1), (DANA, 0), (DANA_AS_HEAD, 0), (UNISON, 0), (Seat("person-k001", Office.EMPLOYEE), 0)])
def test_ones_own_facts_and_what_one_was_not_shown_are_not_noted(world: LedgerWorld, seat: Seat, noted: int):
    """The widest part of the same act is for the parties: reading it is nobody's secret."""
    assert len(reading_log.note(seat, CHANGE, [(affecting(world, "k000"), "body")], WHY)) == noted


@only_sqlite
def test_what_is_for_the_parties_is_not_noted(world: LedgerWorld):
    assert reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), name) for name in ("place", "kind", "day", "figures")], WHY) == []
    assert reading_log.note(ASHAS, CHANGE, [], WHY) == []


def test_a_protected_fact_is_noted_under_whom_it_is_about(world: LedgerWorld):
    told = world.report(CORA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    assert reading_log.note(ASHAS, "trust", [(told.position, "body")], WHY) == []
    (row,) = reading_log.note(CORAS, "trust", [(told.position, "body")], WHY)
    assert (row.about, row.parts) == ("person-k000", [(told.position, "body", "protected")])
    reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), "body"), (affecting(world, "k001"), "body")], WHY)
    assert [(row.person, row.matter) for row in reading_log.about_me("person-k000")] == [("asha", CHANGE), ("cora", "trust")]
    assert reading_log.about_me("person-k002") == []


@only_sqlite
def test_a_reading_without_a_reason_is_not_taken(world: LedgerWorld):
    with pytest.raises(ValueError, match="Say why"):
        reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), "body")], "  ")


@pytest.mark.parametrize("statement", ["UPDATE ledger_reading SET person = 'nobody'", "DELETE FROM ledger_reading", "TRUNCATE ledger_reading"])
def test_the_database_lets_no_reading_be_changed_or_dropped(world: LedgerWorld, statement: str):
    reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), "body")], WHY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert len(reading_log.readings(MONDAY, MONDAY)) == 1


def test_each_past_day_is_closed_once_and_a_quiet_one_too(world: LedgerWorld):
    reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), "body")], WHY)
    world.wait_until(MONDAY + timedelta(days=2))
    assert reading_log.close_past_days(ASHA) == [MONDAY, MONDAY + timedelta(days=1)]
    said = [act.body for act in acts(EVERYTHING) if isinstance(act.body, CloseReadingLog)]
    assert [(body.read_on, body.readings) for body in said] == [(MONDAY, 1), (MONDAY + timedelta(days=1), 0)]
    size = Head.objects.get().size
    assert reading_log.close_past_days(BEN) == reading_log.close_past_days(ASHA) == [] and Head.objects.get().size == size
    assert reading_log.problems() == []


@only_sqlite
@pytest.mark.parametrize(("minutes", "closed"), [(reading_log.QUIET_MINUTES - 1, []), (reading_log.QUIET_MINUTES, [MONDAY])])
def test_a_day_is_left_open_a_little_after_it_is_over(a_site: Site, monkeypatch: pytest.MonkeyPatch, minutes: int, closed: list[date]):
    set_clock(monkeypatch, datetime(2026, 11, 2, 9, tzinfo=UTC))
    a_founded_trust()
    set_clock(monkeypatch, datetime(2026, 11, 3, 0, minutes, tzinfo=UTC))
    assert reading_log.close_past_days(ASHA) == closed


@only_sqlite
def test_where_no_trust_is_founded_there_is_nothing_to_close(a_site: Site):
    assert reading_log.close_past_days(ASHA) == [] and reading_log.problems() == []


@only_sqlite
def test_whoever_may_not_close_it_is_told_why(world: LedgerWorld):
    world.wait_until(MONDAY + timedelta(days=1))
    with pytest.raises(reading_log.CannotClose, match="Only administrator"):
        reading_log.close_past_days(BEN)


@only_sqlite
def test_days_missed_for_over_a_year_are_closed_in_two_goes(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading_log, "MOST_DAYS_AT_ONCE", 3)
    set_clock(monkeypatch, datetime(2026, 11, 2, 9, tzinfo=UTC))
    a_founded_trust()
    set_clock(monkeypatch, datetime(2026, 11, 6, 9, tzinfo=UTC))
    assert [len(reading_log.close_past_days(ASHA)) for _ in range(3)] == [3, 1, 0]


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("UPDATE ledger_reading SET person = 'nobody'", "is not what it was"),
        ("UPDATE ledger_reading SET because = 'Asked to.'", "is not what it was"),
        ("DELETE FROM ledger_reading", "has 0 readings, and had 1"),
        ("UPDATE ledger_reading SET read_on = '2026-11-03'", "has 0 readings, and had 1"),
        ("UPDATE ledger_reading SET read_on = '2026-10-30'", "on which the trust kept no record"),
    ],
)
def test_a_log_that_was_tampered_with_is_found_by_the_act_that_closed_it(world: LedgerWorld, harm: str, says: str):
    reading_log.note(ASHAS, CHANGE, [(affecting(world, "k000"), "body")], WHY)
    world.wait_until(MONDAY + timedelta(days=1))
    reading_log.close_past_days(ASHA)
    with connection.cursor() as cursor:
        for trigger in ("unchanged", "kept"):
            cursor.execute(f"DROP TRIGGER ledger_reading_{trigger}" + (" ON ledger_reading" if connection.vendor == "postgresql" else ""))
        cursor.execute(harm)
    assert any(says in problem for problem in reading_log.problems())


@only_sqlite
def test_a_reading_slipped_into_a_closed_day_is_found(world: LedgerWorld):
    world.wait_until(MONDAY + timedelta(days=1))
    reading_log.close_past_days(ASHA)
    Reading.objects.create(read_at=world.now, read_on=MONDAY, person="x", office="hr_adviser", matter=CHANGE, about="k000", parts=[], because="x")
    assert reading_log.problems() == ["The log of Monday 2 November 2026 has 1 readings, and had 0 when it was closed."]


@only_sqlite
def test_two_who_close_the_same_day_close_it_once(world: LedgerWorld):
    """As the second finds it whose batch was sent a moment after the first's."""
    world.wait_until(MONDAY + timedelta(days=1))
    late = a_draft(CORA, reading_log.closing(MONDAY))
    assert reading_log.close_past_days(ASHA) == [MONDAY]
    assert isinstance(attempt(late), Refused) and reading_log.close_past_days(CORA) == []
