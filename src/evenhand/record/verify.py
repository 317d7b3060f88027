"""Verifying a bundle: that nothing in it was changed, dropped, moved or hidden as far as the receipts reach, and that what it recorded follows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt
from evenhand.canonical.tree import roots_at
from evenhand.record.bundle_file import Bundle, shown
from evenhand.record.figures import Figure, Standing
from evenhand.record.receipts import Held, held
from evenhand.record.walking import Finding, Walk, erasures_amiss


@dataclass(frozen=True)
class Verification:
    """What verify found. `anchored`: the key is one that a receipt vouches for; `whole`: nothing withheld of the matter, the trust's, or what it read."""

    bundle: Bundle
    anchored: bool
    whole: bool
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    receipts: tuple[Held, ...]
    walk: Walk

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong and every receipt holds. It says nothing of whether what was written is true."""
        return not self.findings and all(one.holds for one in self.receipts)

    @property
    def first_wrong(self) -> int | None:
        """The position of the first act that is wrong; None if nothing is, or what is wrong cannot be laid at one act."""
        runs = [one.differs_between for one in self.receipts if one.differs_between]
        exact = [found.position for found in self.findings if found.position is not None] + [start for start, end in runs if end == start + 1]
        first = min(exact, default=None)
        return min([start for start, end in runs if first is None or end <= first], default=first)

    @property
    def counts(self) -> dict[Standing, int]:
        """How many figures stand how."""
        found = Counter(figure.standing for figure in self.figures)
        return {standing: found[standing] for standing in Standing}


def verify(bundle: Bundle, receipts: Sequence[Receipt] = ()) -> Verification:
    """What is to be said of the bundle, held against these receipts. Linear in the acts, apart from what rules themselves read.

    Raises NotUnderstood, with every problem, for receipts that do not hold by themselves: nothing can be concluded from those.
    Not decided here: whether what was written is true, whether moments are, and whether the key was used by whom it should be.
    """
    if unsound := [problem for receipt in receipts for problem in receipt.problems()]:
        raise NotUnderstood(unsound)
    walk = Walk(bundle).through()
    size = len(bundle.acts)
    sizes = {receipt.signed_head.tree_size for receipt in receipts if receipt.signed_head.tree_size <= size}
    roots = roots_at((act.leaf for act in bundle.acts), sizes | {size})
    findings = [*walk.findings, *erasures_amiss(bundle.acts, walk.erased)]
    findings += [Finding(None, says) for says in (*_head_amiss(bundle, walk, roots[size]), *_statement_amiss(bundle, walk), *_other_keys(walk, receipts))]
    findings.sort(key=lambda found: (found.position is None, found.position))
    anchored = any(receipt.signed_head.public_key == walk.keys.at(receipt.signed_head.tree_size) for receipt in receipts)
    standing = tuple(held(receipt, walk, roots) for receipt in receipts)
    return Verification(bundle, anchored, _is_whole(walk), tuple(findings), tuple(walk.figures), standing, walk)


def _head_amiss(bundle: Bundle, walk: Walk, root: bytes) -> list[str]:
    head, found = bundle.head, []
    if head.tree_size != len(bundle.acts):
        found.append(f"the head is over {head.tree_size} entries, and the bundle holds {len(bundle.acts)}")
    elif head.root != root.hex():
        found.append("the entries do not make the root that the head signs: an entry was changed, added, dropped or moved")
    if not head.is_good(head.public_key):
        found.append(f"the head is not signed by the key {head.key_id} that it names")
    if head.public_key != walk.keys.at(head.tree_size):
        found.append(f"the head is signed by the key {head.key_id}, which is not the one in force by the bundle's own acts")
    return found


def _statement_amiss(bundle: Bundle, walk: Walk) -> list[str]:
    statement, found = bundle.statement, []
    if not statement.is_signed_by(bundle.head.public_key, bundle.head):
        found.append("the statement of what the bundle shows is not signed by the key of its head: what it says was changed")
    if statement.shown != shown(bundle.acts):
        found.append("the bundle shows or withholds other parts than its statement says")
    if statement.packs != tuple(pack.digest for pack in bundle.packs):
        found.append("the bundle holds other policy packs than its statement says")
    for matter in sorted(statement.last_numbers.keys() | walk.last.keys()):
        said, last = statement.last_numbers.get(matter), walk.last.get(matter)
        if said != last:
            found.append(f"the statement says that {matter} goes up to no. {said or 'nothing'}, and the bundle shows no. {last or 'nothing'} as its last")
    return found


def _other_keys(walk: Walk, receipts: Sequence[Receipt]) -> list[str]:
    size, found = len(walk.bundle.acts), []
    for receipt in receipts:
        head = receipt.signed_head
        if head.tree_size <= size and head.public_key != walk.keys.at(head.tree_size):
            found.append(
                f"a receipt was signed by the key {head.key_id}, which is not the one that the bundle has for {head.tree_size} entries: it was re-signed"
            )
    return found


def _is_whole(walk: Walk) -> bool:
    withheld, _ = walk.forward.unseen_bearing.among(walk.read_of_the_bearing)
    return not walk.withheld and not withheld


def compare(one: Bundle, other: Bundle) -> list[Finding]:
    """Where two bundles of one ledger tell two histories; nothing if one continues the other. What each shows to its own holder may differ.

    Each must verify by itself; then two heads signed by one key over two histories are proof of it, for anyone.
    """
    if one.head.ledger_id != other.head.ledger_id:
        return [Finding(None, f"one is of the ledger {one.head.ledger_id}, the other of {other.head.ledger_id}")]
    for mine, theirs in zip(one.acts, other.acts, strict=False):
        if mine.leaf != theirs.leaf:
            return [Finding(mine.position, "the two bundles hold different acts here: the trust signed two histories")]
    return []
