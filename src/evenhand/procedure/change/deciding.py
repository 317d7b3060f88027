"""Deciding: a dismissal is decided by whoever holds the power, after a meeting, with every other way looked at."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.procedure.acts import Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.avoiding import measures_not_considered
from evenhand.procedure.change.informing import has_had
from evenhand.procedure.change.meeting import attempts_asked, has_met
from evenhand.procedure.change.proposing import LEAD
from evenhand.procedure.change.redeploying import ConsultHr, DeclareAtRisk, looked_at
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.governing import holds_power
from evenhand.procedure.trust.people import StateVacancies, open_vacancies

UNFAIR = "An unfair dismissal (ERA 1996 s.98(4))."


@act("change.decide_dismissal", by=LEAD | {Office.TRUSTEE}, audience=Audience.PERSON, stage="leaving", about_a_person=True, bears=True)
class DecideDismissal(Body):
    """The person is to be dismissed as redundant with effect from the end of this day, for these reasons. Deciding gives no notice."""

    ends_on: date
    because: Words


@gate("decider-holds-the-power", Strength.POLICY, on=(DecideDismissal,), cites="the trust's scheme of delegation", exposure=UNFAIR)
def decider_holds_the_power(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Whoever decides a dismissal may: by office, or by a delegation on record."""
    if not holds_power(draft.actor, "dismiss", context):
        yield Reason("You may not decide a dismissal.", "Whoever holds that power decides, or delegates it on record.")


@gate("met-before-decision", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def met_before_decision(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The person has been met, and could answer, before the dismissal is decided."""
    if not has_met(dossier, draft.about or "", "decision", attempts_asked(context)):
        yield not_recorded("The meeting before the decision has not been held.", "Hold it, with notice and a companion if wished.")


@gate("at-risk-person-told", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def at_risk_person_told(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The person was declared at risk, has had the letter that says so, and is selected still."""
    chosen = dossier.latest(Select, draft.about)
    if chosen is not None and not chosen.body.selected:
        yield Reason(f"{draft.about} is not selected any more.", "Say so to the person, and decide nothing.", audience=Audience.PERSON)
    declared = dossier.latest(DeclareAtRisk, draft.about)
    if declared is None or has_had(dossier, declared) is None:
        yield not_recorded(f"{draft.about} has not had the letter declaring the person at risk.", "Declare it, serve the letter, and record how it arrived.")


@gate("redeployment-meeting-held", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def redeployment_meeting_held(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The person has been met on redeployment, having been declared at risk."""
    declared = dossier.latest(DeclareAtRisk, draft.about)
    if not has_met(dossier, draft.about or "", "redeployment", attempts_asked(context), declared.happened_on if declared else date.min):
        yield not_recorded("The redeployment meeting has not been held.", "Hold it, and explain how redeployment works.")


@gate("every-vacancy-considered", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def every_vacancy_considered(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Each open vacancy was considered for the person, with a reason; and someone stated, since she was at risk, that the list is whole."""
    declared, stated = dossier.latest(DeclareAtRisk, draft.about), context.bearing.latest(StateVacancies)
    if stated is None or (declared and stated.happened_on < declared.happened_on):
        yield not_recorded("Nobody has stated since then that the trust's vacancies on record are all of them.", "Check every school, and state it.")
    said = looked_at(dossier, draft.about)
    for vacancy in open_vacancies(context.bearing):
        if vacancy not in said:
            yield not_recorded(f"{vacancy} has not been considered for {draft.about}.", "Consider it, and say why it does or does not suit.")


@gate("hr-consulted-before-notice", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def hr_consulted_before_notice(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """HR was consulted on this person's case, by someone other than whoever decides."""
    if not any(advice.actor.person != draft.actor.person for advice in dossier.every(ConsultHr, draft.about)):
        yield not_recorded("HR has not been consulted on this person's case.", "Ask HR, and let whoever advises record the advice.")


@gate("avoidance-measures-considered", Strength.POLICY, on=(DecideDismissal,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def avoidance_measures_considered(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Each way of avoiding dismissals has been considered, here and across the trust."""
    yield from measures_not_considered(dossier, context)
