"""The collective calculator: each establishment's duty to consult and to notify, with its dates. TULRCA 1992 ss.188, 193."""

from collections import Counter
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from evenhand.calendars.periods import last_day_to_give_notice
from evenhand.calendars.words import day_in_words
from evenhand.law.answers import Answer, so_many
from evenhand.law.questions import Day, Question, Text
from evenhand.law.tulrca_1992.collective import LAW, last_day_to_begin, minimum_consultation_days

_ONE_DAY = timedelta(days=1)


class ProposedAt(Question):
    """How many dismissals are proposed at one establishment."""

    name: Text = Field(description="the establishment's name")
    proposed_dismissals: int = Field(
        ge=0, le=1_000_000, description="employees proposed to be dismissed as redundant there within the window, as the statute counts them"
    )


class CollectiveQuestion(Question):
    """A proposal of dismissals, by establishment."""

    proposed_on: Day | None = Field(default=None, description="the day the proposal is made, which looks up the thresholds")
    first_notice_on: Day | None = Field(default=None, description="the day the first notice of dismissal is to be given")
    longest_notice_weeks: int | None = Field(default=None, ge=1, le=104, description="the longest notice that anyone is owed")
    first_dismissal_on: Day = Field(description="the day the first dismissal takes effect")
    establishments: Annotated[tuple[ProposedAt, ...], Field(strict=False)] = Field(
        description="a list of establishments with their proposed dismissals", json_schema_extra={"minItems": 1}
    )

    @field_validator("first_dismissal_on")
    @classmethod
    def _comes_last(cls, first_dismissal_on: date, info: ValidationInfo) -> date:
        for field, what in (("proposed_on", "it is proposed"), ("first_notice_on", "the first notice is given")):
            if (earlier := info.data.get(field)) and first_dismissal_on < earlier:
                raise ValueError(f"no dismissal takes effect before {what} on {day_in_words(earlier)}: check both days")
        return first_dismissal_on

    @field_validator("establishments")
    @classmethod
    def _named_once(cls, establishments: tuple[ProposedAt, ...]) -> tuple[ProposedAt, ...]:
        if not establishments:
            raise ValueError("give at least one establishment")
        twice = [name for name, times in Counter(" ".join(each.name.split()) for each in establishments).items() if times > 1]
        if twice:
            raise ValueError(f"{' and '.join(twice)} must stand once, with all its dismissals")
        return establishments


class EstablishmentDuty(BaseModel):
    """What is owed at one establishment; no dates where there is no duty."""

    model_config = ConfigDict(frozen=True)

    name: str
    proposed_dismissals: int
    duty: bool = Field(description="whether s.188 and s.193 apply")
    minimum_days: int | None = Field(description="clear days, both ends excluded")
    consult_by: date | None = Field(description="the outside limit: the last day on which consultation can begin")
    notify_secretary_of_state_by: date | None = Field(description="the last day on which HR1 can be received")


class Collective(Answer):
    """Each establishment's duty, and the employer's total, which no threshold in force is measured by."""

    establishments: tuple[EstablishmentDuty, ...]
    employer_total: int
    longest_notice_given_by: date | None = Field(description="the last day to give the longest notice so that it ends by the first dismissal")


def collective(question: CollectiveQuestion) -> Collective:
    """The duties to consult and to notify that a proposal brings at each establishment. TULRCA 1992 s.188(1), (1A), s.193(1), (2).

    Not decided here: what one establishment is, who counts, when consultation is in good time and when complete. Raises NotOnFile before the values on file.
    """
    on = question.proposed_on or question.first_dismissal_on
    total = sum(each.proposed_dismissals for each in question.establishments)
    duties = tuple(_duty(each, question, on) for each in question.establishments)
    return Collective(
        establishments=duties,
        employer_total=total,
        longest_notice_given_by=_longest_notice_given_by(question),
        because=(*(sentence for each in duties for sentence in _in_words(each, question, on)), *_notice_in_words(question)),
        cites=("TULRCA 1992 s.188(1), (1A)", "TULRCA 1992 s.193(1), (2)", *_periods(duties, on)),
        assumptions=(*_day_assumed(question), *_whole_employer(total, on)),
    )


