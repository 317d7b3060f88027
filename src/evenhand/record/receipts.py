"""What a bundle says to a receipt: whether the history that the receipt was signed over is the history that the bundle holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.canonical.heads import Receipt
from evenhand.canonical.tree import inclusion_ranges, root
from evenhand.procedure.acts import Act
from evenhand.procedure.trust.keeping import DeclareRestore
from evenhand.record.walking import Walk


@dataclass(frozen=True)
class Held:
    """How one receipt stands. `corrected_by`: the position of the latest correction; `still_there`: of a lost head, whether its act survived.

    `differs_between`: within which positions, from and up to, the bundle holds another act than the receipt's history did.
    """

    receipt: Receipt
    standing: str
    holds: bool
    says: str = ""
    corrected_by: int | None = None
    lost_on: date | None = None
    still_there: bool | None = None
    differs_between: tuple[int, int] | None = None

    def as_json(self) -> dict[str, Any]:
        """The receipt's standing as the command prints it."""
        place = self.receipt
        found: dict[str, Any] = {"position": place.position, "matter": place.matter_code, "number": place.number_in_matter, "standing": self.standing}
        extra = {
            "corrected_by": self.corrected_by,
            "still_there": self.still_there,
            "differs_between": list(self.differs_between) if self.differs_between else None,
            "says": self.says or None,
        }
        return found | {"head": place.signed_head.as_value()} | {name: value for name, value in extra.items() if value is not None}


def held(receipt: Receipt, walk: Walk, roots: Mapping[int, bytes]) -> Held:
    """How the receipt stands to the bundle. The receipt is sound by itself; `roots` are the bundle's at the sizes that it reaches."""
    head, size = receipt.signed_head, len(walk.bundle.acts)
    if head.ledger_id != walk.bundle.head.ledger_id:
        return Held(receipt, "fork", False, f"the receipt is of the ledger {head.ledger_id}, the bundle of {walk.bundle.head.ledger_id}")
    if head.tree_size in roots and roots[head.tree_size].hex() == head.root:
        return _agrees(receipt, walk)
    if lost := _declared_lost(receipt, walk):
        leaf = walk.bundle.acts[receipt.position].leaf if receipt.position < size else b""
        survived = receipt.position < lost.body.restored_to and leaf.hex() == receipt.leaf_hash
        day = lost.happened_on
        return Held(receipt, f"lost in a restore that the trust declared on {day.isoformat()}", False, lost_on=day, still_there=survived)
    differs = _first_difference(receipt, walk)
    if differs is None and head.tree_size > size:
        says = f"the bundle ends at {size} entries, and the receipt was signed over {head.tree_size}: ask for a bundle made since"
        return Held(receipt, "not covered by this bundle", False, says)
    return Held(receipt, "fork", False, "the trust signed two histories: this receipt's and this bundle's", differs_between=differs)


def _agrees(receipt: Receipt, walk: Walk) -> Held:
    place, position = walk.places.get(receipt.position), receipt.position
    told = receipt.matter_code, receipt.number_in_matter
    if place is not None and place != told:
        return Held(
            receipt,
            "fork",
            False,
            f"the receipt calls it no. {told[1]} of {told[0]}, the bundle no. {place[1]} of {place[0]}",
            differs_between=(position, position + 1),
        )
    if place is None and receipt.matter_code in walk.last:
        return Held(receipt, "fork", False, f"the bundle shows {told[0]}, and hides that this is its no. {told[1]}", differs_between=(position, position + 1))
    fold = walk.forward.matters.get(receipt.matter_code)
    corrections = fold.corrections.get(position, ()) if fold else ()
    if corrections:
        latest = corrections[-1].position
        return Held(receipt, f"holds, corrected by {latest}", True, corrected_by=latest)
    return Held(receipt, "holds", True)


def _declared_lost(receipt: Receipt, walk: Walk) -> Act[DeclareRestore] | None:
    """The restore that names this head as lost: only what lay beyond the point that was restored to can have been lost by it."""
    head = receipt.signed_head
    for restore in walk.restores:
        named = any((lost.tree_size, lost.root) == (head.tree_size, head.root) for lost in restore.body.lost_heads)
        if named and restore.body.restored_to < head.tree_size and restore.body.restored_to <= restore.position:
            return restore
    return None


def _first_difference(receipt: Receipt, walk: Walk) -> tuple[int, int] | None:
    """The first run of acts, from and up to, that is not what the receipt's proof says; None if none is, as far as they can be compared."""
    leaves = [act.leaf for act in walk.bundle.acts]
    known = [((receipt.position, receipt.position + 1), bytes.fromhex(receipt.leaf_hash))]
    ranges = inclusion_ranges(receipt.position, receipt.signed_head.tree_size)
    known += [(place, bytes.fromhex(sibling)) for place, sibling in zip(ranges, receipt.inclusion_proof, strict=True)]
    differing = [(start, end) for (start, end), said in known if end <= len(leaves) and _subtree(leaves, start, end) != said]
    return min(differing, default=None)


def _subtree(leaves: list[bytes], start: int, end: int) -> bytes:
    return leaves[start] if end == start + 1 else root(leaves[start:end])
