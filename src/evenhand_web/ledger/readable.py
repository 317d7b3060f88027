"""What a seat may read of a matter: acts made from the parts that are open to it and from nothing else. A withheld field raises MissingFact."""

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q

from evenhand.canonical.commitment import commitment
from evenhand.procedure.acts import Act
from evenhand.procedure.audience import Seat
from evenhand.procedure.parts import Part, part_from
from evenhand.record.bundle_file import StoredAct, StoredPart
from evenhand.record.reading import NotAnAct, read_act
from evenhand_web.ledger.grants import names_for, names_of, readable_matters
from evenhand_web.ledger.models import ActRow, Grant, PartRow
from evenhand_web.ledger.reading import RecordDamaged

__all__ = ["readable_acts", "readable_matters"]


def readable_acts(matter: str, seat: Seat, size: int | None = None) -> list[Act[Any]]:
    """The acts of the matter of which the seat may know kind and day, up to a size of the ledger; five queries, however many there are.

    Raises RecordDamaged, with every problem, where bytes are not what was committed to or a grant opens a part to whom it is not for.
    """
    names = names_for(seat)
    here = Q(matter=matter) if size is None else Q(matter=matter, position__lt=size)
    rows = list(ActRow.objects.filter(here).order_by("position").values_list("position", "leaf"))
    gaps, open_parts = _all_as_gaps(here), _open_parts(here, names)
    found, problems, reading = [], [], cache(part_from)
    for position, leaf in rows:
        stored = StoredAct(position, tuple(open_parts.get((position, place), gap) for place, gap in enumerate(gaps.get(position, ()))))
        act, wrong = _read(stored, bytes(leaf), matter, names, reading)
        problems += wrong
        if act:
            found.append(act)
    if problems:
        raise RecordDamaged(problems)
    return found


def _all_as_gaps(here: Q) -> dict[int, list[StoredPart]]:
    """Every part of these acts by its commitment alone: whether it was erased is no secret, and what it says is not asked for."""
    parts = PartRow.objects.filter(act__in=ActRow.objects.filter(here).values("position")).order_by("act_id", "place")
    columns = parts.values_list("act_id", "commitment", "erased_on").iterator()
    return {position: [StoredPart(bytes(row[1]), None, None, row[2]) for row in group] for position, group in groupby(columns, key=itemgetter(0))}


def _open_parts(here: Q, names: frozenset[str]) -> dict[tuple[int, int], StoredPart]:
    """Those of them that are open to one of these names, with what they say."""
    granted = Grant.objects.filter(position=OuterRef("act_id"), place=OuterRef("place"), name__in=names)
    parts = PartRow.objects.filter(Exists(granted), act__in=ActRow.objects.filter(here).values("position"), content__isnull=False)
    columns = parts.values_list("act_id", "place", "commitment", "salt", "content").iterator()
    return {(position, place): StoredPart(bytes(committed), bytes(salt or b""), bytes(content or b"")) for position, place, committed, salt, content in columns}


def _read(stored: StoredAct, leaf: bytes, matter: str, names: frozenset[str], reading: Callable[[bytes], Part]) -> tuple[Act[Any] | None, list[str]]:
    problems = [
        f"Part {place} of act {stored.position} is not what was committed to."
        for place, part in enumerate(stored.parts)
        if part.content is not None and commitment(part.salt or b"", part.content) != part.commitment
    ]
    if stored.leaf != leaf:
        problems.append(f"The parts of act {stored.position} do not make its leaf.")
    if problems:
        return None, problems
    try:
        read = read_act(stored.position, stored.parts, reading=reading)
    except NotAnAct as fault:
        return None, [f"Act {stored.position}: {fault}."]
    for place, shown in enumerate(read.parts):
        if isinstance(shown, Part) and names.isdisjoint(names_of(shown, matter, announced=True)):
            problems.append(f"Part {place} of act {stored.position} was opened to whom it is not for. Make the grants again from the ledger.")
    return read.act, problems