def _duty(each: ProposedAt, question: CollectiveQuestion, on: date) -> EstablishmentDuty:
    days = minimum_consultation_days(each.proposed_dismissals, on)
    limit = last_day_to_begin(question.first_dismissal_on, days) if days else None
    first_notice = _first_notice_on(question)
    return EstablishmentDuty(
        name=each.name,
        proposed_dismissals=each.proposed_dismissals,
        duty=days is not None,
        minimum_days=days,
        consult_by=limit,
        notify_secretary_of_state_by=min(limit, first_notice - _ONE_DAY) if limit and first_notice else limit,
    )


def _first_notice_on(question: CollectiveQuestion) -> date | None:
    return question.first_notice_on or _longest_notice_given_by(question)


def _longest_notice_given_by(question: CollectiveQuestion) -> date | None:
    weeks = question.longest_notice_weeks
    return last_day_to_give_notice(question.first_dismissal_on, weeks) if weeks else None


def _in_words(each: EstablishmentDuty, question: CollectiveQuestion, on: date) -> tuple[str, ...]:
    proposed = f"{each.name}: {each.proposed_dismissals} proposed"
    fewest = LAW["fewest_dismissals"].whole_on(on)
    if not each.minimum_days or not each.consult_by or not each.notify_secretary_of_state_by:
        return (f"{proposed}, below {fewest}: there is no duty under s.188. Policy and fairness still ask for consultation.",)
    many = LAW["many_dismissals"].whole_on(on)
    size = f"{many} or more" if each.proposed_dismissals >= many else f"{fewest} or more and below {many}"
    return (
        f"{proposed}, {size}: consultation begins in good time and at least {so_many(each.minimum_days, 'clear day')} before the first dismissal (s.188(1A)).",
        f"{each.name}: {day_in_words(each.consult_by)} is the outside limit, so that the clear days fit before {day_in_words(question.first_dismissal_on)}. "
        "Elapsed days alone never complete consultation, and no notice is given before it is complete.",
        f"{each.name}: the Secretary of State has HR1 by {day_in_words(each.notify_secretary_of_state_by)}, {_which_limit(question)} (s.193(1), (2)).",
    )


def _which_limit(question: CollectiveQuestion) -> str:
    first_notice = _first_notice_on(question)
    if first_notice is None:
        return "the same limit, and before any notice is given"
    return f"the earlier of the same limit and the day before the first notice, {day_in_words(first_notice)}"


def _notice_in_words(question: CollectiveQuestion) -> tuple[str, ...]:
    given_by = _longest_notice_given_by(question)
    if not question.longest_notice_weeks or not given_by:
        return ()
    return (
        f"Notice of {so_many(question.longest_notice_weeks, 'week')} has to be given by {day_in_words(given_by)} to end by the first dismissal, "
        "and consultation has to be complete by then: it begins well before that day.",
    )


def _periods(duties: tuple[EstablishmentDuty, ...], on: date) -> tuple[str, ...]:
    found = [LAW[name].on(on) for name in ("longer_days", "shorter_days")]
    return tuple(each.authority for each in found if each.amount in {duty.minimum_days for duty in duties})


def _day_assumed(question: CollectiveQuestion) -> tuple[str, ...]:
    if question.proposed_on:
        return ()
    return (f"No day of the proposal was given: the law is read as on {day_in_words(question.first_dismissal_on)}, the first dismissal.",)


def _whole_employer(total: int, on: date) -> tuple[str, ...]:
    """Says so where a threshold across the whole employer may have come into force by then and could be reached."""
    threshold = LAW["lowest_organisation_wide_threshold"]
    if on < threshold.values[0].in_force_from or total < threshold.whole_on(on):
        return ()
    return threshold.on(on).assumptions
