"""A calculator's answer as a page shows it: the sum or date first, then every figure by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.law.answers import Answer, in_pounds, so_many
from evenhand.law.collective import Collective
from evenhand.law.deadline import Deadline, DeadlineQuestion
from evenhand.law.era_1996.redundancy_pay import RedundancyPay
from evenhand.law.notice import Notice
from evenhand_web.pages.public.typed import Typed
from evenhand_web.pages.public.words import FigureWords, words_of

_MOST_DAYS_SHOWN = 150


@dataclass(frozen=True)
class Figure:
    """One figure of the answer, or a table of them."""

    label: str
    value: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def first_line(answer: Answer) -> str:
    """What was asked for, in one line."""
    match answer:
        case RedundancyPay(eligible=False):
            return "No statutory redundancy pay"
        case RedundancyPay():
            return f"{in_pounds(answer.amount)}, which is {so_many(answer.weeks, 'week')}{_of_pay(answer.weeks)}"
        case Notice():
            return f"The employment can end on {day_in_words(answer.earliest_end)} at the earliest"
        case Collective():
            return _who_is_consulted(answer)
        case Deadline():
            return f"Until the end of {day_in_words(answer.on)}"
    raise TypeError(f"No page has words for {type(answer).__name__}.")


def _of_pay(weeks: Decimal) -> str:
    return "'s pay" if weeks == 1 else "' pay"


def _who_is_consulted(answer: Collective) -> str:
    limits = [each.consult_by for each in answer.establishments if each.consult_by]
    if not limits:
        return "The law asks for no collective consultation at these numbers"
    where = f"{len(limits)} of {so_many(len(answer.establishments), 'establishment')}"
    return f"Consultation at {where}, begun by {day_in_words(min(limits))} at the very latest"


def figures(name: str, answer: Answer) -> Iterator[Figure]:
    """Each figure of the answer, in the order of the calculator's words."""
    for figure, words in words_of(name).figures.items():
        value = getattr(answer, figure)
        if words.columns:
            yield _table(words, value)
        elif value is not None:
            yield Figure(words.label, in_pounds(value) if words.unit == "pounds" else in_words(value))


def _table(words: FigureWords, rows: tuple[Any, ...]) -> Figure:
    return Figure(
        words.label,
        columns=tuple(words.columns.values()),
        rows=tuple(tuple(in_words(getattr(row, column)) for column in words.columns) for row in rows),
    )


def in_words(value: Any) -> str:
    """A value as a page writes it."""
    match value:
        case None:
            return "None"
        case bool():
            return "Yes" if value else "No"
        case date():
            return day_in_words(value)
        case Decimal():
            return f"{value.normalize():f}"
    return str(value)


def day_by_day(question: DeadlineQuestion, answer: Deadline) -> list[tuple[str, str]]:
    """Each day after the first, with its number in the count or why it was passed over; of a long period only the days passed over."""
    passed_over = {day.date: day.why for day in answer.counted}
    if (answer.on - question.start).days > _MOST_DAYS_SHOWN:
        return [(day_in_words(day), f"passed over: {why}") for day, why in passed_over.items()]
    found, number = [], 0
    for ahead in range(1, (answer.on - question.start).days + 1):
        day = question.start + timedelta(days=ahead)
        number += day not in passed_over
        found.append((day_in_words(day), f"passed over: {passed_over[day]}" if day in passed_over else f"day {number}"))
    return found


def told(typed: Typed) -> Iterator[tuple[str, str, str]]:
    """What the field was answered with: where it is changed, its label, the answer in words. Nothing for what was left empty."""
    if typed.value is None:
        return
    match typed.asked.kind:
        case "group":
            for row in typed.rows:
                name, *rest = (str(each.value) for each in row.values())
                yield next(iter(row.values())).at, name, ", ".join(rest)
        case "day":
            yield typed.at, typed.asked.words.label, day_in_words(date.fromisoformat(str(typed.value)))
        case "pounds":
            yield typed.at, typed.asked.words.label, in_pounds(Decimal(str(typed.value)))
        case "choice":
            yield (
                typed.at,
                typed.asked.words.label,
                dict(typed.asked.choices)[str(typed.value)].label if typed.value in dict(typed.asked.choices) else str(typed.value),
            )
        case "tick":
            yield typed.at, typed.asked.words.label, "Yes"
        case _:
            yield typed.at, typed.asked.words.label, f"{typed.value} {typed.asked.words.after}".strip()
