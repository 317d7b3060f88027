"""What happened in a matter since the seat last looked, as far as it may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.procedure.acts import Act
from evenhand.procedure.amending import Correct
from evenhand.procedure.parts import layout
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.models import LastVisit
from evenhand_web.pages.naming import Names, names_of
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import done_in_words

AT_MOST = 10


@dataclass(frozen=True)
class Since:
    """The day of the last visit (None: never here before), and what happened since, the latest first; `more` beyond those shown."""

    last_on: date | None
    lines: tuple[str, ...]
    more: int


def since_last_visit(matter: MatterSight, names: Names) -> Since:
    """What happened since the seat last looked; notes this visit, but not where somebody looks back or through another's eyes."""
    seat, size = matter.seat, matter.sight.folded.size
    last = LastVisit.objects.filter(person=seat.person, seat=as_text(seat), matter=matter.code).first()
    acts = [one for one in matter.dossier.fold.acts if last is None or one.position >= last.size]
    seen = [one for one in acts if one.actor.person != seat.person and may_know_who(one, matter)]
    if matter.sight.may_act and (last is None or last.size != size or last.visited_on != matter.sight.on):
        fresh = {"size": size, "visited_on": matter.sight.on}
        LastVisit.objects.update_or_create(person=seat.person, seat=as_text(seat), matter=matter.code, defaults=fresh)
    shown = seen[::-1][:AT_MOST] if last else []
    return Since(last.visited_on if last else None, tuple(lines_of(shown, matter, names)), max(0, len(seen) - AT_MOST) if last else 0)


def lines_of(acts: Sequence[Act[Any]], matter: MatterSight, names: Names) -> list[str]:
    """Who did what, of whom, a line for each act. One query for the names of those who acted."""
    people = names_of({one.actor.person for one in acts})
    return [_line(one, names, people) for one in acts]


def may_know_who(act: Act[Any], matter: MatterSight) -> bool:
    """Whether who did it, and of whom, is for the seat: what an employee does is for the person, and a correction for those who may see what it corrects."""
    target = matter.dossier.fold.at(act.body.corrects) if isinstance(act.body, Correct) else None
    parts = dict(layout((target or act).kind, act.matter, act.actor.office))
    return is_open_to(matter, parts["actor"], act.about) and is_open_to(matter, parts["day"], act.about)


def _line(act: Act[Any], names: Names, people: dict[str, str]) -> str:
    whom = f" ({names.of(act.about)})" if act.about else ""
    return f"{people.get(act.actor.person, act.actor.person)} {done_in_words(act.kind)}{whom}"
