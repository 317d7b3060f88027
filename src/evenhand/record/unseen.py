"""What is not seen of a fold, and what it could be: whether an answer that reads some kinds of act could rest on an act that is not here."""

from collections import Counter
from collections.abc import Iterable

from evenhand.procedure.acts import REGISTER
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.record.reading import ReadAct
from evenhand.record.shape import Sees, fitting_kinds

TRUST = "trust"


class Unseen:
    """Acts of one matter, or of the bearing, that are withheld or erased so far that they could not be folded: how many, by the kinds that they could be."""

    def __init__(self) -> None:
        self._withheld: Counter[frozenset[str]] = Counter()
        self._erased: Counter[frozenset[str]] = Counter()
        self.done_elsewhere: set[str] = set()

    def add(self, kinds: frozenset[str], *, erased: bool) -> None:
        """Count one more act that may be, or change, an act of one of these kinds."""
        if kinds:
            (self._erased if erased else self._withheld)[kinds] += 1

    def __bool__(self) -> bool:
        return bool(self._withheld or self._erased)

    def among(self, kinds: Iterable[str]) -> tuple[int, int]:
        """How many withheld, and how many erased, could be or change an act of one of these kinds."""
        read = set(kinds)
        return _count(self._withheld, read), _count(self._erased, read)


def _count(unseen: Counter[frozenset[str]], read: set[str]) -> int:
    return sum(number for kinds, number in unseen.items() if not kinds.isdisjoint(read))


def could_be(read: ReadAct, matter_kind: str | None, done_elsewhere: Iterable[str], sees: Sees) -> frozenset[str]:
    """The kinds of act that an act which cannot be folded could be, or could confirm, dispute or correct. `matter_kind` is None where it is not known.

    Every seat sees which acts are the trust's and which are of its own matters; so an opaque act is of another matter.
    """
    if read.is_opaque:
        return frozenset(kind.name for kind in REGISTER.values() if kind.bears and not kind.name.startswith(f"{TRUST}."))
    here = {kind.name: kind for kind in REGISTER.values() if matter_kind is None or kind.name.split(".")[0] in (matter_kind, "record")}
    if read.kind is None or read.kind is Correct.kind:
        return frozenset(fitting_kinds(read, sees) & here.keys())
    if read.kind in (Confirm.kind, Dispute.kind):
        return frozenset({read.kind.name, *done_elsewhere, *(name for name, kind in here.items() if kind.reported)})
    return frozenset({read.kind.name})
