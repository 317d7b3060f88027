"""The oracle itself: that it stands alone, and that it sees the harm when any one gate is taken away."""

import ast
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from evenhand.procedure import gates
from evenhand.procedure.gates import GATES
from tests.procedure.random_walk.days import burgundy_leaving_day, day_after_clear_days, statutory_notice_ends_on, whole_years
from tests.procedure.random_walk.oracle import Oracle, rules_known
from tests.procedure.random_walk.watch import raw_of
from tests.procedure.refusals import REFUSALS
from tests.procedure.world import Refused, World

HERE = Path(__file__).parent
PARTS = ["raw", "days", "counts", "steps", "consulting_steps", "selecting_steps", "redeploying_steps", "leaving_steps", "owed", "oracle"]


@pytest.mark.parametrize("part", PARTS)
def test_the_oracle_takes_nothing_from_the_kernel(part: str):
    tree = ast.parse((HERE / f"{part}.py").read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    allowed = {f"tests.procedure.random_walk.{one}" for one in PARTS} | {"tests.procedure.random_walk"}
    assert imported <= allowed | {"calendar", "collections.abc", "dataclasses", "datetime", "enum", "itertools", "typing"}


def test_the_oracle_knows_a_step_for_every_gate_and_no_other():
    assert set(rules_known()) == set(GATES)


def missing_in_what_was_last_done(world: World, since: int) -> set[str]:
    """What the oracle misses in the acts from a position on, having read all acts before them."""
    oracle, found = Oracle(), set()
    for act in sorted((act for fold in world.folded.matters.values() for act in fold.acts), key=lambda act: act.position):
        raw = raw_of(act, act.position, act.recorded_at.date())
        missing = oracle.missing(raw, raw.recorded_on)
        oracle.take(raw, missing)
        if act.position >= since:
            found |= missing
    return found


@pytest.mark.parametrize("rule", sorted(GATES))
def test_without_this_gate_the_oracle_finds_the_step_missing(rule: str, monkeypatch: pytest.MonkeyPatch):
    """The gate is taken out of the register, what it stopped is done, and the oracle, reading the acts alone, says which step it lacks."""
    stopped = REFUSALS[rule].build(None)
    away = {rule, *REFUSALS[rule].also}
    for name, found in gates._BY_KIND.items():
        monkeypatch.setitem(gates._BY_KIND, name, [gate for gate in found if gate.rule not in away])
    since = stopped.case.world.folded.size
    stopped.attempt()
    assert stopped.case.world.folded.size > since
    assert rule in missing_in_what_was_last_done(stopped.case.world, since)


@pytest.mark.parametrize("rule", sorted(GATES))
def test_with_every_gate_in_its_place_the_oracle_finds_nothing_missing_in_the_way_there(rule: str):
    stopped = REFUSALS[rule].build(None)
    assert missing_in_what_was_last_done(stopped.case.world, 0) == set()
    with suppress(Refused):
        stopped.mend()
    assert missing_in_what_was_last_done(stopped.case.world, 0) == set()


def test_clear_days_leave_out_both_ends():
    assert day_after_clear_days(date(2026, 11, 2), 30) == date(2026, 12, 3)


def test_service_is_counted_to_the_end_of_the_day():
    assert whole_years(date(2020, 9, 1), date(2026, 8, 30)) == 5
    assert whole_years(date(2020, 9, 1), date(2026, 8, 31)) == 6


@pytest.mark.parametrize(
    ("since", "weeks"),
    [(date(2026, 10, 3), 0), (date(2026, 10, 2), 1), (date(2024, 11, 3), 1), (date(2024, 11, 2), 2), (date(2014, 11, 2), 12), (date(2001, 1, 1), 12)],
)
def test_statutory_notice_on_both_sides_of_each_number(since: date, weeks: int):
    assert (statutory_notice_ends_on(since, date(2026, 11, 1)) - date(2026, 11, 1)).days == 7 * weeks


def test_a_teacher_leaves_at_a_term_end_and_is_told_in_time():
    assert burgundy_leaving_day("teacher", date(2026, 10, 31), date(2026, 12, 31))
    assert not burgundy_leaving_day("teacher", date(2026, 11, 1), date(2026, 12, 31))
    assert not burgundy_leaving_day("headteacher", date(2026, 10, 1), date(2026, 12, 31))
    assert burgundy_leaving_day("teacher", date(2027, 2, 28), date(2027, 4, 30))
    assert not burgundy_leaving_day("teacher", date(2027, 2, 28), date(2027, 4, 29))
