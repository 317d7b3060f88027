"""How long notice is: by statute, by contract, and to a term end for teachers and headteachers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.law.burgundy_book.leaving_dates import first_leaving_date
from evenhand.law.era_1996.notice import statutory_notice_expires_on
from evenhand.law.notice import shortest_lawful_end
from evenhand.procedure.acts import Draft
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.leaving import NOTICE
from evenhand.procedure.change.proposing import employments_of
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate


def day_given(draft: Draft[Any], context: Context) -> date:
    """The day on which notice is given, or would be: a letter not yet read, today at the earliest."""
    return draft.happened_on or context.today


@gate(
    "statutory-notice-is-given", Strength.LAW, on=NOTICE, cites="ERA 1996 s.86", exposure="Damages for the notice that was missing, and a later relevant date."
)
def statutory_notice_is_given(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """From the day that it is given to the day that it ends, notice is at least as long as the statute asks."""
    for affected in employments_of(dossier, draft.about):
        least = statutory_notice_expires_on(affected.body.service_from, day_given(draft, context))
        if draft.body.ends_on < least:
            yield Reason(
                f"Statutory notice given that day ends on {day_in_words(least)} at the earliest.",
                f"Let it end on {day_in_words(least)} or later.",
                audience=Audience.PERSON,
            )


@gate("contractual-notice-is-given", Strength.POLICY, on=NOTICE, cites="the contract", exposure="Damages for the notice that was missing.")
def contractual_notice_is_given(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Notice is no shorter than the contract's, where that is longer than the statute's."""
    for affected in employments_of(dossier, draft.about):
        facts = affected.body
        if facts.contract == "statutory":
            least = shortest_lawful_end(day_given(draft, context), facts.service_from, "statutory", facts.contract_weeks)
            if draft.body.ends_on < least:
                yield Reason(
                    f"The contract asks for notice until {day_in_words(least)}.", f"Let it end on {day_in_words(least)} or later.", audience=Audience.PERSON
                )


@gate(
    "teacher-notice-ends-on-a-term-end",
    Strength.POLICY,
    on=NOTICE,
    cites="the Burgundy Book, as the contract has it",
    exposure="Damages for the notice that was missing.",
)
def teacher_notice_ends_on_a_term_end(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """A teacher's or headteacher's notice ends on one of the contract's leaving dates, and was given in time for it."""
    for affected in employments_of(dossier, draft.about):
        contract, given_on = affected.body.contract, day_given(draft, context)
        if contract != "statutory":
            end = first_leaving_date(contract, given_on, max(given_on, draft.body.ends_on)).ends_on
            if end != draft.body.ends_on:
                yield Reason(
                    f"{day_in_words(draft.body.ends_on)} is not a leaving date for which notice given that day is in time. The next is {day_in_words(end)}.",
                    f"Let it end on {day_in_words(end)}.",
                    audience=Audience.PERSON,
                )
