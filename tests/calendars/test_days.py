from datetime import date

import pytest

from evenhand.calendars.days import DayType, england
from evenhand.calendars.known import NotKnown
from tests.calendars.terms_of_a_school import AVOCET_CALENDAR

SATURDAY, FRIDAY, SUNDAY, MONDAY = date(2026, 12, 5), date(2026, 12, 4), date(2026, 12, 6), date(2026, 12, 7)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (FRIDAY, None),
        (SATURDAY, "a weekend day"),
        (SUNDAY, "a weekend day"),
        (MONDAY, None),
        (date(2026, 12, 25), "a bank holiday (Christmas Day)"),
        (date(2026, 12, 26), "a weekend day"),
        (date(2026, 12, 28), "a bank holiday (Boxing Day, in place of Saturday 26 December 2026)"),
        (date(2026, 12, 29), None),
    ],
)
def test_a_working_day_is_a_weekday_without_a_bank_holiday(day, why):
    assert england().why_passed_over(day, DayType.WORKING) == why
    assert england().is_working_day(day) == (why is None)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 10, 23), None),
        (date(2026, 10, 24), "a weekend day"),
        (date(2026, 10, 26), "half-term at Avocet High"),
        (date(2026, 12, 21), "in no term of Avocet High"),
        (date(2027, 5, 3), "a bank holiday (Early May bank holiday)"),
        (date(2027, 5, 31), "a bank holiday (Spring bank holiday)"),
        (date(2027, 6, 1), "half-term at Avocet High"),
    ],
)
def test_a_school_day_is_a_working_day_in_term_and_not_in_half_term(day, why):
    assert AVOCET_CALENDAR.why_passed_over(day, DayType.SCHOOL) == why
    assert AVOCET_CALENDAR.is_school_day(day) == (why is None)


@pytest.mark.parametrize("day_type", [DayType.CALENDAR, DayType.CLEAR])
def test_every_day_counts_as_a_calendar_day_even_where_no_bank_holiday_is_known(day_type):
    assert [england().why_passed_over(day, day_type) for day in (SATURDAY, date(2026, 12, 25), date(1999, 1, 1), date(2040, 1, 1))] == [None] * 4


def test_school_days_without_a_schools_terms_are_refused():
    with pytest.raises(NotKnown, match="without term dates: give the calendar of the school that the deadline belongs to"):
        england().why_passed_over(FRIDAY, DayType.SCHOOL)


def test_a_weekend_beyond_the_known_days_is_not_known_either():
    with pytest.raises(NotKnown):
        england().is_working_day(date(2029, 1, 6))


def test_the_narrower_of_the_two_calendars_says_what_is_known():
    with pytest.raises(NotKnown, match="the terms of Avocet High"):
        AVOCET_CALENDAR.is_school_day(date(2029, 1, 8))


def test_a_day_type_is_written_as_one_word():
    assert [DayType(word) for word in ("calendar", "clear", "working", "school")] == list(DayType)
