"""Continuous employment and age, counted in whole months and years."""

from datetime import date, timedelta

_MONTHS_A_YEAR = 12
_ONE_DAY = timedelta(days=1)


def whole_months(first_day: date, last_day: date) -> int:
    """How many calendar months lie within the period, both its days counted; below nought if it ends before it begins.

    ERA 1996 ss.210(2), 211(1): employment begins with the day that work starts and ends with the day by reference to which it is measured.
    A month that begins on a 29th, 30th or 31st is over at the end of a shorter month.
    Not decided here: whether employment was continuous (s.212), what postpones its start (ss.215, 216), what resets it (s.214).
    """
    after = last_day + _ONE_DAY
    months = (after.year - first_day.year) * _MONTHS_A_YEAR + after.month - first_day.month
    return months - (after.day < first_day.day)


def whole_years(first_day: date, last_day: date) -> int:
    """How many years of twelve calendar months lie within the period, both its days counted. ERA 1996 s.210(2)(b)."""
    return whole_months(first_day, last_day) // _MONTHS_A_YEAR


def age_on(day: date, born_on: date) -> int:
    """The age in whole years as the day begins. Somebody born on 29 February is taken to reach an age on 1 March of other years.

    Family Law Reform Act 1969 s.9(1): an age is reached as the anniversary of the birth begins.
    """
    return whole_years(born_on, day - _ONE_DAY)
