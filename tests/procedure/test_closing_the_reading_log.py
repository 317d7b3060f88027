"""Each day's log of readings is closed once, when it is over, in order, from the day on which the trust was founded; and never taken back."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Audience
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.trust.keeping import NEVER_ERASED, CloseReadingLog, next_reading_log_to_close
from tests.procedure.world import ASHA, Refused, World, a_trust

FOUNDED = date(2026, 11, 2)
DIGEST = "ab" * 32


def closing(day: date, readings: int = 0) -> CloseReadingLog:
    return CloseReadingLog(read_on=day, readings=readings, digest=DIGEST)


@pytest.fixture
def world() -> World:
    """A trust founded on 2 November, on the morning of the fourth."""
    world = a_trust(FOUNDED)
    world.wait_until(date(2026, 11, 4))
    return world


def close(world: World, day: date) -> None:
    world.act(ASHA, closing(day), matter="trust")


def faults_of(world: World, day: date) -> list[str]:
    with pytest.raises(Refused) as refused:
        close(world, day)
    return refused.value.faults


def test_the_days_are_closed_one_after_the_other(world: World):
    for day in (FOUNDED, FOUNDED + timedelta(days=1)):
        assert next_reading_log_to_close(world.dossier("trust")) == day
        close(world, day)
    assert next_reading_log_to_close(world.dossier("trust")) == world.today


@pytest.mark.parametrize(
    ("days", "says"), [(1, ["comes first"]), (2, ["is not over yet", "2 November 2026 comes first"]), (3, ["is not over yet", "comes first"])]
)
def test_a_day_that_is_not_over_or_passes_one_over_is_refused(world: World, days: int, says: list[str]):
    told = faults_of(world, FOUNDED + timedelta(days=days))
    assert len(told) == len(says) and all(words in fault for words, fault in zip(says, told, strict=True))


def test_today_is_not_over_and_yesterday_is(world: World):
    close(world, FOUNDED)
    close(world, FOUNDED + timedelta(days=1))
    assert faults_of(world, world.today) == ["Wednesday 4 November 2026 is not over yet, so its log cannot be closed."]


@pytest.mark.parametrize("day", [FOUNDED, FOUNDED - timedelta(days=1)])
def test_a_day_that_was_closed_or_is_before_the_record_is_refused(world: World, day: date):
    close(world, FOUNDED)
    (told,) = faults_of(world, day)
    assert "needs no closing" in told


def test_where_there_is_no_record_there_is_no_log():
    assert next_reading_log_to_close(Dossier(Fold())) is None


def test_it_is_neither_corrected_withdrawn_nor_erased(world: World):
    close(world, FOUNDED)
    position = world.folded.matters["trust"].acts[-1].position
    for fields in (None, closing(FOUNDED, readings=1).model_dump(mode="json")):
        with pytest.raises(Refused) as refused:
            world.act(ASHA, Correct(corrects=position, fields=fields, because="A slip."), matter="trust", happened_on=world.today)
        assert any("cannot be corrected" in fault for fault in refused.value.faults)
    assert CloseReadingLog.kind.name in NEVER_ERASED


@pytest.mark.parametrize("wrong", [{"readings": -1}, {"digest": "ab" * 31}, {"digest": "AB" * 32}, {"digest": "ab" * 33}])
def test_a_count_is_no_less_than_nought_and_a_digest_has_its_length(wrong: dict):
    right = {"read_on": FOUNDED, "readings": 0, "digest": DIGEST}
    assert CloseReadingLog(**right)
    with pytest.raises(ValidationError):
        CloseReadingLog(**(right | wrong))


def test_it_is_for_management_and_the_auditor():
    assert CloseReadingLog.kind.audience is Audience.MANAGEMENT
