"""Paying: the written statement of how the redundancy payment was worked out, then the payment."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.informing import LetterServed, has_had
from evenhand.procedure.change.leaving import NoticeGiven, payment, why_not_worked_out
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.under_notice import ends_on_as_it_stands, standing_notice
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.people import EmploymentEnded


@act("change.state_payment", by=HR, audience=Audience.PERSON, stage="leaving", about_a_person=True)
class StatePayment(Body):
    """The written statement of how the redundancy payment was worked out (ERA 1996 s.165). Nothing is assumed in it."""

    notice: int

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """The statutory payment for the notice as it was given."""
        affected, given = dossier.latest(Affect, draft.about), dossier.at(NoticeGiven, self.notice)
        if affected is None or given is None:
            return {}
        return payment(affected.body, ends_on_as_it_stands(dossier, given), given.happened_on, None)


@act("change.paid", by=HR, audience=Audience.PERSON, stage="leaving", reported=True, about_a_person=True)
class Paid(Body):
    """The redundancy payment was made."""

    amount: Annotated[Decimal, Field(ge=0, decimal_places=2)]


@sense(StatePayment)
def states_on_facts_alone(dossier: Dossier, draft: Draft[StatePayment], context: Context) -> Iterator[str]:
    """The notice was given, and the payment rests on nothing assumed."""
    given = dossier.at(NoticeGiven, draft.body.notice)
    if given is None or given.about != draft.about:
        yield f"Act {draft.body.notice} is not a notice that was given to {draft.about}."
        return
    try:
        figures = draft.body.figures(dossier, draft, context)
    except (ValueError, LookupError) as fault:
        yield f"The payment cannot be worked out yet: {why_not_worked_out(fault)}"
        return
    for assumed in figures.get("redundancy_pay", {}).get("assumptions", ()):
        yield f"Nothing is paid on an assumption: {assumed}"


@gate("statement-before-payment", Strength.LAW, on=(Paid,), cites="ERA 1996 s.165", exposure="A fine (ERA 1996 s.165).")
def statement_beforepayment(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The written statement of how it was worked out was served no later than the payment."""
    stated = dossier.latest(StatePayment, draft.about)
    if stated is None or has_had(dossier, stated) is None:
        yield not_recorded("The written statement of the payment has not been served.", "Make it, serve it, and record the day.")


def _statement_and_payment(dossier: Dossier, code: str | None) -> list[int]:
    """The positions of the statement's service and of the payments, in order; none unless it was served and all that it states was paid."""
    stated = dossier.latest(StatePayment, code)
    had = has_had(dossier, stated) if stated else None
    if stated is None or had is None:
        return []
    payments = dossier.every(Paid, code)
    owed = Decimal((stated.figures or {})["redundancy_pay"]["amount"])
    return sorted([had.position, *(paid.position for paid in payments)]) if sum(paid.body.amount for paid in payments) >= owed else []


def _is_due(affected: Act[Affect], dossier: Dossier, given: Act[NoticeGiven]) -> bool:
    """Whether the statute gives anything; what cannot be worked out is not taken for nothing."""
    try:
        figures = payment(affected.body, ends_on_as_it_stands(dossier, given), given.happened_on, "last-known")
    except (ValueError, LookupError):
        return True
    return bool(figures["redundancy_pay"]["eligible"])


@duty("give-written-statement-and-pay", Strength.LAW, matter="change", cites="ERA 1996 ss.135, 165")
def give_written_statement_and_pay(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Whoever leaves as redundant is paid what the statute gives, with the statement of how it was worked out."""
    for affected in dossier.every(Affect):
        given = standing_notice(dossier, affected.about)
        ended = context.bearing.every(EmploymentEnded, affected.body.person)
        if given and ended and _is_due(affected, dossier, given):
            done = _statement_and_payment(dossier, affected.about)
            yield Duty(
                rule="give-written-statement-and-pay",
                owner=Office.HR_ADVISER,
                owed_to=f"employee {affected.about}",
                about=affected.about,
                says=f"Give {affected.about} the written statement, and pay.",
                arose_from=given.position,
                due_on=ended[0].happened_on,
                discharged_by=done[-1] if done else None,
                steps=(StatePayment, LetterServed, Paid),
                exposure="A claim to a tribunal (ERA 1996 ss.163, 164), and a fine.",
                audience=Audience.PERSON,
            )
