"""Notifying the Secretary of State of the redundancies proposed, on form HR1 (TULRCA 1992 s.193)."""

from collections.abc import Iterator

from pydantic import Field

from evenhand.law.tulrca_1992.collective import last_day_to_begin, minimum_consultation_days
from evenhand.procedure.acts import Act, Body, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.counting import counts, minimum_days, statutory_total
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Strength


@act("change.hr1_received", by=HR, audience=Audience.PARTIES, stage="consulting", reported=True, bears=True)
class Hr1Received(Body):
    """The Secretary of State received form HR1 for an establishment (TULRCA 1992 s.193): the day is that of receipt, not of sending."""

    establishment: Words
    proposed_dismissals: int = Field(ge=0)
    copied_to_unions: bool


def establishments_over_the_threshold(dossier: Dossier, context: Context) -> list[str]:
    """The establishments of this change for which the statute asks for consultation and HR1."""
    on = proposal(dossier).happened_on
    return [count.establishment for count in counts(dossier) if minimum_consultation_days(statutory_total(dossier, context, count.establishment), on)]


def hr1_received(dossier: Dossier, establishment: str) -> Act[Hr1Received] | None:
    """The first HR1 received for an establishment that told of as many dismissals there as this change now proposes; one that told of fewer told too little."""
    proposed = next((count.by_statute for count in counts(dossier) if count.establishment == establishment), 0)
    for received in dossier.every(Hr1Received):
        if received.body.establishment == establishment and received.body.proposed_dismissals >= proposed:
            return received
    return None


def hr1_counts_from(dossier: Dossier, establishment: str) -> Act[Hr1Received] | None:
    """The HR1 from whose receipt the clear days run; None while none tells of as many as are proposed.

    Fewer more than the statute's least number, proposed after a form was received, are not counted with those notified already (TULRCA 1992 s.193(3)):
    a new form tells of them, and the period of the first goes on.
    """
    whole, on = hr1_received(dossier, establishment), proposal(dossier).happened_on
    if whole is None:
        return None
    proposed = next(count.by_statute for count in counts(dossier) if count.establishment == establishment)
    for received in dossier.every(Hr1Received):
        told = received.body.proposed_dismissals
        notified = received.body.establishment == establishment and minimum_consultation_days(told, on) is not None
        if notified and minimum_consultation_days(proposed - told, on) is None:
            return received
    return whole


def told_too_few(dossier: Dossier, establishment: str) -> bool:
    """Whether the only HR1 received for the establishment told of fewer dismissals than are proposed."""
    told = any(received.body.establishment == establishment for received in dossier.every(Hr1Received))
    return told and hr1_received(dossier, establishment) is None


@duty("notify-secretary-of-state", Strength.LAW, matter="change", cites="TULRCA 1992 s.193")
def notify_secretary_of_state(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """HR1 is received for each establishment over the threshold, in time and before any notice."""
    opened, days = proposal(dossier), minimum_days(dossier, context)
    for establishment in establishments_over_the_threshold(dossier, context):
        received = hr1_received(dossier, establishment)
        yield Duty(
            rule="notify-secretary-of-state",
            owner=Office.HR_ADVISER,
            owed_to=f"Secretary of State, for {establishment}",
            says=f"Send HR1 for {establishment}, and record the day on which it is received.",
            arose_from=opened.position,
            due_on=last_day_to_begin(opened.body.first_dismissal_on, days or 0),
            discharged_by=received.position if received else None,
            exposure="A criminal offence, with a fine (TULRCA 1992 s.194).",
        )
