"""A day as an export writes it. Nothing is guessed: a century, or which of two numbers is the month, must be clear from the file."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

DateOrder = Literal["day-first", "month-first"]

_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_MIDNIGHT}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_MIDNIGHT}")
_NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


class NotADay(ValueError):
    """The text is no day that can be taken; the message goes on after the value."""


@dataclass(frozen=True)
class DateHabit:
    """How one file writes days: the commonest form, and whether every day that tells has the month first, against what the profile says."""

    commonest: str | None
    order: DateOrder = "day-first"
    is_in_doubt: bool = False


def date_habit(texts: Iterable[str], order: DateOrder) -> DateHabit:
    """The habit of the file in whose date columns these texts stand."""
    forms: Counter[str] = Counter()
    above_twelve = Counter[str]()
    for text in texts:
        if numbers := _NUMBERS.fullmatch(text):
            first, second = int(numbers[1]), int(numbers[3])
            above_twelve.update({"first": int(12 < first <= 31), "second": int(12 < second <= 31)})
        if form := _form(text):
            forms[form] += 1
    told, against = ("first", "second") if order == "day-first" else ("second", "first")
    return DateHabit(max(forms, key=lambda form: forms[form], default=None), order, above_twelve[against] > 0 and above_twelve[told] == 0)


def day_from(text: str, habit: DateHabit) -> tuple[date, str]:
    """The day that the text names, and the form in which it does. Raises NotADay."""
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3])), _form(text)
    if named := _NAMED.fullmatch(text):
        months = [number for number, name in enumerate(_MONTHS, 1) if named[2].lower() in (name, name[:3])]
        if months:
            return _day(int(named[3]), months[0], int(named[1])), _form(text)
    if numbers := _NUMBERS.fullmatch(text):
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if habit.is_in_doubt and first != second:
            raise NotADay(
                f"may have the day or the month first: other dates in this file can only be read with the {'month' if habit.order == 'day-first' else 'day'} "
                "first, and none only the other way. Export dates as yyyy-mm-dd, or name a profile that says which comes first"
            )
        day, month = (first, second) if habit.order == "day-first" else (second, first)
        return _day(year, month, day), _form(text)
    raise NotADay("is not a date that can be read. Write it as 31/12/2026 or 2026-12-31, with all four digits of the year")


def _form(text: str) -> str:
    if numbers := _NUMBERS.fullmatch(text):
        return "dd{0}mm{0}yyyy".format(numbers[2])
    return "yyyy-mm-dd" if _ISO.fullmatch(text) else "a named month" if _NAMED.fullmatch(text) else ""


def _day(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADay(f"has the year {year}: years from {EARLIEST_YEAR} to {LATEST_YEAR} are read. Correct it where it is kept")
    if not 1 <= month <= 12:
        raise NotADay(f"has the month {month}: there are twelve. Correct it where it is kept")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NotADay(f"is no day: {_MONTHS[month - 1].capitalize()} {year} has {monthrange(year, month)[1]} days. Correct it where it is kept")
    return date(year, month, day)
