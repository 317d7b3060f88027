"""The oracle's own date arithmetic, so that a fault in the kernel's is seen."""

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def day_after_clear_days(began: date, days: int) -> date:
    """The first day of effect: so many whole days lie between, neither end counted (law.md 1.1, 'at least' N days)."""
    return began + DAY * (days + 1)


def whole_years(since: date, to: date) -> int:
    """Years of service completed by the end of `to`, the first day of service counted."""
    end = to + DAY
    had = (end.month, end.day) >= (since.month, since.day)
    return end.year - since.year - (not had)


def statutory_notice_ends_on(service_from: date, given_on: date) -> date:
    """ERA 1996 s.86(1) (law.md 3): a week after a month, a week a year from two years, twelve at most; the day it is given left out."""
    years = whole_years(service_from, given_on)
    month_on = _months_later(service_from, 1)
    weeks = 0 if given_on + DAY < month_on else 1 if years < 2 else min(years, 12)
    return given_on + 7 * weeks * DAY


def burgundy_leaving_day(contract: str, given_on: date, ends_on: date) -> bool:
    """Whether a teacher's or head's notice given that day may end that day (law.md 3): term ends; two months, three in summer, one more for a head."""
    last_days = {12: (10, 9), 4: (2, 1), 8: (5, 4)}  # month of leaving: last month in which notice may be given, for a teacher and for a head
    if ends_on.month not in last_days or ends_on.day != monthrange(ends_on.year, ends_on.month)[1]:
        return False
    month = last_days[ends_on.month][contract == "headteacher"]
    return given_on <= date(ends_on.year, month, monthrange(ends_on.year, month)[1])


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
