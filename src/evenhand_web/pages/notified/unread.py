"""What is new for a seat: worked out from what it last looked at, and kept nowhere."""

from dataclasses import dataclass
from typing import Any

from evenhand.procedure.acts import Act
from evenhand.procedure.change.proposing import proposal
from evenhand_web.pages.changes.since import may_know_who
from evenhand_web.pages.models import LastVisit
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.sight import MatterSight, Sight


@dataclass(frozen=True)
class News:
    """One change and what happened in it since the seat last looked, the latest first; `first` where it never did."""

    matter: MatterSight
    acts: tuple[Act[Any], ...]
    first: bool

    @property
    def title(self) -> str:
        """What the change is called."""
        return str(proposal(self.matter.dossier).body.title)


def news(sight: Sight) -> list[News]:
    """The changes in which anything is new for the seat. One query."""
    seat = sight.seat
    sizes = dict(LastVisit.objects.filter(person=seat.person, seat=as_text(seat)).values_list("matter", "size"))
    found = []
    for matter in sight.changes():
        size = sizes.get(matter.code)
        if size is None:
            found.append(News(matter, (), first=True))
            continue
        fresh = [one for one in matter.dossier.fold.acts if one.position >= size and one.actor.person != seat.person]
        if acts := tuple(one for one in reversed(fresh) if may_know_who(one, matter)):
            found.append(News(matter, acts, first=False))
    return found


def count_in_words(sight: Sight) -> str:
    """'Notices (3 unread)', or 'Notices' where there are none. Looking back, or through another's eyes, nothing is counted."""
    unread = sum(1 if one.first else len(one.acts) for one in news(sight)) if sight.may_act else 0
    return f"Notices ({unread} unread)" if unread else "Notices"
