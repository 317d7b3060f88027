"""Deadlines: a number of days of one type from a trigger, in the calendar of the right school, each with how it was counted."""

from dataclasses import dataclass
from datetime import date

from evenhand.calendars.days import Calendar, DayType
from evenhand.calendars.periods import at_least_one, day_after_last_clear_day, days_after, last_day_before_clear_days
from evenhand.calendars.words import day_in_words

_LATER, _EARLIER = 1, -1


@dataclass(frozen=True)
class PassedOver:
    """A day that was not counted, and why."""

    on: date
    why: str

    def __str__(self) -> str:
        return f"{day_in_words(self.on)}: {self.why}"


@dataclass(frozen=True)
class CountedDay:
    """The day that a count came to, the days passed over in the order met, and the rule in one sentence.

    A day lasts to its end in London.
    """

    on: date
    counted: tuple[PassedOver, ...]
    rule: str


def deadline(start: date, number: int, day_type: DayType, calendar: Calendar) -> CountedDay:
    """The last day of a period that the day `start` sets off; that day itself is never counted.

    In clear days it is the first day after them, on which what had to wait may happen.
    Not decided here: on which day the trigger happened, such as when a letter was fairly readable.
    Raises CannotCount below one day, NotKnown where the count runs past the days on file.
    """
    if day_type is DayType.CLEAR:
        on = day_after_last_clear_day(start, number)
        return CountedDay(on, (), _clear_rule(number, start, on, on))
    on, passed_over = _count(start, number, day_type, calendar, _LATER)
    rule = f"{_amount(number, day_type, calendar)} after {day_in_words(start)}, that day left out: until the end of {day_in_words(on)}."
    return CountedDay(on, passed_over, rule)


def deadline_before(event: date, number: int, day_type: DayType, calendar: Calendar) -> CountedDay:
    """The last day to act that number of days before `event`; the day of the event is never counted, the answer is the last one counted.

    In clear days it is the last day that leaves the number whole between itself and the event.
    Not decided here: whether 'at least' so many working days means clear ones; if it does, ask for one more.
    Raises CannotCount below one day, NotKnown where the count runs past the days on file.
    """
    if day_type is DayType.CLEAR:
        on = last_day_before_clear_days(event, number)
        return CountedDay(on, (), _clear_rule(number, on, event, on))
    on, passed_over = _count(event, number, day_type, calendar, _EARLIER)
    rule = f"{_amount(number, day_type, calendar)} before {day_in_words(event)}, that day left out: by the end of {day_in_words(on)}."
    return CountedDay(on, passed_over, rule)


def last_working_day_on_or_before(day: date, calendar: Calendar) -> CountedDay:
    """The day itself if it is a working day, else the nearest before it: when whoever owes a delivery must make it.

    Not for a time limit of the weaker party, which nothing here shortens. Raises NotKnown outside the days on file.
    """
    return _nearest_working_day(day, calendar, _EARLIER)


def next_working_day_on_or_after(day: date, calendar: Calendar) -> CountedDay:
    """The day itself if it is a working day, else the nearest after it. Raises NotKnown outside the days on file.

    Not decided here: whether a time limit that falls on a day without work is extended; a contract, policy or rule must say so.
    """
    return _nearest_working_day(day, calendar, _LATER)


def _count(start: date, number: int, day_type: DayType, calendar: Calendar, step: int) -> tuple[date, tuple[PassedOver, ...]]:
    days_after(start, step * at_least_one(number, f"{day_type} days"))  # refuses at once what would otherwise be counted to the end of time
    on, left, passed_over = start, number, []
    while left:
        on = days_after(on, step)
        why = calendar.why_passed_over(on, day_type)
        if why is None:
            left -= 1
        else:
            passed_over.append(PassedOver(on, why))
    return on, tuple(passed_over)


def _nearest_working_day(day: date, calendar: Calendar, step: int) -> CountedDay:
    on, passed_over = _count(days_after(day, -step), 1, DayType.WORKING, calendar, step)  # from the day behind it, so that the day itself may count
    if not passed_over:
        return CountedDay(on, (), f"{day_in_words(on)} is a working day.")
    nearest = "last working day before" if step == _EARLIER else "next working day after"
    return CountedDay(on, passed_over, f"{day_in_words(day)} is {passed_over[0].why}, and the {nearest} it is {day_in_words(on)}.")


def _amount(number: int, day_type: DayType, calendar: Calendar) -> str:
    where = f" at {calendar.terms.school}" if day_type is DayType.SCHOOL and calendar.terms else ""
    return f"{number} {day_type} day{'' if number == 1 else 's'}{where}"


def _clear_rule(number: int, first: date, second: date, answer: date) -> str:
    days = "1 clear day lies" if number == 1 else f"{number} clear days lie"
    ends = f"between {day_in_words(first)} and {day_in_words(second)}, both left out"
    what = "the first day after them is" if answer == second else "the last day before them is"
    return f"{days} {ends}: {what} {day_in_words(answer)}."
