from datetime import date

import pytest

from evenhand.calendars.known import CannotCount
from evenhand.calendars.periods import (
    add_months,
    clear_days_between,
    day_after_last_clear_day,
    last_day_before_clear_days,
    last_day_to_give_notice,
    notice_ends_on,
)

CONSULTATION_STARTS = date(2026, 11, 2)


def test_thirty_clear_days_run_from_the_day_after_consultation_starts_to_the_day_before_the_first_dismissal():
    assert day_after_last_clear_day(CONSULTATION_STARTS, 30) == date(2026, 12, 3)
    assert day_after_last_clear_day(CONSULTATION_STARTS, 45) == date(2026, 12, 18)


def test_clear_days_leave_out_both_ends():
    assert clear_days_between(CONSULTATION_STARTS, date(2026, 12, 3)) == 30
    assert clear_days_between(CONSULTATION_STARTS, date(2026, 12, 2)) == 29
    assert clear_days_between(CONSULTATION_STARTS, date(2026, 11, 4)) == 1


@pytest.mark.parametrize("second", [date(2026, 11, 3), date(2026, 11, 2), date(2026, 11, 1), date(2020, 1, 1)])
def test_no_clear_day_lies_before_the_next_day_or_backwards_in_time(second):
    assert clear_days_between(CONSULTATION_STARTS, second) == 0


def test_the_last_day_before_clear_days_mirrors_the_first_day_after_them():
    assert last_day_before_clear_days(date(2026, 12, 3), 30) == CONSULTATION_STARTS


def test_a_weeks_notice_given_on_a_monday_expires_at_the_end_of_the_next_monday():
    assert notice_ends_on(date(2026, 11, 2), weeks=1) == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("ends_on", "last_day"),
    [(date(2026, 12, 31), date(2026, 10, 8)), (date(2027, 4, 30), date(2027, 2, 5)), (date(2028, 4, 30), date(2028, 2, 6))],
)
def test_twelve_weeks_before_a_term_end_is_the_day_that_practice_names(ends_on, last_day):
    assert last_day_to_give_notice(ends_on, weeks=12) == last_day
    assert notice_ends_on(last_day, weeks=12) == ends_on


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        (date(2027, 1, 28), 1, date(2027, 2, 28)),
        (date(2027, 1, 29), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 29), 1, date(2028, 2, 29)),
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
        (date(2027, 2, 28), 1, date(2027, 3, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2027, 5, 31), -3, date(2027, 2, 28)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2027, 1, 15), 0, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_of_the_month_or_on_its_last(day, months, answer):
    assert add_months(day, months) == answer


@pytest.mark.parametrize("count", [day_after_last_clear_day, last_day_before_clear_days, notice_ends_on, last_day_to_give_notice])
def test_none_of_something_cannot_be_counted_and_one_can(count):
    with pytest.raises(CannotCount, match="^0 .* cannot be counted: give 1 or more"):
        count(CONSULTATION_STARTS, 0)
    assert count(CONSULTATION_STARTS, 1) != CONSULTATION_STARTS


@pytest.mark.parametrize("count", [day_after_last_clear_day, last_day_before_clear_days, notice_ends_on, last_day_to_give_notice])
@pytest.mark.parametrize("number", [10_000_000, 10**30])
def test_a_number_past_the_end_of_the_calendar_is_told_in_a_sentence(count, number):
    with pytest.raises(CannotCount, match="past the end of the calendar: give a smaller number"):
        count(CONSULTATION_STARTS, number)


@pytest.mark.parametrize(("last_months", "beyond"), [((9999 - 2026) * 12 + 1, 1), (-(2026 * 12 + 10) + 12, -1)])
def test_months_reach_to_the_ends_of_the_calendar_and_no_further(last_months, beyond):
    assert add_months(CONSULTATION_STARTS, last_months).year in (1, 9999)
    with pytest.raises(CannotCount, match="past the end of the calendar"):
        add_months(CONSULTATION_STARTS, last_months + beyond)
