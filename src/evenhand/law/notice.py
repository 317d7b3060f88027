"""Notice of dismissal: the longer of statute and contract, and for teachers and heads the next term end. ERA 1996 s.86; the Burgundy Book."""

from datetime import date, timedelta
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from evenhand.calendars.days import england
from evenhand.calendars.deadlines import last_working_day_on_or_before
from evenhand.calendars.words import day_in_words
from evenhand.law.answers import Answer, so_many
from evenhand.law.burgundy_book.leaving_dates import first_leaving_date
from evenhand.law.era_1996.notice import notice_expires_on, statutory_notice_weeks
from evenhand.law.era_1996.service import whole_years
from evenhand.law.questions import Day, Question

Contract = Literal["statutory", "teacher", "headteacher"]

_ONE_DAY = timedelta(days=1)


class NoticeQuestion(Question):
    """A notice that an employer gives, or means to give, on a day."""

    service_from: Day = Field(description="the first day of continuous employment")
    given_on: Day = Field(description="the day the notice is given: read or fairly readable, not sent")
    contract: Contract = Field(description="statutory, teacher or headteacher: whether the contract ends only on term ends")
    contract_weeks: int | None = Field(default=None, ge=0, le=104, description="the weeks of notice that the contract itself requires")

    @field_validator("given_on")
    @classmethod
    def _employed_first(cls, given_on: date, info: ValidationInfo) -> date:
        if (began := info.data.get("service_from")) and given_on < began:
            raise ValueError(f"notice cannot be given before service began on {day_in_words(began)}: check both days")
        return given_on


class Notice(Answer):
    """When employment can end, and by when notice for that end must be given and delivered."""

    statutory_weeks: int = Field(description="weeks of notice that the statute requires")
    earliest_end: date = Field(description="the first day on which employment can end")
    last_day_to_give: date = Field(description="the last day on which notice for that end can be given")
    last_day_to_deliver: date = Field(description="the last working day not after it")


def shortest_lawful_end(given_on: date, service_from: date, contract: Contract = "statutory", contract_weeks: int | None = None) -> date:
    """The first day on which employment can end by notice given on that day.

    The longer of ERA 1996 s.86 and the contract's weeks; for a teacher or headteacher the first term end that this and the Burgundy Book allow.
    Not decided here: whether the contract has the Burgundy Book's terms, pay in lieu, waiver, gross misconduct.
    """
    expires = notice_expires_on(given_on, max(statutory_notice_weeks(service_from, given_on), contract_weeks or 0))
    return expires if contract == "statutory" else first_leaving_date(contract, given_on, not_before=expires).ends_on


def last_day_to_give(given_on: date, service_from: date, contract: Contract = "statutory", contract_weeks: int | None = None) -> date:
    """The last day on which notice can be given for the end that notice on `given_on` reaches. Service completed meanwhile is counted."""
    end = shortest_lawful_end(given_on, service_from, contract, contract_weeks)
    day = given_on
    while shortest_lawful_end(day + _ONE_DAY, service_from, contract, contract_weeks) <= end:
        day += _ONE_DAY
    return day


def notice(question: NoticeQuestion) -> Notice:
    """The notice required, when employment can end by it, and by when it must be given and delivered.

    Not decided here: on which day the notice was in fact given; whether dismissal is fair, or consultation complete.
    Raises NotKnown where the bank holidays of that year are not on file.
    """
    of = (question.given_on, question.service_from, question.contract, question.contract_weeks)
    end, last = shortest_lawful_end(*of), last_day_to_give(*of)
    deliver = last_working_day_on_or_before(last, england())
    return Notice(
        statutory_weeks=statutory_notice_weeks(question.service_from, question.given_on),
        earliest_end=end,
        last_day_to_give=last,
        last_day_to_deliver=deliver.on,
        because=(
            _statutory_in_words(question),
            *_length_in_words(question),
            *_term_end_in_words(question, end),
            f"Notice for {day_in_words(end)} can be given up to {day_in_words(last)}. It is given when it is read or fairly readable, not when it is sent.",
            f"Deliver it on a working day: {deliver.rule}",
        ),
        cites=("ERA 1996 s.86(1)", *(() if question.contract == "statutory" else ("Burgundy Book, period of notice",))),
        assumptions=_contract_assumed(question),
    )


def _statutory_in_words(question: NoticeQuestion) -> str:
    weeks = statutory_notice_weeks(question.service_from, question.given_on)
    years = so_many(max(0, whole_years(question.service_from, question.given_on)), "whole year")
    told = f"Service from {day_in_words(question.service_from)} to {day_in_words(question.given_on)} is {years}"
    if weeks:
        return f"{told}: the statute requires {so_many(weeks, 'week')} of notice (s.86(1))."
    return f"{told} and less than a month: the statute requires no notice yet (s.86(1)). The contract may."


def _length_in_words(question: NoticeQuestion) -> tuple[str, ...]:
    statutory = statutory_notice_weeks(question.service_from, question.given_on)
    weeks = max(statutory, question.contract_weeks or 0)
    expires = notice_expires_on(question.given_on, weeks)
    told = [f"The contract requires {so_many(weeks, 'week')}, which is longer."] if weeks > statutory else []
    if weeks:
        told.append(f"{so_many(weeks, 'week')} from {day_in_words(question.given_on)}, that day left out, run to the end of {day_in_words(expires)}.")
    return tuple(told)


def _term_end_in_words(question: NoticeQuestion, end: date) -> tuple[str, ...]:
    if question.contract == "statutory":
        return ()
    whose = f"A {question.contract}'s contract"
    by_the_book = first_leaving_date(question.contract, question.given_on, not_before=question.given_on)
    told = f"{whose} ends on a term end: notice by {day_in_words(by_the_book.last_notice_on)} is in time for {day_in_words(by_the_book.ends_on)}."
    if end == by_the_book.ends_on:
        return (told,)
    return (told, f"The weeks of notice run beyond that day, so that it ends on the next term end that they reach, {day_in_words(end)}.")


def _contract_assumed(question: NoticeQuestion) -> tuple[str, ...]:
    if question.contract == "statutory":
        return ()
    return ("The contract is taken to have the Burgundy Book's terms, kept in a transfer or adopted: they are contract, not statute.",)
