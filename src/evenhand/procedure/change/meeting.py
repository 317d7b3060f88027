"""Meetings with one person: held, or offered and refused or missed as often as the policy asks to be tried."""

from datetime import date
from typing import Literal

from evenhand.procedure.acts import Body, act
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.proposing import LEAD
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier


@act("change.meeting", by=HR | LEAD | {Office.EMPLOYEE}, audience=Audience.PERSON, stage="selecting", reported=True, about_a_person=True)
class Meeting(Body):
    """A meeting with one person was held, or was offered and refused or not attended.

    first: on need, pool, criteria and alternatives, before any score. second: on her own scores. decision: before a dismissal is decided.
    """

    purpose: Literal["first", "second", "redeployment", "decision"]
    outcome: Literal["held", "refused", "absent"]
    note: str = ""


def has_met(dossier: Dossier, code: str, purpose: str, attempts: int, since: date = date.min) -> bool:
    """Whether the person was met for that purpose, or refused or missed as many meetings, on different days, as the policy asks to be tried.

    A meeting before the day `since`, on which what it is about came to be, is not counted.
    """
    meetings = [met for met in dossier.every(Meeting, code) if met.body.purpose == purpose and met.happened_on >= since]
    return any(met.body.outcome == "held" for met in meetings) or len({met.happened_on for met in meetings}) >= attempts


def attempts_asked(context: Context) -> int:
    """How many meetings are tried before a refusal or an absence is passed over."""
    return int(context.pack.setting("individual_meeting_attempts")) if context.pack else 1
