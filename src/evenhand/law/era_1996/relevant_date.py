"""The day to which service counts towards a redundancy payment, and the day whose pay is a week's pay. ERA 1996 ss.145, 226."""

from dataclasses import dataclass
from datetime import date

from evenhand.calendars.words import day_in_words
from evenhand.law.answers import so_many
from evenhand.law.era_1996.notice import last_day_for_statutory_notice, statutory_notice_expires_on, statutory_notice_weeks


@dataclass(frozen=True)
class RelevantDate:
    """When employment counts as ended. `unextended_on` is the day that it did end; both are the same unless notice was too short."""

    on: date
    unextended_on: date
    because: str
    assumptions: tuple[str, ...] = ()

    @property
    def is_extended(self) -> bool:
        """Whether the notice that s.86 requires, had it been given, would have run longer."""
        return self.on > self.unextended_on


@dataclass(frozen=True)
class CalculationDate:
    """The day whose pay is a week's pay, and why."""

    on: date
    because: str


def relevant_date(service_from: date, ends_on: date, notice_given_on: date | None) -> RelevantDate:
    """The day on which notice expires or the contract ends, or later where the notice of s.86 would have. ERA 1996 s.145(2), (5), (6).

    Without a day of notice, the full notice of s.86 is taken to have been given, and the answer says so.
    Not decided here: early leaving on the employee's counter-notice (s.142), failed trials (s.145(4)), extension after a strike (s.143).
    """
    plain = f"The relevant date is {day_in_words(ends_on)}, when the notice or the contract ends (s.145(2))."
    if notice_given_on is None:
        assumed = f"No day of notice was given: the full notice of s.86 is taken to have been given to end on {day_in_words(ends_on)}."
        return RelevantDate(ends_on, ends_on, plain, (assumed,))
    expires = statutory_notice_expires_on(service_from, notice_given_on)
    if expires <= ends_on:
        return RelevantDate(ends_on, ends_on, plain)
    notice = so_many(statutory_notice_weeks(service_from, notice_given_on), "week")
    lengthened = (
        f"The {notice} of notice that s.86 requires, given on {day_in_words(notice_given_on)}, would have expired on {day_in_words(expires)}, "
        f"after employment ended on {day_in_words(ends_on)}: service counts to that later day, the relevant date (s.145(5), s.213(3))."
    )
    return RelevantDate(expires, ends_on, lengthened)


def calculation_date(service_from: date, relevant: RelevantDate) -> CalculationDate:
    """The day on which the notice of s.86 would have been given to expire on the relevant date. ERA 1996 s.226(5)(b), (c), (6).

    The notice in fact given does not matter; where the relevant date was lengthened, it is the day before that. Where one more year is
    completed in those weeks no notice of exactly the required length fits: the last day on which the required notice was in time is taken.
    """
    if relevant.is_extended:
        day = relevant.unextended_on
        return CalculationDate(day, f"A week's pay is that of {day_in_words(day)}, the relevant date before it was lengthened (s.226(5)(b)).")
    day = last_day_for_statutory_notice(service_from, relevant.on)
    notice = so_many(statutory_notice_weeks(service_from, day), "week")
    because = f"A week's pay is that of {day_in_words(day)}, when the {notice} of notice that s.86 requires would have been given (s.226(5)(c), (6))."
    if statutory_notice_expires_on(service_from, day) < relevant.on:
        because += f" On the next day one more year was complete: a week more was required, and expired after {day_in_words(relevant.on)}."
    return CalculationDate(day, because)
