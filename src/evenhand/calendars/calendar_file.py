"""The file in which somebody gives the terms of one school, so that school days can be counted without a site.

YAML, or JSON indented with spaces:

    school: "Avocet High"
    terms:
      - year: "2026/27"
        name: "Autumn"
        first_on: 2026-09-02
        last_on: 2026-12-18
        breaks:
          - {name: "half-term", first_on: 2026-10-26, last_on: 2026-10-30}
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError

from evenhand.calendars.days import Calendar, england
from evenhand.calendars.school_terms import Break, SchoolTerms, Term, TermsRefused
from evenhand.canonical.strict_yaml import read_yaml

# What is wanted in place of a value, by the start of pydantic's name for what is wrong with it.
_WANTED = {"value": "a date such as 2026-09-02", "string": "text in quotes", "list": "a list", "model": "names with values under them"}


def _day(value: Any) -> date:
    # pydantic itself would take a number, or text that looks like one, for the seconds since 1970.
    if type(value) is date:
        return value
    if not isinstance(value, str) or (day := date.fromisoformat(value)).isoformat() != value:
        raise ValueError
    return day


_Day = Annotated[date, PlainValidator(_day)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _BreakEntry(_Entry):
    name: str
    first_on: _Day
    last_on: _Day


class _TermEntry(_Entry):
    year: str
    name: str
    first_on: _Day
    last_on: _Day
    breaks: list[_BreakEntry] = []


class _CalendarEntry(_Entry):
    school: str
    terms: list[_TermEntry]


def read_calendar(path: Path) -> Calendar:
    """England's calendar with the terms that the file gives. Raises TermsRefused with every problem."""
    try:
        content = read_yaml(path)
    except (OSError, ValueError) as fault:
        raise TermsRefused([f"The calendar file {path.name} cannot be read: {getattr(fault, 'strerror', None) or fault}."]) from fault
    return calendar_of(content)


def calendar_of(content: Any) -> Calendar:
    """England's calendar with the terms in what a calendar file holds. Raises as `read_calendar` does."""
    try:
        given = _CalendarEntry.model_validate(content)
    except ValidationError as fault:
        raise TermsRefused([_sentence(problem) for problem in fault.errors()]) from fault
    return england(SchoolTerms(given.school, tuple(_term(entry) for entry in given.terms)))


def _term(entry: _TermEntry) -> Term:
    breaks = tuple(Break(each.name, each.first_on, each.last_on) for each in entry.breaks)
    return Term(entry.year, entry.name, entry.first_on, entry.last_on, breaks)


def _sentence(problem: Any) -> str:
    where = " ".join(f"number {part + 1}" if isinstance(part, int) else part for part in problem["loc"]) or "the file"
    if problem["type"] == "missing":
        return f"In the calendar, {where} is missing: add it."
    if problem["type"] == "extra_forbidden":
        return f"In the calendar, {where} is not a name that is read: take it out or correct its spelling."
    wanted = _WANTED[problem["type"].split("_")[0]]
    return f"In the calendar, {where} is {problem['input']!r}: it must be {wanted}."
