"""Lengths of time that no calendar changes: clear days, weeks of notice, months. docs/decisions/0010 says why they are counted so."""

import calendar as months_of_the_year
from datetime import date, timedelta

from evenhand.calendars.known import CannotCount
from evenhand.calendars.words import day_in_words

_MONTHS_A_YEAR = 12


def days_after(day: date, days: int) -> date:
    """The day that many days later, or earlier if negative. Raises CannotCount where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError as fault:
        raise CannotCount(f"{days} days from {day_in_words(day)} is past the end of the calendar: give a smaller number.") from fault


def at_least_one(number: int, of_what: str) -> int:
    """The number, if there is something to count. Raises CannotCount below one."""
    if number < 1:
        raise CannotCount(f"{number} {of_what} cannot be counted: give 1 or more.")
    return number


def clear_days_between(first: date, second: date) -> int:
    """How many whole days lie between two days, both left out; none where the second is not later."""
    return max(0, (second - first).days - 1)


def day_after_last_clear_day(start: date, number: int) -> date:
    """The first day that leaves that many clear days after `start`, both ends left out.

    So TULRCA 1992 s.188(1A) and s.193 are counted: consultation starts, the days pass, and a dismissal may take effect.
    Not decided here: whether consultation is complete. Raises CannotCount below one day.
    """
    return days_after(start, at_least_one(number, "clear days") + 1)


def last_day_before_clear_days(event: date, number: int) -> date:
    """The last day that leaves that many clear days before `event`, both ends left out. Raises CannotCount below one day."""
    return days_after(event, -at_least_one(number, "clear days") - 1)


def notice_ends_on(given_on: date, weeks: int) -> date:
    """The day at whose end notice of that many weeks expires; only the day it is given is left out. ERA 1996 s.86.

    Not decided here: on which day the notice was given, that is, read or fairly readable. Raises CannotCount below one week.
    """
    return days_after(given_on, 7 * at_least_one(weeks, "weeks of notice"))


def last_day_to_give_notice(ends_on: date, weeks: int) -> date:
    """The last day on which notice of that many weeks can be given to expire by the end of `ends_on`. ERA 1996 s.86.

    Not decided here: how it reaches the person that day; `deadlines.last_working_day_on_or_before` says when to deliver it.
    Raises CannotCount below one week.
    """
    return days_after(ends_on, -7 * at_least_one(weeks, "weeks of notice"))


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later (earlier, if negative); where that month is shorter, its last day.

    31 January and a month is 28 February (29 in a leap year); 28 February and a month is 28 March, not the end of it.
    Raises CannotCount where the calendar ends.
    """
    year, month_index = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise CannotCount(f"{months} months from {day_in_words(day)} is past the end of the calendar: give a smaller number.")
    last_of_month = months_of_the_year.monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last_of_month))
