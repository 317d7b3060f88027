"""What an address carries, read as a person typed it: what to show again, what to ask the calculator, and what is wrong with each field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from evenhand.law.answers import sentence_case
from evenhand_web.pages.public.fields import PARTS_OF_A_DAY, Field

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")
_PART = {"day": re.compile(r"[0-9]{1,2}"), "month": re.compile(r"[0-9]{1,2}"), "year": re.compile(r"[0-9]{4}")}


@dataclass
class Typed:
    """One field as it was typed. `name` is that of the address; `value` what the calculator is given, None if nothing can be."""

    asked: Field
    name: str
    text: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    value: object = None
    problems: list[str] = field(default_factory=list)
    rows: list[dict[str, "Typed"]] = field(default_factory=list)

    @property
    def at(self) -> str:
        """The id of the control that a problem leads to."""
        if self.asked.kind == "day":
            return f"{self.name}-{next((part for part in PARTS_OF_A_DAY if not _PART[part].fullmatch(self.parts.get(part, ''))), 'day')}"
        if self.asked.kind == "group":
            return f"{self.name}-1-{self.asked.fields[0].name}"
        return f"{self.name}-{self.asked.choices[0][0]}" if self.asked.kind in ("choice", "tick") else self.name

    @property
    def shown_rows(self) -> list[dict[str, "Typed"]]:
        """The rows of a group, with an empty one if there is no other."""
        return self.rows or [self.empty_row(1)]

    def empty_row(self, number: int) -> dict[str, "Typed"]:
        """A row of a group with nothing in it yet."""
        return {inner.name: Typed(inner, f"{self.name}-{number}-{inner.name}") for inner in self.asked.fields}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.text or any(self.parts.values()) or self.rows)

    def forget_problems(self) -> None:
        """Tell nothing of what is wrong, because nobody has asked for an answer yet."""
        self.problems = []
        for row in self.rows:
            for each in row.values():
                each.problems = []

    def canonical(self) -> Iterator[tuple[str, str]]:
        """The names and values by which the address carries it."""
        for number, row in enumerate(self.rows, 1):
            for name, typed in row.items():
                yield from ((f"{self.name}-{number}-{name}", value) for _, value in typed.canonical())
        if self.value is not None and self.asked.kind != "group":
            yield self.name, str(self.value)

    def says(self, wrong: str) -> None:
        """Note a problem, as a sentence about this field."""
        self.problems.append(f"{sentence_case(self.asked.words.called)} {wrong}.")


def typed(asked: Field, query: QueryDict, name: str) -> Typed:
    """The field as the address carries it under that name."""
    found = Typed(asked, name, text=query.get(name, "").strip())
    _READERS[asked.kind](found, query)
    return found


def names_of(asked: Field, name: str, query: QueryDict) -> Iterator[str]:
    """Every name under which an address may carry the field."""
    if asked.kind == "group":
        for number in _numbers(asked, name, query):
            for inner in asked.fields:
                yield from names_of(inner, f"{name}-{number}-{inner.name}", query)
        return
    yield name
    if asked.kind == "day":
        yield from (f"{name}-{part}" for part in PARTS_OF_A_DAY)


def _day(found: Typed, query: QueryDict) -> None:
    found.parts = {part: query.get(f"{found.name}-{part}", "").strip() for part in PARTS_OF_A_DAY}
    if found.text:
        whole, found.text = found.text, ""
        iso = _ISO_DAY.fullmatch(whole)
        if any(found.parts.values()) or iso is None:
            found.says("in the address is not a day written as 2027-08-31")
            return
        found.parts = {"year": iso[1], "month": iso[2].lstrip("0"), "day": iso[3].lstrip("0")}
        found.value = whole
    elif any(found.parts.values()):
        _day_of_parts(found)


def _day_of_parts(found: Typed) -> None:
    missing = [f"a {part}" for part, text in found.parts.items() if not text]
    if missing:
        found.says(f"must include {' and '.join(missing)}")
    elif not _PART["year"].fullmatch(found.parts["year"]):
        found.says("must have a year of four figures, such as 1975")
    elif not all(_PART[part].fullmatch(text) for part, text in found.parts.items()):
        found.says("must be written in figures, such as 27 3 1975")
    else:
        found.value = f"{found.parts['year']}-{found.parts['month']:0>2}-{found.parts['day']:0>2}"


def _pounds(found: Typed, query: QueryDict) -> None:
    found.value = re.sub(r"[£, ]", "", found.text) or None
    if found.text and not found.value:
        found.says("must be a sum in pounds, such as 512.40")


def _number(found: Typed, query: QueryDict) -> None:
    if _WHOLE_NUMBER.fullmatch(found.text):
        found.value = int(found.text)
    elif found.text:
        found.says("must be a whole number, such as 12")


def _text(found: Typed, query: QueryDict) -> None:
    found.value = found.text or None


def _group(found: Typed, query: QueryDict) -> None:
    for number in _numbers(found.asked, found.name, query):
        row = {inner.name: typed(inner, query, f"{found.name}-{number}-{inner.name}") for inner in found.asked.fields}
        if not all(each.is_empty for each in row.values()):
            found.rows.append(row)
    for number, row in enumerate(found.rows, 1):  # numbered anew, without those that were left empty
        for inner, each in row.items():
            each.name = f"{found.name}-{number}-{inner}"
    if found.rows:
        found.value = [{inner: each.value for inner, each in row.items() if each.value is not None} for row in found.rows]


def _numbers(asked: Field, name: str, query: QueryDict) -> list[int]:
    inner = "|".join(re.escape(each.name) for each in asked.fields)
    wanted = re.compile(rf"{re.escape(name)}-([1-9][0-9]{{0,2}})-(?:{inner})")
    return sorted({int(match[1]) for key in query if (match := wanted.fullmatch(key))})


_READERS = {"day": _day, "pounds": _pounds, "number": _number, "text": _text, "choice": _text, "tick": _text, "group": _group}
