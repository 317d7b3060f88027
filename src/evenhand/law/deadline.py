"""The deadline calculator: a number of days of one type from a day, with each day that was passed over."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evenhand.calendars.calendar_file import read_calendar
from evenhand.calendars.days import Calendar, DayType, england
from evenhand.calendars.deadlines import deadline as counted_deadline
from evenhand.law.answers import Answer
from evenhand.law.questions import Day, Question, Text

_BANK_HOLIDAYS = "Banking and Financial Dealings Act 1971 s.1"


class DeadlineQuestion(Question):
    """A period set off by a day."""

    start: Day = Field(alias="from", description="the day that sets the period off, which is not counted")
    number: int = Field(ge=1, le=36_600, description="how many days")
    day_type: Literal["calendar", "working", "school"] = Field(description="calendar, working or school")
    calendar: Text | None = Field(default=None, description="the file with the terms of the school, for school days")


class DayPassedOver(BaseModel):
    """A day that was not counted, and why."""

    model_config = ConfigDict(frozen=True)

    date: date
    why: str


class Deadline(Answer):
    """The last day of the period."""

    on: date = Field(alias="date", description="the last day of the period, to its end")
    counted: tuple[DayPassedOver, ...] = Field(description="each day passed over, and why")


def deadline(question: DeadlineQuestion, calendar: Calendar) -> Deadline:
    """The last day of a period that the day `from` sets off, counted in that calendar.

    Not decided here: on which day the trigger happened, and whether a limit that falls on a day without work is extended.
    Raises CannotCount, or its NotKnown where the count runs past the days on file.
    """
    found = counted_deadline(question.start, question.number, DayType(question.day_type), calendar)
    return Deadline(
        date=found.on,
        counted=tuple(DayPassedOver(date=day.on, why=day.why) for day in found.counted),
        because=(found.rule,),
        cites=() if question.day_type == "calendar" else (_BANK_HOLIDAYS,),
    )


def deadline_by_file(question: DeadlineQuestion) -> Deadline:
    """As `deadline`, in England's calendar or that of the file which the question names. For the command line: a site must not open files by name.

    Raises TermsRefused where the file cannot be taken.
    """
    return deadline(question, read_calendar(Path(question.calendar)) if question.calendar else england())
