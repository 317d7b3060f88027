"""Performing: gapless, once, and acknowledged only when signed and logged; the same on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from evenhand.canonical.heads import SignedHead
from evenhand.procedure.trust.people import StateVacancies
from evenhand_web.ledger.commands import NotThisCommand
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import ActRow, Command, Head
from evenhand_web.ledger.performing import ClockBehind, Conflict, Refused, perform, preview
from evenhand_web.ledger.reading import EVERYTHING, acts
from evenhand_web.ledger.signing import outside_log
from tests.procedure.world import ASHA, PRIYA
from tests.site.acting import A_MOMENT, a_draft, a_founded_trust, a_vacancy, attempt, recorded, seat_of
from tests.site.sites import Site, set_clock


def test_a_batch_is_appended_with_gapless_positions_and_numbers(a_site: Site):
    a_founded_trust()
    batch = recorded(a_vacancy("V1"), a_vacancy("V2"))
    rows = list(ActRow.objects.order_by("position").values_list("position", "matter", "number"))
    assert rows == [(position, "trust", position + 1) for position in range(10)]
    assert [act.body.vacancy for act in batch.acts] == ["V1", "V2"]
    assert Head.objects.get().size == 10


def test_what_is_acknowledged_is_signed_and_stands_in_the_outside_log(a_site: Site):
    a_founded_trust()
    batch = recorded(a_vacancy("V1"))
    last = outside_log().last()
    assert last is not None and isinstance(last.head, SignedHead)
    assert last.head == batch.head and batch.head.tree_size == batch.positions.stop
    assert batch.head.is_good(acts(EVERYTHING)[0].body.public_key)


def test_every_act_gets_a_receipt_that_holds(a_site: Site):
    founded = a_founded_trust()
    batch = recorded(a_vacancy("V1"), a_vacancy("V2"))
    receipts = [*founded.receipts, *batch.receipts]
    assert [(receipt.position, receipt.number_in_matter) for receipt in receipts] == [(0, 1), (8, 9), (9, 10)]
    assert not [problem for receipt in receipts for problem in receipt.problems()]


def test_a_repeat_gets_the_first_answer_and_its_receipts(a_site: Site):
    a_founded_trust()
    first = recorded(a_vacancy("V1"), command_id="once")
    recorded(a_vacancy("V2"))
    again = recorded(a_vacancy("V1"), command_id="once")
    assert (again.positions, again.acts) == (first.positions, first.acts)
    assert again.receipts[0].problems() == [] and again.receipts[0].position == first.positions.start
    assert Head.objects.get().size == 10


def test_a_repeat_by_another_person_or_of_another_request_is_refused_and_told_nothing(a_site: Site):
    a_founded_trust()
    recorded(a_vacancy("V1"), command_id="once")
    for draft in (a_vacancy("V1", PRIYA), a_vacancy("V2")):
        with pytest.raises(NotThisCommand) as refused:
            attempt(draft, command_id="once")
        assert "V1" not in str(refused.value) and "asha" not in str(refused.value)
    assert Head.objects.get().size == 9


def test_a_refused_command_recorded_nothing_and_is_judged_afresh(a_site: Site):
    a_founded_trust()
    draft = a_draft(ASHA, StateVacancies(vacancies=()), matter="CH-9")
    assert isinstance(attempt(draft, command_id="early"), Refused)
    assert isinstance(attempt(draft, command_id="early"), Refused)
    assert not Command.objects.filter(id="early").exists()


@pytest.mark.parametrize("command_id, size", [("", 0), ("x" * 64, 1), ("x" * 65, 0)])
def test_a_command_id_has_from_one_to_sixty_four_characters(a_site: Site, command_id: str, size: int):
    a_founded_trust()
    try:
        perform([a_vacancy("V1")], command_id=command_id, seat=seat_of(ASHA))
    except NotThisCommand as refused:
        assert "1 to 64 characters" in str(refused)
    assert Head.objects.get().size == 8 + size


def test_nobody_sends_a_batch_in_anothers_name(a_site: Site):
    a_founded_trust()
    with pytest.raises(NotThisCommand, match="somebody else's"):
        perform([a_vacancy("V1", PRIYA)], command_id="x", seat=seat_of(ASHA))
    with pytest.raises(NotThisCommand, match="nothing to record"):
        perform([], command_id="x", seat=seat_of(ASHA))


def test_two_batches_never_share_a_moment_even_if_the_clock_stands(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    set_clock(monkeypatch, A_MOMENT)
    a_founded_trust()
    moments = [act.recorded_at for act in acts(EVERYTHING)]
    assert moments == sorted(moments) and len(set(moments)) == 3  # founded; six appointed in one batch; a union recognised


@pytest.mark.parametrize("behind, is_recorded", [(timedelta(minutes=5), True), (timedelta(minutes=5, microseconds=2), False)])
def test_a_clock_a_little_behind_takes_the_last_moment_and_further_behind_is_refused(
    a_site: Site, monkeypatch: pytest.MonkeyPatch, behind: timedelta, is_recorded: bool
):
    set_clock(monkeypatch, A_MOMENT)
    a_founded_trust()
    last = acts(EVERYTHING)[-1].recorded_at
    set_clock(monkeypatch, last - behind)
    if is_recorded:
        assert recorded(a_vacancy("V1")).acts[0].recorded_at == last + timedelta(microseconds=1)
    else:
        with pytest.raises(ClockBehind, match="Set the clock right"):
            attempt(a_vacancy("V1"))
        assert Head.objects.get().size == 8


@pytest.mark.parametrize(
    "moment, day",
    [
        (datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 2, 0, 0, tzinfo=UTC), date(2026, 12, 2)),
        (datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC), date(2027, 6, 30)),
        (datetime(2027, 6, 30, 23, 0, tzinfo=UTC), date(2027, 7, 1)),  # midnight in London's summer
    ],
)
def test_a_day_begins_at_midnight_in_london(a_site: Site, monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date):
    set_clock(monkeypatch, A_MOMENT)
    a_founded_trust()
    set_clock(monkeypatch, moment)
    assert recorded(a_vacancy("V1")).acts[0].happened_on == day


def test_a_form_shown_before_midnight_and_sent_after_is_a_conflict_that_says_so(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    set_clock(monkeypatch, A_MOMENT)
    a_founded_trust()
    set_clock(monkeypatch, datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC))
    _, shown = preview([a_vacancy("V1")], seat=seat_of(ASHA))
    set_clock(monkeypatch, datetime(2026, 12, 2, 0, 0, 1, tzinfo=UTC))
    outcome = attempt(a_vacancy("V1"), shown=shown)
    assert isinstance(outcome, Conflict)
    assert outcome.differs == ("It would be recorded for Wednesday 2 December 2026, and the form said Tuesday 1 December 2026.",)
    assert Head.objects.get().size == 8


def test_nothing_is_begun_inside_somebody_elses_transaction(a_site: Site):
    a_founded_trust()
    with pytest.raises(RuntimeError), transaction.atomic():
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == 8


def test_a_reader_of_folds_sees_nothing_of_a_batch_being_judged(a_site: Site):
    a_founded_trust()
    read = folded({"trust"})
    recorded(a_vacancy("V1"))
    assert (len(read.matters["trust"].acts), len(folded({"trust"}).matters["trust"].acts)) == (8, 9)
