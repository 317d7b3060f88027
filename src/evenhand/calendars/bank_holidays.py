"""Bank holidays in England, read from the dated file beside this module."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from evenhand.calendars.known import KnownDays
from evenhand.calendars.words import day_in_words
from evenhand.canonical.strict_yaml import read_yaml

_SATURDAY = 5


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True)
class BankHoliday:
    """One bank holiday. `in_place_of` is the weekend day or the usual day that it stands in for."""

    on: date
    name: str
    in_place_of: date | None = None

    @property
    def is_substitute(self) -> bool:
        """Whether it stands in for a holiday that fell on a weekend (a holiday moved from its usual Monday is not a substitute)."""
        return self.in_place_of is not None and is_weekend(self.in_place_of)

    def __str__(self) -> str:
        instead = f", in place of {day_in_words(self.in_place_of)}" if self.in_place_of else ""
        return f"a bank holiday ({self.name}{instead})"


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays between two known days. They are weekdays only: a weekend day is no bank holiday, its substitute is."""

    known: KnownDays
    days: tuple[BankHoliday, ...]

    @cached_property
    def _by_day(self) -> dict[date, BankHoliday]:
        return {holiday.on: holiday for holiday in self.days}

    def on(self, day: date) -> BankHoliday | None:
        """The bank holiday on that day, if it is one. Raises NotKnown outside the known days."""
        self.known.require(day)
        return self._by_day.get(day)


@cache
def bank_holidays_in_england() -> BankHolidays:
    """England's bank holidays. Banking and Financial Dealings Act 1971 s.1, proclamations, and common law for Good Friday and Christmas Day.

    Not decided here: whether a contract or policy treats another day, such as a day the trust closes, as if it were one.
    """
    file = read_yaml(Path(__file__).with_name("bank_holidays.yaml"))
    known = KnownDays(
        whose="England's bank holidays",
        first_on=file["first_known_day"],
        last_on=file["last_known_day"],
        remedy="Later years are added when the government has published them.",
    )
    return BankHolidays(known, tuple(BankHoliday(on=day["date"], name=day["name"], in_place_of=day.get("in_place_of")) for day in file["days"]))
