"""The folds that this process keeps: each built from stored bytes, extended by the ledger's tail, and used by one batch at a time.

Whoever only reads gets folds of his own, so that nobody sees a batch that is being judged.
"""

import threading
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from evenhand.canonical.tree import Frontier
from evenhand.policy.pack import Pack, known_packs, load_pack
from evenhand.procedure.acts import REGISTER, Act
from evenhand.procedure.context import Folded
from evenhand.procedure.fold import Fold
from evenhand.procedure.trust.keeping import DeclareRestore, Erase
from evenhand_web.ledger.models import Head, IndexRow
from evenhand_web.ledger.reading import RecordDamaged, acts, acts_and_leaves, positions


@cache
def packs() -> dict[str, Pack]:
    """The policy packs that matters can pin, by id."""
    return {name: load_pack(name) for name in known_packs()}


class Folds:
    """Folds of the matters asked for so far, and the bearing, all up to one position. Hold `lock` while using what `extended` gives."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.forget()

    def forget(self) -> None:
        """Begin again from stored bytes."""
        self._ledger = ""
        self._frontier = Frontier()
        self._matters: dict[str, Fold] = {}
        self._bearing = Fold()

    def extended(self, matters: Iterable[str], head: Head) -> Folded:
        """The folds of these matters up to the head. They are the process's own: whoever judges on them leaves them as they were."""
        matters = set(matters)
        if not self._carries_on_to(head):
            self._begin_at(head)
        for code in matters - self._matters.keys():
            self._matters[code] = Fold(_whole(code, self._all_of(code, head.size)))
        return Folded({code: self._matters[code] for code in matters}, self._bearing, packs(), head.size)

    def up_to_now(self, matters: Iterable[str]) -> Folded:
        """The same up to whatever the ledger holds now."""
        return self.extended(matters, Head.objects.get())

    def _all_of(self, matter: str, size: int) -> list[Act[Any]]:
        """Every act of the matter, in order; those that bear on others were read with the bearing, and are not read again."""
        known = [act for act in self._bearing.acts if act.matter == matter]
        rest = acts(Q(matter=matter) & positions(0, size) & ~Q(position__in=_bearing(size)))
        return sorted([*known, *rest], key=attrgetter("position"))

    def _carries_on_to(self, head: Head) -> bool:
        """Extend by the tail; False if these folds are of another past, or if something that they hold was erased."""
        if self._ledger != head.ledger_id or self._frontier.size > head.size:
            return False
        tail = acts_and_leaves(positions(self._frontier.size, head.size)) if head.size > self._frontier.size else []
        frontier = Frontier(self._frontier.size, list(self._frontier.subtrees))
        for _, leaf in tail:
            frontier.append(leaf)
        if frontier.hashes != head.frontier or any(isinstance(act.body, Erase | DeclareRestore) for act, _ in tail):
            return False
        for act, _ in tail:
            self._add(act)
        self._frontier = frontier
        return True

    def _add(self, act: Act[Any]) -> None:
        if act.matter in self._matters:
            self._matters[act.matter].add(act)
        if act.kind.bears:
            self._bearing.add(act)

    def _begin_at(self, head: Head) -> None:
        self.forget()
        _require_index(head.size)
        self._bearing = Fold(acts(Q(position__in=_bearing(head.size))))
        self._ledger, self._frontier = head.ledger_id, Frontier.restored(head.size, head.frontier)


def _bearing(size: int) -> QuerySet[IndexRow, Any]:
    """The positions of the acts that bear on other matters."""
    return IndexRow.objects.filter(bears=True, position__lt=size).values("position")


def _require_index(size: int) -> None:
    """That the index names every act and forgets none that bears on other matters: what it left out would be judged as if it had never happened."""
    known = IndexRow.objects.filter(position__lt=size)
    bearing = [kind.name for kind in REGISTER.values() if kind.bears]
    if known.count() != size or known.filter(kind__in=bearing, bears=False).exists():
        raise RecordDamaged([f"The index does not have all of the {size} acts. Make it again from the ledger."])


def _whole(matter: str, found: list[Act[Any]]) -> list[Act[Any]]:
    if missing := sorted({*range(1, len(found) + 1)} - {act.number for act in found}):
        raise RecordDamaged([f"The matter {matter} lacks its act number {missing[0]}. Restore from a backup."])
    return found


def folded(matters: Iterable[str], *, size: int | None = None) -> Folded:
    """Folds for a reader, hers alone, up to now or to an earlier size of the ledger."""
    with FOLDS.lock:
        kept = FOLDS.up_to_now(matters)
        end = kept.size if size is None else size
        own = {code: _up_to(fold, end) for code, fold in kept.matters.items()}
        return Folded(own, _up_to(kept.bearing, end), kept.packs, end)


def _up_to(fold: Fold, size: int) -> Fold:
    return Fold(act for act in fold.acts if act.position < size)


FOLDS = Folds()
