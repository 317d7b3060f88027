"""What holds of every deadline, whatever the day, the number and the day-type."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.calendars.bank_holidays import bank_holidays_in_england
from evenhand.calendars.days import DayType
from evenhand.calendars.deadlines import deadline, deadline_before, last_working_day_on_or_before, next_working_day_on_or_after
from evenhand.calendars.periods import add_months, clear_days_between, last_day_to_give_notice, notice_ends_on
from tests.calendars.terms_of_a_school import AVOCET, AVOCET_CALENDAR

ONE_DAY = timedelta(days=1)
BANK_HOLIDAYS = {holiday.on for holiday in bank_holidays_in_england().days}

any_day = st.dates(date(2012, 1, 1), date(2026, 12, 31))
in_terms = st.dates(AVOCET.known.first_on, AVOCET.known.last_on)
numbers = st.integers(1, 400)
few = st.integers(1, 40)
backwards_or_forwards = st.sampled_from([(deadline, 1), (deadline_before, -1)])


def is_working(day):
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def is_school(day):
    return is_working(day) and any(term.first_on <= day <= term.last_on and not within_a_break(term, day) for term in AVOCET.terms)


def within_a_break(term, day):
    return any(pause.first_on <= day <= pause.last_on for pause in term.breaks)


def days_from(start, end):
    """Every day after `start` up to and including `end`, in whichever direction it lies."""
    step = ONE_DAY if end > start else -ONE_DAY
    return [start + step * index for index in range(1, abs((end - start).days) + 1)]


@given(any_day, numbers, backwards_or_forwards)
def test_a_working_day_deadline_never_falls_on_a_weekend_or_a_bank_holiday(start, number, way):
    count, direction = way
    on = count(start, number, DayType.WORKING, AVOCET_CALENDAR).on
    assert is_working(on)
    assert (on - start).days * direction >= number


@given(any_day, numbers, backwards_or_forwards)
def test_exactly_so_many_working_days_are_counted_and_every_other_day_is_named_once(start, number, way):
    answer = way[0](start, number, DayType.WORKING, AVOCET_CALENDAR)
    met = days_from(start, answer.on)
    assert len([day for day in met if is_working(day)]) == number
    assert [passed.on for passed in answer.counted] == [day for day in met if not is_working(day)]


@given(in_terms, few, backwards_or_forwards)
def test_the_same_holds_of_school_days(start, number, way):
    within = [day for day in days_from(start, AVOCET.known.last_on if way[1] == 1 else AVOCET.known.first_on) if is_school(day)]
    assume(len(within) >= number)
    answer = way[0](start, number, DayType.SCHOOL, AVOCET_CALENDAR)
    assert answer.on == within[number - 1]
    assert [passed.on for passed in answer.counted] == [day for day in days_from(start, answer.on) if not is_school(day)]
    assert all(passed.why for passed in answer.counted)


@pytest.mark.parametrize("day_type", [DayType.CALENDAR, DayType.CLEAR, DayType.WORKING])
@given(start=any_day, number=numbers)
def test_counting_forward_and_then_back_comes_to_the_start_or_the_first_day_that_sets_off_the_same_period(day_type, start, number):
    on = deadline(start, number, day_type, AVOCET_CALENDAR).on
    back = deadline_before(on, number, day_type, AVOCET_CALENDAR).on
    expected = last_working_day_on_or_before(start, AVOCET_CALENDAR).on if day_type is DayType.WORKING else start
    assert back == expected


@given(any_day, numbers)
def test_exactly_so_many_clear_days_lie_between(day, number):
    assert clear_days_between(day, deadline(day, number, DayType.CLEAR, AVOCET_CALENDAR).on) == number
    assert clear_days_between(deadline_before(day, number, DayType.CLEAR, AVOCET_CALENDAR).on, day) == number


@given(any_day, numbers)
def test_a_period_of_calendar_days_is_its_number_long_and_passes_over_nothing(day, number):
    answer = deadline(day, number, DayType.CALENDAR, AVOCET_CALENDAR)
    assert (answer.on - day, answer.counted) == (timedelta(days=number), ())


@given(any_day, numbers, st.sampled_from([DayType.CALENDAR, DayType.CLEAR, DayType.WORKING]))
def test_a_longer_period_ends_later_and_a_later_trigger_never_ends_earlier(start, number, day_type):
    on = deadline(start, number, day_type, AVOCET_CALENDAR).on
    assert deadline(start, number + 1, day_type, AVOCET_CALENDAR).on > on
    assert deadline(start + ONE_DAY, number, day_type, AVOCET_CALENDAR).on >= on


@given(any_day)
def test_the_nearest_working_days_enclose_the_day_with_no_working_day_skipped(day):
    earlier, later = last_working_day_on_or_before(day, AVOCET_CALENDAR), next_working_day_on_or_after(day, AVOCET_CALENDAR)
    assert earlier.on <= day <= later.on
    assert is_working(earlier.on)
    assert is_working(later.on)
    named = {passed.on for passed in (*earlier.counted, *later.counted)}
    assert named == {day_between for day_between in days_from(earlier.on - ONE_DAY, later.on) if not is_working(day_between)}


@given(any_day, st.integers(1, 60))
def test_notice_given_on_its_last_day_ends_on_the_same_weekday_and_in_time(ends_on, weeks):
    given_on = last_day_to_give_notice(ends_on, weeks)
    assert notice_ends_on(given_on, weeks) == ends_on
    assert given_on.weekday() == ends_on.weekday()


@given(any_day, st.integers(-240, 240))
def test_a_month_count_lands_in_the_right_month_on_the_same_day_or_its_last(day, months):
    answer = add_months(day, months)
    assert (answer.year * 12 + answer.month) - (day.year * 12 + day.month) == months
    assert answer.day == day.day or (answer.day < day.day and (answer + ONE_DAY).day == 1)
