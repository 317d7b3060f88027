"""What is on file and what is not: a day outside the known days is an error, never a guess."""

from dataclasses import dataclass
from datetime import date

from evenhand.calendars.words import day_in_words


class CannotCount(ValueError):
    """The days cannot be counted as asked; the message says why and what to do."""


class NotKnown(CannotCount):
    """The day lies outside what is on file; the message says what is known."""


@dataclass(frozen=True)
class KnownDays:
    """The first and last day about which a calendar can answer, whose calendar it is, and how to lengthen it."""

    whose: str
    first_on: date
    last_on: date
    remedy: str

    def require(self, day: date) -> None:
        """Pass if the day is within. Raises NotKnown, which names the first and last known day."""
        if not self.first_on <= day <= self.last_on:
            raise NotKnown(
                f"{day_in_words(day)} is not known: {self.whose} are on file from {day_in_words(self.first_on)} to {day_in_words(self.last_on)}. {self.remedy}"
            )
