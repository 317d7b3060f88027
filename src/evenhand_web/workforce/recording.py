"""Recording an import as an act of whoever ran it, once the trust keeps its record."""

from uuid import uuid4

from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.refusing import refusal
from evenhand.procedure.trust.governing import Found
from evenhand.procedure.trust.keeping import RecordImport
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.performing import Recorded, perform, preview


def trust_is_founded() -> bool:
    """Whether there is a record for the import to stand in."""
    return Dossier(folded({"trust"}).matters["trust"]).latest(Found) is not None


def last_recorded_digest() -> str | None:
    """The digest of the mirror that the last recorded import made."""
    last = Dossier(folded({"trust"}).matters["trust"]).latest(RecordImport)
    return last.body.digest if last else None


def why_not(body: RecordImport, actor: Actor) -> list[str]:
    """Why this person cannot record the import, before anything is written; nothing if he can."""
    seat = Seat(actor.person, actor.office)
    judgement, _ = preview([Draft("trust", body, actor)], seat=seat)
    return refusal(judgement, seat) if judgement.refused else []


def record(body: RecordImport, actor: Actor, command_id: str = "") -> Recorded | None:
    """Append the act, once for each command id that is named; None if it is refused after all."""
    outcome = perform([Draft("trust", body, actor)], command_id=f"import {command_id or uuid4().hex}", seat=Seat(actor.person, actor.office))
    return outcome if isinstance(outcome, Recorded) else None
