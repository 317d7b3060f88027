"""Avoiding: each measure considered, here and across the trust; volunteers asked, and asked again."""

from collections.abc import Iterator
from typing import Any, Literal

from evenhand.procedure.acts import Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.informing import Section188Served
from evenhand.procedure.change.proposing import LEAD
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded

WHERE = ("the area affected", "the wider trust")


@act("change.consider_measure", by=HR | LEAD, audience=Audience.PARTIES, stage="avoiding")
class ConsiderMeasure(Body):
    """One way of avoiding dismissals was considered, for the area affected or the wider trust: what was found, and what follows."""

    measure: Words
    where: Literal["the area affected", "the wider trust"]
    outcome: Literal["adopted", "adopted in part", "not adopted"]
    reasons: Words


@act("change.invite_volunteers", by=HR | LEAD, audience=Audience.PARTIES, stage="avoiding")
class InviteVolunteers(Body):
    """Volunteers for redundancy or early retirement are invited; a volunteer is not thereby released."""

    time: Literal["consultation", "selection"]
    terms: Words


def measures_not_considered(dossier: Dossier, context: Context) -> Iterator[Reason]:
    """Each measure that the pack lists, for the area and for the trust, which nobody has considered."""
    considered = {(found.body.measure, found.body.where) for found in dossier.every(ConsiderMeasure)}
    for measure in context.pack.setting("avoidance_measures") if context.pack else ():
        for where in WHERE:
            if (measure, where) not in considered:
                yield not_recorded(f"'{measure.replace('-', ' ')}' was not considered for {where}.", "Consider it and record what was found.")


def volunteers_not_invited(dossier: Dossier, time: str) -> Iterator[Reason]:
    """Volunteers were not asked at this time."""
    if not any(asked.body.time == time for asked in dossier.every(InviteVolunteers)):
        yield not_recorded(f"Volunteers have not been invited at the time of {time}.", "Invite them.")


@gate("volunteers-invited", Strength.POLICY, on=(CompleteConsultation,), cites="ERA 1996 s.98(4)")
def volunteers_invited(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Volunteers were asked while consultation was open."""
    yield from volunteers_not_invited(dossier, "consultation")


def _discharged(found: list[Any]) -> int | None:
    return found[0].position if found else None


@duty("invite-volunteers", Strength.POLICY, matter="change", cites="ERA 1996 s.98(4)")
def invite_volunteers(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Volunteers are invited as consultation begins."""
    for served in dossier.every(Section188Served)[:1]:
        asked = [act for act in dossier.every(InviteVolunteers) if act.body.time == "consultation"]
        yield Duty(
            rule="invite-volunteers",
            owner=Office.HR_ADVISER,
            owed_to="everyone affected",
            says="Invite volunteers for redundancy or early retirement.",
            arose_from=served.position,
            discharged_by=_discharged(asked),
        )
