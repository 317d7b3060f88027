"""The tree over the ledger's leaves, kept in the process so that a root or a proof takes a handful of hashes and one short query."""

import threading

from evenhand.canonical.tree import Frontier, inclusion_ranges, node_hash
from evenhand_web.ledger.models import ActRow, Head


class HeadIsNotOfTheseActs(Exception):
    """The acts in the database do not make the root that its head says: rows were changed behind the ledger's back."""


class Tree:
    """Leaves in order, and the roots of whole subtrees, which never change once their leaves are there."""

    def __init__(self) -> None:
        self._leaves: list[bytes] = []
        self._whole: dict[tuple[int, int], bytes] = {}
        self._lock = threading.RLock()

    def grown_to(self, head: Head) -> "Tree":
        """The same, holding every leaf up to the head. Raises HeadIsNotOfTheseActs if they do not make its root."""
        expected = Frontier.restored(head.size, head.frontier).root()
        with self._lock:
            for _ in range(2):  # once more from nothing: the database may have been put back from a copy
                rows = ActRow.objects.filter(position__gte=len(self._leaves), position__lt=head.size).order_by("position")
                self._leaves += map(bytes, rows.values_list("leaf", flat=True))
                if len(self._leaves) >= head.size and self.root(head.size) == expected:
                    return self
                self._leaves, self._whole = [], {}
        raise HeadIsNotOfTheseActs(f"The acts in the database do not make the root of its head of {head.size} acts. Restore from a backup.")

    def root(self, size: int) -> bytes:
        """The root over the first so many leaves."""
        return self._subtree(0, size) if size else Frontier().root()

    def proof(self, position: int, size: int) -> list[bytes]:
        """The inclusion proof of a leaf in the tree of the first `size`. Raises ValueError if it is not in it."""
        return [self._subtree(start, end) for start, end in inclusion_ranges(position, size)]

    def _subtree(self, start: int, end: int) -> bytes:
        with self._lock:
            if end - start == 1:
                return self._leaves[start]
            if (start, end) in self._whole:
                return self._whole[start, end]
            left = 1 << (end - start - 1).bit_length() - 1
            found = node_hash(self._subtree(start, start + left), self._subtree(start + left, end))
            if left * 2 == end - start:
                self._whole[start, end] = found
            return found


TREE = Tree()
