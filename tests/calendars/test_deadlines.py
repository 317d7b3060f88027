from datetime import date

import pytest

from evenhand.calendars.days import DayType, england
from evenhand.calendars.deadlines import deadline, deadline_before, last_working_day_on_or_before, next_working_day_on_or_after
from evenhand.calendars.known import CannotCount, NotKnown
from tests.calendars.terms_of_a_school import AVOCET_CALENDAR

CALENDAR, CLEAR, WORKING, SCHOOL = DayType.CALENDAR, DayType.CLEAR, DayType.WORKING, DayType.SCHOOL
ENGLAND = england()
FORWARDS_AND_BACKWARDS = pytest.mark.parametrize("count", [deadline, deadline_before])


def test_the_day_of_receipt_is_left_out_and_each_day_passed_over_is_named():
    answer = deadline(date(2026, 12, 2), 5, WORKING, ENGLAND)
    assert answer.on == date(2026, 12, 9)
    assert [str(day) for day in answer.counted] == ["Saturday 5 December 2026: a weekend day", "Sunday 6 December 2026: a weekend day"]
    assert answer.rule == "5 working days after Wednesday 2 December 2026, that day left out: until the end of Wednesday 9 December 2026."


def test_one_working_day_after_a_day_without_work_is_the_next_working_day():
    answer = deadline(date(2026, 12, 5), 1, WORKING, ENGLAND)
    assert answer.on == date(2026, 12, 7)
    assert answer.rule.startswith("1 working day after Saturday 5 December 2026")


def test_the_christmas_holidays_are_each_passed_over_by_name():
    answer = deadline(date(2026, 12, 24), 1, WORKING, ENGLAND)
    assert answer.on == date(2026, 12, 29)
    assert [str(day) for day in answer.counted] == [
        "Friday 25 December 2026: a bank holiday (Christmas Day)",
        "Saturday 26 December 2026: a weekend day",
        "Sunday 27 December 2026: a weekend day",
        "Monday 28 December 2026: a bank holiday (Boxing Day, in place of Saturday 26 December 2026)",
    ]


def test_calendar_days_pass_over_nothing_and_may_end_on_a_sunday():
    answer = deadline(date(2026, 11, 30), 6, CALENDAR, ENGLAND)
    assert (answer.on, answer.counted) == (date(2026, 12, 6), ())
    assert answer.rule == "6 calendar days after Monday 30 November 2026, that day left out: until the end of Sunday 6 December 2026."


def test_clear_days_answer_with_the_first_day_after_them():
    answer = deadline(date(2026, 11, 2), 30, CLEAR, ENGLAND)
    assert (answer.on, answer.counted) == (date(2026, 12, 3), ())
    assert answer.rule == (
        "30 clear days lie between Monday 2 November 2026 and Thursday 3 December 2026, both left out: the first day after them is Thursday 3 December 2026."
    )


def test_clear_days_counted_back_answer_with_the_last_day_before_them():
    answer = deadline_before(date(2026, 12, 3), 1, CLEAR, ENGLAND)
    assert answer.on == date(2026, 12, 1)
    assert answer.rule == (
        "1 clear day lies between Tuesday 1 December 2026 and Thursday 3 December 2026, both left out: the last day before them is Tuesday 1 December 2026."
    )


def test_school_days_pass_over_half_term_and_name_the_school():
    answer = deadline(date(2026, 10, 22), 2, SCHOOL, AVOCET_CALENDAR)
    assert answer.on == date(2026, 11, 2)
    assert str(answer.counted[2]) == "Monday 26 October 2026: half-term at Avocet High"
    assert len(answer.counted) == 9
    assert answer.rule == "2 school days at Avocet High after Thursday 22 October 2026, that day left out: until the end of Monday 2 November 2026."


def test_ten_working_days_before_a_hearing_leave_out_the_day_of_the_hearing():
    answer = deadline_before(date(2027, 6, 8), 10, WORKING, ENGLAND)
    assert answer.on == date(2027, 5, 24)
    assert str(answer.counted[2]) == "Monday 31 May 2027: a bank holiday (Spring bank holiday)"
    assert answer.rule == "10 working days before Tuesday 8 June 2027, that day left out: by the end of Monday 24 May 2027."


def test_an_appeal_taken_to_the_last_day_at_every_stage_outruns_the_summer_term():
    """Five working days to appeal, five to reply, ten to go further, fifteen for notice of the hearing, five for its outcome."""
    day = date(2027, 5, 28)
    for number in (5, 5, 10, 15, 5):
        day = deadline(day, number, WORKING, ENGLAND).on
    assert day == date(2027, 7, 26)


