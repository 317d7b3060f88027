"""What stands in a cell, as a value: tidied where only the writing is untidy, refused with a reason where it would have to be guessed."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_origin

from evenhand.calendars.school_terms import ALL_SCHOOLS
from evenhand.workforce.dates import DateHabit, NotADay, day_from
from evenhand.workforce.kinds import Number, OneOf, Refers
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.tables import Column
from evenhand.workforce.words import choices, every_school, likeness, not_recorded, yes_or_no
from evenhand.workforce.workbook_cell import WorkbookCell

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"))
_DIGITS = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_MOST_DIGITS = 9  # before the point, as the calculators of the law read
_WIDEST_NUMBER = 40
_DAY_NOUGHT, _FIRST_OF_YEARS, _LAST_OF_YEARS = date(1899, 12, 30), 1900, 2199  # a workbook shows a year in a column of days as a day of 1905
_SIGNS = re.compile(r"£|%|GBP ?")
_IN_BRACKETS = re.compile(r"\((.*)\)")


class Unreadable(ValueError):
    """The cell cannot be taken; the message is a sentence that names the value, what is wrong with it and what to do."""


@dataclass(frozen=True)
class Tidying:
    """What was untidy about a cell, and what it was read as."""

    kind: str
    says: str


@dataclass(frozen=True)
class CellReader:
    """Reads cells as the file at hand writes them. `value` raises Unreadable."""

    schools: KnownSchools
    habit: DateHabit

    def value(self, column: Column, raw: str) -> tuple[Any, list[Tidying]]:
        """The value in the cell and what was tidied. A blank is None, or an empty tuple, where the column allows it."""
        if not isinstance(raw, WorkbookCell):
            return self._from_text(column, raw)
        tidied = list(_behind(column, raw))
        if column.type is date and raw.behind.day:
            return raw.behind.day, tidied
        value, more = self._from_text(column, str(raw))
        return value, [*tidied, *more]

    def _from_text(self, column: Column, raw: str) -> tuple[Any, list[Tidying]]:
        text, tidied = tidy_text(raw)
        if text.casefold() in not_recorded():
            if column.cell_needed:
                raise Unreadable(f"{text} stands where {_wanted(column)} is needed. Find it out and put it in the system that the file comes from.")
            text, tidied = "", [*tidied, Tidying("words for nothing", f"{text} read as not recorded.")]
        if not text:
            if column.cell_needed:
                raise Unreadable(f"Nothing is recorded where {_wanted(column)} is needed. Find it out and put it in the system that the file comes from.")
            return (() if column.lists else None), tidied
        if not column.lists:
            return self._one(column, text, tidied), tidied
        return tuple(self._one(column, part.strip(), tidied) for part in text.split(";") if part.strip()), tidied

    def _one(self, column: Column, text: str, tidied: list[Tidying]) -> Any:
        if column.type in _READERS:
            return _READERS[column.type](self, column, text, tidied)
        refers = column.mark(Refers)
        if refers and refers.table == "schools":
            return self._school(refers, text, tidied)
        return _choice(column, text) if get_origin(column.type) is Literal else text

    def _school(self, refers: Refers, text: str, tidied: list[Tidying]) -> str:
        if refers.or_all and likeness(text) in every_school():
            return ALL_SCHOOLS
        known_before = len(self.schools.by_name)
        school = self.schools.named(text)
        if school is None and (alike := self.schools.alike(text)):
            raise Unreadable(f"{text} may be {' or '.join(each.name for each in alike)}. Write the name, or its reference number, as the register has it.")
        if school is None:
            raise Unreadable(f"{text} is no school of the register and not the central team. Correct the name, or add the school to the register's file.")
        if school.name != text:
            tidied.append(Tidying("school names", f"{text} read as {school.name}."))
        if len(self.schools.by_name) > known_before:
            tidied.append(Tidying("establishments added", f"{school.name} is in no register: added as an establishment of its own."))
        return school.name

    def _date(self, column: Column, text: str, tidied: list[Tidying]) -> date:
        try:
            day, form = day_from(text, self.habit)
        except NotADay as fault:
            raise Unreadable(f"{text} {fault}.") from fault
        if form != self.habit.commonest:
            tidied.append(
                Tidying("dates written otherwise", f"{text} read as {day:%d/%m/%Y}, though most dates in the file are written {self.habit.commonest}.")
            )
        return day

    def _number(self, column: Column, text: str, tidied: list[Tidying]) -> Decimal:
        bounds = column.mark(Number)
        of = bounds.of if bounds else "number"
        number = _decimal(text)
        if number is None:
            says = f"{text:.{_WIDEST_NUMBER}} is not a number that can be read ({of} are wanted)."
            raise Unreadable(f"{says} Write it with digits, at most {_MOST_DIGITS} of them and then a full stop before decimals.")
        if bounds and (outside := _outside(number, bounds)):
            raise Unreadable(f"{text} cannot be right: {of} must be {outside}. Correct it in the system that the file comes from.")
        if not _DIGITS.fullmatch(text) or "," in text:
            tidied.append(Tidying("signs in numbers", f"{text} read as {number}."))
        return number

    def _whole(self, column: Column, text: str, tidied: list[Tidying]) -> int:
        number = self._number(column, text, tidied)
        if number != int(number):
            raise Unreadable(f"{text} is not a whole number, and one is needed. Correct it where it is kept.")
        return int(number)

    def _yes_or_no(self, column: Column, text: str, tidied: list[Tidying]) -> bool:
        answer = yes_or_no().get(likeness(text))
        if answer is None:
            raise Unreadable(f"{text} is neither yes nor no. Write one of them.")
        return answer


_READERS: Mapping[Any, Callable[[CellReader, Column, str, list[Tidying]], Any]] = {
    date: CellReader._date,
    Decimal: CellReader._number,
    int: CellReader._whole,
    bool: CellReader._yes_or_no,
}


def _behind(column: Column, cell: WorkbookCell) -> Iterator[Tidying]:
    """What is told of a cell of a workbook, before its text is read. Raises Unreadable for a formula that was never worked out."""
    behind = cell.behind
    if not behind.has_result:
        raise Unreadable("A formula stands here, and the workbook does not hold its result. Open it in Excel and save it, or write the value in its place.")
    if behind.is_formula:
        yield Tidying("formulas", f"A formula stands here: read as {cell or 'nothing'}, its result when the workbook was last saved.")
    if column.type is date and behind.day and _FIRST_OF_YEARS <= (number := (behind.day - _DAY_NOUGHT).days) <= _LAST_OF_YEARS:
        raise Unreadable(f"{cell} is what a workbook makes of the number {number}, so that somebody may have typed a year. Write the whole day.")
    if column.type is date and behind.day and behind.is_plain_number:
        yield Tidying("days kept as numbers", f"{cell} is how a workbook keeps a day: read as {behind.day:%d/%m/%Y}.")
    if column.type is not date and behind.day and not behind.is_plain_number:
        says = f"The workbook holds a day here: read as {cell}. If something else was typed, such as 3-4, format the column as text and type it again."
        yield Tidying("days among text", says)


def tidy_text(raw: str) -> tuple[str, list[Tidying]]:
    """The text with single spaces, none at its ends, nothing invisible and accents composed, and whether that changed it."""
    text = " ".join(unicodedata.normalize("NFC", raw).translate(_INVISIBLE).split()) if not raw.isascii() else " ".join(raw.split())
    return text, ([Tidying("stray spaces", f"Stray spaces taken out: read as {text}.")] if text != raw and text else [])


def _decimal(text: str) -> Decimal | None:
    plain = _IN_BRACKETS.sub(r"-\1", _SIGNS.sub("", text).replace("−", "-")).strip()
    negative, digits = plain.startswith("-"), plain.removeprefix("-")
    if not _DIGITS.fullmatch(digits):
        return None
    number = Decimal(digits.replace(",", ""))
    if number.adjusted() >= _MOST_DIGITS:
        return None
    return -number if negative else number


def _outside(number: Decimal, bounds: Number) -> str | None:
    limits = [
        (bounds.above is not None and number <= bounds.above, f"above {bounds.above}"),
        (bounds.at_least is not None and number < bounds.at_least, f"{bounds.at_least} or more"),
        (bounds.at_most is not None and number > bounds.at_most, f"{bounds.at_most} or less"),
    ]
    return next((says for broken, says in limits if broken), None)


def _choice(column: Column, text: str) -> str:
    one_of = column.mark(OneOf)
    known: Mapping[str, str] = choices(one_of.words) if one_of else {}
    if likeness(text) not in known:
        values = ", ".join(dict.fromkeys(known.values()))
        raise Unreadable(f"{text} is no {column.name.replace('_', ' ')} that is known. Known are {values}, and what usually stands for them.")
    return known[likeness(text)]


def _wanted(column: Column) -> str:
    return {date: "a date", Decimal: "a number", int: "a number", bool: "yes or no"}.get(column.type, f"the {column.name.replace('_', ' ')}")
