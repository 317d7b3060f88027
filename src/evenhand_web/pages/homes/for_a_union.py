"""A union's home: what the trust owes it, which changes touch its people, and what of the record is its own."""

from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.change.consulting import UnionRepresentation, answers_given, reply_to
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.duties import Duty, State
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import RecogniseUnion
from evenhand_web.pages.homes.due import Owed
from evenhand_web.pages.sight import MatterSight


def owed_to(found: list[Owed], union: str) -> list[Owed]:
    """What of this the trust owes the union, done or not; what is not done first."""
    return sorted((one for one in found if one.duty.owed_to == union), key=lambda one: one.duty.state is State.DISCHARGED)


def done_on(matter: MatterSight, duty: Duty) -> str:
    """The day on which a duty was done; empty while it is not."""
    done = matter.dossier.fold.at(duty.discharged_by) if duty.discharged_by is not None else None
    return day_in_words(done.happened_on) if done else ""


def ours_affected(dossier: Dossier, bearing: Dossier, union: str) -> int:
    """How many people affected are of the staff that the union is recognised for; whether anybody is a member is recorded nowhere."""
    groups = {group for known in bearing.every(RecogniseUnion) if known.body.union == union for group in known.body.staff_groups}
    return len({one.about for one in dossier.every(Affect) if one.body.staff_group in groups})


def points_unanswered(dossier: Dossier, union: str) -> tuple[int, int]:
    """How many of the union's points it has no reply to, and how many it made."""
    points, answers = [said for said in dossier.every(UnionRepresentation) if said.body.union == union], answers_given(dossier)
    replied = [said for said in points if said.position in answers and reply_to(dossier, said, answers[said.position])]
    return len(points) - len(replied), len(points)


def ours_in_the_record(dossier: Dossier, union: str) -> list[Act[Any]]:
    """The steps that the union took, or that name it: what was served on it, answered to it, promised to it."""
    return [act for act in dossier.everything() if act.actor.union == union or _named(act) == union]


def _named(act: Act[Any]) -> str | None:
    try:
        return getattr(act.body, "union", None)
    except MissingFact:
        return None
