"""Replaying a bundle: its dossiers as known at a position, as in effect on a day."""

from datetime import date, datetime
from typing import Any

from evenhand.procedure.acts import Act, Actor
from evenhand.procedure.fold import Dossier
from evenhand.procedure.parts import AbsentFigures
from evenhand.record.folding import HIDDEN_ANSWERS, HIDDEN_EMPLOYEE, HIDDEN_EVIDENCE, Forward


def position_at(forward: Forward, moment: datetime) -> int:
    """The position of the last act recorded at or before the moment, of those whose moment is here; -1 if there is none."""
    return max((act.position for fold in forward.matters.values() for act in fold.acts if act.recorded_at <= moment), default=-1)


def dossiers(forward: Forward, *, known_at: int, on: date) -> dict[str, Any]:
    """Each matter's acts as they were known at the position and in effect on the day, corrections in the place of what they correct; and how many
    acts of the matter cannot be read at all. What is withheld or erased of an act is listed as absent, never left to a default."""
    return {
        matter: {"acts": [_act(act, fold.confirmed(act, known_at)) for act in Dossier(fold, known_at=known_at, on=on).everything()], "unreadable": fold.blind}
        for matter, fold in sorted(forward.matters.items())
    }


def _act(act: Act[Any], confirmed: bool) -> dict[str, Any]:
    fields, absent = _fields(act)
    return {
        "position": act.position,
        "number": act.number,
        "kind": act.kind.name,
        "about": act.about,
        "happened_on": act.happened_on.isoformat(),
        "recorded_at": act.recorded_at.isoformat(),
        "actor": _actor(act.actor),
        "reported": act.reported,
        "confirmed": confirmed if act.reported else None,
        "corrected_by": act.corrected_by,
        "fields": fields,
        "absent": absent,
        "figures": None if isinstance(act.figures, AbsentFigures) else dict(act.figures or {}),
        "answers": None if act.answers is HIDDEN_ANSWERS else dict(act.answers),
        "evidence": None if act.evidence is HIDDEN_EVIDENCE else [[file.name, file.commitment] for file in act.evidence],
    }


def _fields(act: Act[Any]) -> tuple[dict[str, Any], list[str]]:
    declared = type(act.body).model_fields
    here = {name for name in declared if name in act.body.__dict__}
    return act.body.model_dump(mode="json", include=here), sorted(declared.keys() - here)


def _actor(actor: Actor) -> dict[str, Any] | None:
    return None if actor is HIDDEN_EMPLOYEE else {"person": actor.person, "office": actor.office.value, "union": actor.union}
