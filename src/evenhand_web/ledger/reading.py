"""Acts from stored bytes, and from nothing else. What does not fit its commitment is told, and never taken for what happened."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q

from evenhand.canonical.commitment import commitment
from evenhand.procedure.acts import Act
from evenhand.procedure.parts import Part, part_from
from evenhand.record.bundle_file import StoredAct, StoredPart
from evenhand.record.reading import NotAnAct, read_act
from evenhand_web.ledger.models import ActRow, PartRow

EVERYTHING = Q()


class RecordDamaged(Exception):
    """Stored bytes are not those that were committed to. `problems` names each act and what is wrong with it. Nothing is judged on such bytes."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def positions(start: int, end: int | None = None) -> Q:
    """The acts from a position up to, and without, another."""
    return Q(position__gte=start) if end is None else Q(position__gte=start, position__lt=end)


def acts(where: Q) -> list[Act[Any]]:
    """The acts that a condition on their rows names, in ledger order. Raises RecordDamaged, with every problem in them."""
    return [act for act, _ in acts_and_leaves(where)]


def acts_and_leaves(where: Q) -> list[tuple[Act[Any], bytes]]:
    """The same, each with the leaf that its parts make."""
    found, problems, reading = [], [], cache(part_from)
    for row, stored in _rows(where):
        act, wrong = _read(row, stored, reading)
        problems += wrong
        if act:
            found.append((act, bytes(row.leaf)))
    if problems:
        raise RecordDamaged(problems)
    return found


def stored_acts(where: Q) -> Iterator[StoredAct]:
    """The same acts as bytes and commitments, as a bundle takes them."""
    return (stored for _, stored in _rows(where))


def problems_of_the_record() -> list[str]:
    """Every act whose bytes, leaf, matter or number are not what its commitments say, over the whole ledger."""
    reading = cache(part_from)
    return [problem for row, stored in _rows(EVERYTHING) for problem in _read(row, stored, reading)[1]]


def _rows(where: Q) -> Iterator[tuple[ActRow, StoredAct]]:
    rows = list(ActRow.objects.filter(where).order_by("position"))
    chosen = Q(act__in=[row.position for row in rows]) if len(rows) < 100 else Q(act__in=ActRow.objects.filter(where).values("position"))
    columns = PartRow.objects.filter(chosen).order_by("act_id", "place").values_list("act_id", "commitment", "salt", "content", "erased_on", named=True)
    parts = {position: tuple(map(_part, group)) for position, group in groupby(columns.iterator(), key=attrgetter("act_id"))}
    for row in rows:
        yield row, StoredAct(row.position, parts.get(row.position, ()))


def _part(row: Any) -> StoredPart:
    salt, content = (None if held is None else bytes(held) for held in (row.salt, row.content))
    return StoredPart(bytes(row.commitment), salt, content, row.erased_on)


def _read(row: ActRow, stored: StoredAct, reading: Callable[[bytes], Part]) -> tuple[Act[Any] | None, list[str]]:
    """`reading` remembers within one reading of the ledger, and is let go with it: most parts of most acts are the same few bytes."""
    problems = [
        f"Part {place} of act {row.position} is not what was committed to."
        for place, part in enumerate(stored.parts)
        if part.content is not None and commitment(part.salt or b"", part.content) != part.commitment
    ]
    if not stored.parts or stored.leaf != bytes(row.leaf):
        problems.append(f"The parts of act {row.position} do not make its leaf.")
    if problems:
        return None, problems
    try:
        read = read_act(row.position, stored.parts, reading=reading)
    except NotAnAct as fault:
        return None, [f"Act {row.position}: {fault}."]
    if read.act is None or (read.matter, read.number) != (row.matter, row.number):
        return None, [f"Act {row.position} is not number {row.number} of {row.matter}, where it stands."]
    return read.act, []
