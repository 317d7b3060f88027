"""Values that the law sets and changes: what was in force on a day, by whose authority, and where knowledge ends."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from evenhand.calendars.words import day_in_words
from evenhand.canonical.strict_yaml import read_yaml
from evenhand.law.answers import in_pounds, sentence_case, so_many
from evenhand.law.problems import problems_in
from evenhand.law.questions import Day

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_CAVEATS = {
    "made": "is made but not yet in force",
    "announced": "is announced and not in force",
    "unverified": "has not been verified",
}


class LawFileRefused(ValueError):
    """A file of dated values cannot be relied on; the message names file, entry and fault."""


class NotOnFile(LookupError):
    """No value is on file for that day; the message says which value, which day, what is on file and the way out."""


def _number(given: object) -> Decimal:
    if type(given) is int or (isinstance(given, str) and _NUMBER.fullmatch(given)):
        return Decimal(given)
    raise ValueError("write a whole number, or a decimal in quotes")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Value(_Entry):
    """One value and the first day on which it is vouched for here (it may be older; earlier days are refused, not guessed)."""

    in_force_from: Day = Field(description="the first day for which the value is vouched")
    value: Annotated[Decimal, BeforeValidator(_number)] = Field(description="the value in the entry's unit")
    made_by: str = Field(description="the instrument that made it so")
    status: Literal["in-force", "made", "announced", "unverified"] = Field(description="how firm the value is")


class DatedValue(_Entry):
    """One figure that a clause sets, through time. `strength` is law, or contract where it binds only by agreement."""

    name: str = Field(min_length=1, description="the name that code knows it by")
    says: str = Field(min_length=1, description="what the value is, in words")
    provision: str = Field(min_length=1, description="the clause that sets it")
    unit: Literal["pounds", "week", "day", "month", "year", "person", "month of the year"] = Field(description="what it is counted in")
    strength: Literal["law", "contract"] = Field(description="law or contract")
    looked_up_by: str = Field(min_length=1, description="the day that decides which value applies")
    checked_on: Day = Field(description="the day on which a person last compared it with its source")
    known_until: Day | None = Field(default=None, description="the last day for which the last value is known to hold")
    values: Annotated[tuple[Value, ...], Field(strict=False)] = Field(description="the values, oldest first")

    @field_validator("values")
    @classmethod
    def _one_value_a_day(cls, values: tuple[Value, ...], info: ValidationInfo) -> tuple[Value, ...]:
        if not values:
            raise ValueError("give at least one value")
        for earlier, later in pairwise(values):
            if earlier.in_force_from >= later.in_force_from:
                raise ValueError(f"{later.in_force_from} must not come after {earlier.in_force_from}: put the oldest first, one for each day of change")
        known_until = info.data.get("known_until")
        if known_until and known_until < values[-1].in_force_from:
            raise ValueError(f"the last begins on {values[-1].in_force_from}, after known_until, {known_until}")
        return values

    def on(self, day: date, assume: str | None = None) -> "InForce":
        """The value in force on the day that the clause looks it up by.

        Beyond what is known it is the last one if `assume` is 'last-known', and the answer carries that assumption. Raises NotOnFile otherwise.
        """
        started = [value for value in self.values if value.in_force_from <= day]
        beyond = self.known_until is not None and day > self.known_until
        if not started or (beyond and assume != "last-known"):
            raise NotOnFile(self._refusal(day, may_assume=beyond))
        return InForce(self, started[-1], beyond_on=day if beyond else None)

    def whole_on(self, day: date) -> int:
        """The value in force on that day as a whole number. Raises NotOnFile as `on` does."""
        return int(self.on(day).amount)

    def in_words(self, amount: Decimal) -> str:
        """The amount with its unit: £751.00, 12 weeks, 20 people."""
        if self.unit == "pounds":
            return in_pounds(amount)
        return so_many(amount, self.unit).replace("persons", "people")

    def _refusal(self, day: date, may_assume: bool) -> str:
        until = f" to {day_in_words(self.known_until)}" if self.known_until else ""
        on_file = f"On file from {day_in_words(self.values[0].in_force_from)}{until}, last {self.in_words(self.values[-1].value)}"
        way_out = 'For an estimate say "assume": "last-known"; for a payment add' if may_assume else "Use a later day, or add"
        return (
            f"{sentence_case(self.says)} ({self.provision}) is not known on {day_in_words(day)}. {on_file}, checked on {day_in_words(self.checked_on)}. "
            f"{way_out} the value to {self.name} in the law's files with its authority."
        )


@dataclass(frozen=True)
class InForce:
    """The value found for a day, with its authority. `beyond_on` is that day where it lies past what is known."""

    of: DatedValue
    found: Value
    beyond_on: date | None = None

    @property
    def amount(self) -> Decimal:
        """The value itself, in the entry's unit."""
        return self.found.value

    @property
    def authority(self) -> str:
        """The clause and the instrument that made the value: 'ERA 1996 s.227(1) (SI 2026/310)'."""
        return f"{self.of.provision} ({self.found.made_by})"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What relying on this value takes for granted, if anything."""
        told = f"{sentence_case(self.of.says)} ({self.of.provision}; {self.found.made_by})"
        if self.beyond_on:
            figure = self.of.in_words(self.amount)
            return (f"{told} is not known on {day_in_words(self.beyond_on)}: the last known, {figure}, is assumed. An estimate only; nothing is paid on it.",)
        if self.found.status == "in-force":
            return ()
        return (f"{told} {_CAVEATS[self.found.status]}, as last checked on {day_in_words(self.of.checked_on)}: a person must confirm it.",)


def values_beside(module_file: str) -> dict[str, DatedValue]:
    """The dated values in the YAML file beside a module, by name. Raises as `values_in` does."""
    return values_in(Path(module_file).with_suffix(".yaml"))


def values_in(path: Path) -> dict[str, DatedValue]:
    """The dated values in a file, by name. Raises LawFileRefused with every fault in it, UnreadableYaml if it is not strict YAML."""
    content = read_yaml(path)
    if not isinstance(content, dict) or not all(isinstance(entry, dict) for entry in content.values()):
        raise LawFileRefused(f"{path.name}: it must hold entries by name, each with its fields.")
    faults: list[str] = []
    found: dict[str, DatedValue] = {}
    for name, entry in content.items():
        try:
            found[name] = DatedValue.model_validate({"name": name, **entry})
        except ValidationError as fault:
            faults += [f"{path.name}, {name}: {problem.says}" for problem in problems_in(fault, DatedValue)]
    if faults:
        raise LawFileRefused("\n".join(faults))
    return found


@cache
def digest() -> str:
    """SHA-256, in hex, over every file of dated values: acts record it as the law that they were judged by."""
    return digest_of(Path(__file__).parent)


def digest_of(folder: Path) -> str:
    """SHA-256, in hex, over every YAML file in the folder: their paths within it, lengths and bytes, sorted by path."""
    running = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        content = path.read_bytes()
        running.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return running.hexdigest()
