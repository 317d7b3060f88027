"""Which days count: the four day-types, and the calendar that says why a day is passed over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.calendars.bank_holidays import BankHolidays, bank_holidays_in_england, is_weekend
from evenhand.calendars.known import NotKnown
from evenhand.calendars.school_terms import SchoolTerms


class DayType(StrEnum):
    """What a period is counted in.

    CALENDAR: every day. CLEAR: every day, leaving out the day at either end. WORKING: Monday to Friday, not a bank holiday.
    SCHOOL: a working day in term and not in a break such as half-term, at the school in question.
    """

    CALENDAR = "calendar"
    CLEAR = "clear"
    WORKING = "working"
    SCHOOL = "school"


@dataclass(frozen=True)
class Calendar:
    """The bank holidays, and the terms of one school where school days are counted."""

    bank_holidays: BankHolidays
    terms: SchoolTerms | None = None

    def why_passed_over(self, day: date, day_type: DayType) -> str | None:
        """Why the day does not count ('a weekend day'), or None if it counts. Raises NotKnown outside the days on file."""
        match day_type:
            case DayType.CALENDAR | DayType.CLEAR:
                return None
            case DayType.WORKING:
                return self._why_not_worked(day)
            case DayType.SCHOOL:
                closed = self._terms_or_refusal().why_closed(day)
                return self._why_not_worked(day) or closed

    def is_working_day(self, day: date) -> bool:
        """Whether the day is Monday to Friday and no bank holiday. Raises NotKnown outside the days on file."""
        return self._why_not_worked(day) is None

    def is_school_day(self, day: date) -> bool:
        """Whether the school is open to pupils on that day. Raises NotKnown outside the days on file or without term dates."""
        return self.why_passed_over(day, DayType.SCHOOL) is None

    def _why_not_worked(self, day: date) -> str | None:
        holiday = self.bank_holidays.on(day)
        if is_weekend(day):
            return "a weekend day"
        return str(holiday) if holiday else None

    def _terms_or_refusal(self) -> SchoolTerms:
        if self.terms is None:
            raise NotKnown("School days cannot be counted without term dates: give the calendar of the school that the deadline belongs to.")
        return self.terms


def england(terms: SchoolTerms | None = None) -> Calendar:
    """England's calendar, with the terms of one school where they are given."""
    return Calendar(bank_holidays_in_england(), terms)
