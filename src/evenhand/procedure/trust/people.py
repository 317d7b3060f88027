"""Facts about a person that every matter reads: what the employer was told of pregnancy or family leave, and employments ended; and vacancies."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier


@act(
    "trust.employer_told",
    by=HR | {Office.HEADTEACHER, Office.EMPLOYEE},
    audience=Audience.PROTECTED,
    reported=True,
    about_a_person=True,
    bears=True,
    binds=True,
    settled_by_the_other_side=True,
)
class EmployerTold(Body):
    """On this day the employer was told that the person is pregnant or takes or took family leave (MAPLE Regulations 1999 reg.10 and its kin)."""

    of: Literal["pregnancy", "maternity", "adoption", "shared parental", "neonatal"]
    expected_on: date | None = None


@act("trust.answer_protected_period", by={Office.CONFIDENTIAL_HR}, audience=Audience.PROTECTED, about_a_person=True, bears=True)
class AnswerProtectedPeriod(Body):
    """A named person's answer to whether a protected period runs for what the employer was told, from when to when, and why.

    Not decided here: the software does not yet work the period out; it asks, and keeps the answer.
    """

    told: int
    runs: bool
    runs_from: date | None = None
    runs_to: date | None = None
    because: Words

    @model_validator(mode="after")
    def _both_ends(self) -> "AnswerProtectedPeriod":
        if self.runs and (self.runs_from is None or self.runs_to is None or self.runs_to < self.runs_from):
            raise ValueError("a period that runs needs its first and its last day, in that order")
        return self


@sense(AnswerProtectedPeriod)
def answers_what_the_employer_was_told(dossier: Dossier, draft: Draft[AnswerProtectedPeriod], context: Context) -> Iterator[str]:
    """What is answered was told about this person; a period that runs has not run out before; in pregnancy it runs from the day of telling (reg.10(1A))."""
    told, answer = dossier.at(EmployerTold, draft.body.told), draft.body
    if told is None or told.about != draft.about:
        yield f"Act {answer.told} does not tell of pregnancy or family leave of this person."
        return
    if answer.runs_to and answer.runs_to < told.happened_on:
        yield f"The employer was told on {day_in_words(told.happened_on)}, when that period was over. Answer that none runs, or correct its last day."
    if told.body.of == "pregnancy" and answer.runs_from and answer.runs_from > told.happened_on:
        yield f"In pregnancy protection runs from the day on which the employer was told, {day_in_words(told.happened_on)}. Correct the first day."


@act("trust.employment_ended", by=HR | {Office.EMPLOYEE}, audience=Audience.PERSON, reported=True, about_a_person=True, bears=True)
class EmploymentEnded(Body):
    """An employment of the person ended on this day."""

    employment: Words
    because: Words


@act("trust.list_vacancy", by=HR, audience=Audience.TRUST, bears=True)
class ListVacancy(Body):
    """A post in the trust is vacant from this day."""

    vacancy: Words
    establishment: Words
    job: Words
    closes_on: date | None = None


@act("trust.close_vacancy", by=HR, audience=Audience.TRUST, bears=True)
class CloseVacancy(Body):
    """A vacancy is filled or withdrawn."""

    vacancy: Words
    because: Words


@act("trust.state_vacancies", by=HR, audience=Audience.TRUST, bears=True)
class StateVacancies(Body):
    """A named person states that the vacancies on the record today are all that the trust has."""

    vacancies: tuple[str, ...] = Field(default=())


def open_vacancies(bearing: Dossier) -> list[str]:
    """The vacancies open in this view of the bearing, by reference."""
    closed = {gone.body.vacancy for gone in bearing.every(CloseVacancy)}
    return sorted({known.body.vacancy for known in bearing.every(ListVacancy)} - closed)


def vacancies_since(bearing: Dossier, first_day: date) -> list[str]:
    """Every vacancy that was open on or after the day, those closed since included: closing one does not undo what was owed while it was open."""
    closed_on = {gone.body.vacancy: gone.happened_on for gone in bearing.every(CloseVacancy)}
    return sorted({known.body.vacancy for known in bearing.every(ListVacancy) if closed_on.get(known.body.vacancy, date.max) >= first_day})


def what_the_employer_was_told(bearing: Dossier, person: str) -> list[tuple[Act[EmployerTold], Act[AnswerProtectedPeriod] | None]]:
    """Each thing told about the person, with the latest answer to whether it protects her."""
    answered = {answer.body.told: answer for answer in bearing.every(AnswerProtectedPeriod, person)}
    return [(told, answered.get(told.position)) for told in bearing.every(EmployerTold, person)]


def is_or_may_be_protected(bearing: Dossier, person: str, on: date) -> bool:
    """Whether a protected period runs for the person on the day, or may: what nobody has answered counts as protection."""
    return any(
        answer is None or (answer.body.runs and answer.body.runs_from is not None and answer.body.runs_from <= on <= (answer.body.runs_to or date.max))
        for _, answer in what_the_employer_was_told(bearing, person)
    )