@pytest.mark.parametrize(("second_stage", "outcome"), [(WORKING, date(2027, 7, 12)), (SCHOOL, date(2027, 7, 16))])
def test_two_weeks_earlier_it_ends_within_the_term_in_working_days_and_in_school_days(second_stage, outcome):
    day = date(2027, 5, 14)
    for number, day_type in ((5, WORKING), (5, WORKING), (10, second_stage), (15, WORKING), (5, WORKING)):
        day = deadline(day, number, day_type, AVOCET_CALENDAR).on
    assert day == outcome


@pytest.mark.parametrize(
    ("day", "answer", "rule"),
    [
        (date(2027, 5, 28), date(2027, 5, 28), "Friday 28 May 2027 is a working day."),
        (
            date(2027, 5, 31),
            date(2027, 5, 28),
            "Monday 31 May 2027 is a bank holiday (Spring bank holiday), and the last working day before it is Friday 28 May 2027.",
        ),
        (date(2027, 2, 28), date(2027, 2, 26), "Sunday 28 February 2027 is a weekend day, and the last working day before it is Friday 26 February 2027."),
    ],
)
def test_a_last_day_to_deliver_moves_earlier_to_a_working_day(day, answer, rule):
    moved = last_working_day_on_or_before(day, ENGLAND)
    assert (moved.on, moved.rule) == (answer, rule)


def test_every_day_moved_over_is_named_from_the_last_day_backwards():
    moved = last_working_day_on_or_before(date(2027, 5, 31), ENGLAND)
    assert [day.on for day in moved.counted] == [date(2027, 5, 31), date(2027, 5, 30), date(2027, 5, 29)]


def test_the_next_working_day_is_looked_for_forwards():
    assert next_working_day_on_or_after(date(2027, 5, 28), ENGLAND).on == date(2027, 5, 28)
    moved = next_working_day_on_or_after(date(2027, 5, 29), ENGLAND)
    assert moved.on == date(2027, 6, 1)
    assert [day.on.day for day in moved.counted] == [29, 30, 31]
    assert moved.rule == "Saturday 29 May 2027 is a weekend day, and the next working day after it is Tuesday 1 June 2027."


def test_a_working_day_deadline_may_end_on_the_last_known_working_day_and_not_beyond():
    assert deadline(date(2028, 12, 28), 1, WORKING, ENGLAND).on == date(2028, 12, 29)
    with pytest.raises(NotKnown, match="to Sunday 31 December 2028"):
        deadline(date(2028, 12, 28), 2, WORKING, ENGLAND)


def test_counting_back_may_end_on_the_first_known_working_day_and_not_before():
    assert deadline_before(date(2010, 1, 5), 1, WORKING, ENGLAND).on == date(2010, 1, 4)
    with pytest.raises(NotKnown, match="from Friday 1 January 2010"):
        deadline_before(date(2010, 1, 5), 2, WORKING, ENGLAND)


def test_the_trigger_itself_may_lie_outside_the_known_days_since_it_is_not_counted():
    assert deadline(date(2009, 12, 31), 1, WORKING, ENGLAND).on == date(2010, 1, 4)


def test_a_school_day_deadline_ends_with_the_last_known_term():
    assert deadline(date(2027, 12, 16), 1, SCHOOL, AVOCET_CALENDAR).on == date(2027, 12, 17)
    with pytest.raises(NotKnown, match="the terms of Avocet High are on file .* to Friday 17 December 2027"):
        deadline(date(2027, 12, 16), 2, SCHOOL, AVOCET_CALENDAR)


def test_school_days_need_the_calendar_of_a_school():
    with pytest.raises(NotKnown, match="give the calendar of the school"):
        deadline(date(2026, 10, 22), 2, SCHOOL, ENGLAND)


@FORWARDS_AND_BACKWARDS
@pytest.mark.parametrize("day_type", DayType)
@pytest.mark.parametrize("number", [0, -1])
def test_fewer_than_one_day_cannot_be_counted(count, day_type, number):
    with pytest.raises(CannotCount, match=f"^{number} {day_type} days cannot be counted: give 1 or more"):
        count(date(2026, 12, 2), number, day_type, AVOCET_CALENDAR)


@FORWARDS_AND_BACKWARDS
@pytest.mark.parametrize("day_type", DayType)
@pytest.mark.parametrize("number", [10_000_000, 10**30])
def test_an_absurd_number_is_refused_at_once_and_not_counted(count, day_type, number):
    with pytest.raises(CannotCount, match="past the end of the calendar: give a smaller number"):
        count(date(2026, 12, 2), number, day_type, AVOCET_CALENDAR)
