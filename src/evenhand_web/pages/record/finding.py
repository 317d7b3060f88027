"""Finding acts of a matter that a seat may read: filtered and cut into pages by the database, made from open parts and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from evenhand.procedure.acts import Act
from evenhand.record.bundle_file import StoredPart
from evenhand.record.reading import read_act
from evenhand_web.ledger.grants import names_for
from evenhand_web.ledger.models import ActRow, Grant, IndexRow, PartRow
from evenhand_web.pages.sight import MatterSight


@dataclass(frozen=True)
class Wanted:
    """Which acts are looked for; nothing given means all."""

    kind: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


class Readable:
    """The acts of a matter as far as the seat may read them; where it is looked through, as far as both may."""

    def __init__(self, matter: MatterSight) -> None:
        self._matter = matter
        eyes = [matter.seat, *([matter.sight.seat] if matter.sight.viewing_as else [])]
        self._names = [names_for(seat) for seat in eyes]

    @property
    def there(self) -> QuerySet[ActRow]:
        """Every act of the matter known at this position: that it exists is no secret to whoever sees the matter."""
        rows = ActRow.objects.filter(matter=self._matter.code)
        return rows if self._matter.sight.known_at is None else rows.filter(position__lte=self._matter.sight.known_at)

    def found(self, wanted: Wanted) -> QuerySet[ActRow]:
        """The acts whose kind and day the seat may know and that are wanted, the latest first. No filter answers on what the seat may not see."""
        rows = self.there.filter(self._part("kind"), self._part("day"))
        index = {"kind": wanted.kind, "happened_on__gte": wanted.since, "happened_on__lte": wanted.until}
        if given := {name: value for name, value in index.items() if value}:
            rows = rows.filter(Exists(IndexRow.objects.filter(position=OuterRef("position"), **given)))
        if wanted.about:
            rows = rows.filter(Exists(self._open(PartRow.objects.filter(act_id=OuterRef("position"), about=wanted.about))))
        return rows.order_by("-position")

    def kinds(self) -> list[str]:
        """The kinds of act that there are to look for."""
        positions = self.found(Wanted()).order_by().values("position")
        return sorted(IndexRow.objects.filter(position__in=positions).order_by().values_list("kind", flat=True).distinct())

    def read(self, positions: Sequence[int]) -> list[Act[Any]]:
        """The acts at these positions, in that order, with what is withheld absent. One query."""
        parts = PartRow.objects.filter(act_id__in=positions).order_by("act_id", "place")
        for number, names in enumerate(self._names):
            granted = Grant.objects.filter(position=OuterRef("act_id"), place=OuterRef("place"), name__in=names)
            parts = parts.annotate(**{f"open_{number}": Exists(granted)})
        is_open = [f"open_{number}" for number in range(len(self._names))]
        found = {}
        for position, rows in groupby(parts.values_list("act_id", "commitment", "salt", "content", "erased_on", *is_open), key=itemgetter(0)):
            found[position] = read_act(position, [_stored(row) for row in rows]).act
        return [act for act in map(found.get, positions) if act]

    def number(self, number: int) -> Act[Any] | None:
        """The act of that number in the matter, if the seat may know what it is."""
        positions = list(self.found(Wanted()).filter(number=number).values_list("position", flat=True))
        return next(iter(self.read(positions)), None)

    def _part(self, name: str) -> Exists:
        return Exists(self._open(PartRow.objects.filter(act_id=OuterRef("position"), name=name)))

    def _open(self, parts: QuerySet[PartRow]) -> QuerySet[PartRow]:
        """Those of the parts that are open to every eye."""
        for names in self._names:
            parts = parts.filter(Exists(Grant.objects.filter(position=OuterRef("act_id"), place=OuterRef("place"), name__in=names)))
        return parts


def _stored(row: tuple[Any, ...]) -> StoredPart:
    _, committed, salt, content, erased_on, *is_open = row
    if content is None or not all(is_open):
        return StoredPart(bytes(committed), None, None, erased_on)
    return StoredPart(bytes(committed), bytes(salt), bytes(content), None)
