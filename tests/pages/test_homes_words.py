"""What presses, how a duty stands in words, how far scoring is: each rule on both sides of its number."""

from datetime import date

import pytest

from evenhand.procedure.audience import Office
from evenhand.procedure.duties import Duty, State
from evenhand_web.pages.homes.changes_of import next_date
from evenhand_web.pages.homes.due import presses, state_of
from evenhand_web.pages.homes.scoring import Progress, in_one_line, progress_of
from tests.procedure import thin_change as steps
from tests.procedure.stages import standing_before

TODAY = date(2026, 11, 2)


def a_duty(state: State, due_on: date | None, exposure: str = "") -> Duty:
    return Duty(rule="r", owner=Office.HR_ADVISER, owed_to="x", says="Do it.", arose_from=1, due_on=due_on, state=state, exposure=exposure)


@pytest.mark.parametrize(
    ("state", "due_on", "answer"),
    [
        (State.MISSED, date(2026, 10, 1), True),
        (State.OPEN, date(2026, 11, 2), True),
        (State.OPEN, date(2026, 11, 9), True),
        (State.OPEN, date(2026, 11, 10), False),
        (State.OPEN, None, False),
        (State.DISCHARGED, date(2026, 11, 3), False),
    ],
)
def test_a_duty_presses_when_overdue_or_due_within_seven_days(state: State, due_on: date | None, answer: bool):
    assert presses(a_duty(state, due_on), TODAY) is answer


@pytest.mark.parametrize(
    ("state", "exposure", "told"),
    [
        (State.OPEN, "An award.", ("To do", "blue")),
        (State.MISSED, "An award.", ("Missed", "red")),
        (State.MISSED, "", ("Overdue", "red")),
        (State.DISCHARGED, "An award.", ("Done", "")),
    ],
)
def test_a_duty_stands_in_one_of_the_seven_words(state: State, exposure: str, told: tuple[str, str]):
    assert state_of(a_duty(state, TODAY, exposure)) == told


def test_the_next_date_is_the_soonest_duty_else_the_first_dismissal():
    first = date(2027, 4, 30)
    assert next_date([], first) == "Friday 30 April 2027: First dismissal proposed."
    assert next_date([(date(2027, 4, 29), "Send it.")], first) == "Thursday 29 April 2027: Send it."
    assert next_date([(date(2027, 5, 1), "Send it.")], first) == "Friday 30 April 2027: First dismissal proposed."


@pytest.mark.parametrize(
    ("groups", "line"),
    [
        ([], "You have nothing to score."),
        ([Progress("a", 22, 0, 88, False)], "You have nothing to score."),
        ([Progress("a", 22, 12, 88, True)], "12 of 88 scores done"),
        ([Progress("a", 22, 87, 88, True)], "87 of 88 scores done"),
        ([Progress("a", 22, 88, 88, True)], "All 88 scores are done"),
        ([Progress("a", 2, 4, 8, True), Progress("b", 1, 0, 4, True), Progress("c", 9, 0, 36, False)], "4 of 12 scores done"),
    ],
)
def test_scoring_in_one_line(groups: list[Progress], line: str):
    assert in_one_line(groups) == line


def test_progress_counts_a_score_of_each_person_on_each_criterion():
    case = standing_before("score")
    criteria = len(case.world.pack.criteria)
    assert progress_of(case.world.dossier(), case.world.context()) == [Progress(steps.POOL, 3, 0, 3 * criteria, True)]
    steps.score(case.world, case.people[0])
    assert progress_of(case.world.dossier(), case.world.context())[0].given == criteria


def test_scoring_cannot_begin_before_the_seal():
    case = standing_before("seal")
    assert progress_of(case.world.dossier(), case.world.context())[0].may_begin is False
