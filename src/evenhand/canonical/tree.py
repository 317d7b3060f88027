"""The Merkle tree of RFC 6962, with SHA-256: roots, a frontier that grows, and proofs of inclusion and consistency.

Everything here works on leaf hashes, not on leaves: hash each leaf once with `leaf_hash` and keep the result. Positions count from 0, sizes from 0.

A root fixes its leaves only for a size that is known from elsewhere, such as a signed head. Whoever takes hashes without a size that was signed must be
given the leaves and hash them here: a node from inside the tree could otherwise pass for one leaf, and hide how many there were.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evenhand.canonical.encoding import bytes_from_hex

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf. RFC 6962 s.2.1: a leaf and a node can never hash alike, because each has its own first byte."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two subtrees. RFC 6962 s.2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The roots of the whole subtrees along the right edge, largest first: all that is needed to append and to know the root.

    There is one for each 1 in the binary digits of `size`. It begins empty; `hashes` and `size` are what to store.
    """

    size: int = 0
    subtrees: list[bytes] = field(default_factory=list)

    @classmethod
    def restored(cls, size: int, hashes: Iterable[str]) -> "Frontier":
        """The frontier whose size and `hashes` were stored. Raises ValueError if they do not go together."""
        subtrees = [bytes_from_hex(text, HASH_BYTES) for text in hashes]
        if size < 0 or len(subtrees) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has not {len(subtrees)} whole subtrees along its right edge")
        return cls(size, subtrees)

    @property
    def hashes(self) -> list[str]:
        """The subtrees in hexadecimal, to be stored beside the size."""
        return [subtree.hex() for subtree in self.subtrees]

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash; one node is hashed for each append, on average."""
        if len(leaf) != HASH_BYTES:
            raise ValueError(f"a leaf hash has {HASH_BYTES} bytes, not {len(leaf)}: hash the leaf with leaf_hash first")
        self.subtrees.append(leaf)
        self.size += 1
        while len(self.subtrees) > self.size.bit_count():
            right, left = self.subtrees.pop(), self.subtrees.pop()
            self.subtrees.append(node_hash(left, right))

    def root(self) -> bytes:
        """The root over every leaf appended so far. RFC 6962 s.2.1."""
        if not self.subtrees:
            return EMPTY_ROOT
        *lefts, whole = self.subtrees
        for left in reversed(lefts):
            whole = node_hash(left, whole)
        return whole


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The Merkle tree hash of the leaf hashes. RFC 6962 s.2.1."""
    frontier = Frontier()
    for leaf in leaf_hashes:
        frontier.append(leaf)
    return frontier.root()


def roots_at(leaf_hashes: Iterable[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """The root at each of the sizes, in one pass. Raises ValueError for a size below 0 or beyond the leaves."""
    wanted = set(sizes)
    frontier = Frontier()
    roots = {0: EMPTY_ROOT} if 0 in wanted else {}
    for leaf in leaf_hashes:
        frontier.append(leaf)
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    if len(roots) < len(wanted):
        raise ValueError(f"there are {frontier.size} leaves, and so no root at {', '.join(map(str, sorted(wanted - roots.keys())))}")
    return roots


def inclusion_ranges(position: int, size: int) -> list[tuple[int, int]]:
    """Which leaves each hash of an inclusion proof covers, from start up to but without end, in the proof's order. RFC 6962 s.2.1.1.

    For those who keep the roots of subtrees and need not read every leaf. Raises ValueError for a position outside the tree.
    """
    if not 0 <= position < size:
        raise ValueError(f"position {position} is not in a tree of {size} leaves")
    return [sibling for _, sibling in _descent(position, size)][::-1]


def consistency_ranges(old_size: int, new_size: int) -> list[tuple[int, int]]:
    """Which leaves each hash of a consistency proof covers, from start up to but without end, in the proof's order. RFC 6962 s.2.1.2.

    None between equal sizes, and none from an empty tree, which every tree extends. Raises ValueError for sizes the wrong way round.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {new_size} leaves cannot be a later state of one of {old_size}")
    if old_size in (0, new_size):
        return []
    descent = list(_descent(old_size - 1, new_size))
    steps = next(number for number, (entered, _) in enumerate(descent, start=1) if entered[1] == old_size)
    whole, _ = descent[steps - 1]
    siblings = [sibling for _, sibling in descent[:steps]][::-1]
    # Where the old tree stands whole in the new one, its root is known to whoever checks the proof.
    return siblings if whole[0] == 0 else [whole, *siblings]


def inclusion_proof(leaf_hashes: Sequence[bytes], position: int, size: int) -> list[bytes]:
    """The proof that the leaf at `position` is in the tree of the first `size` leaves. RFC 6962 s.2.1.1. Raises ValueError if it is not."""
    return [root(_leaves(leaf_hashes, start, end)) for start, end in inclusion_ranges(position, size)]


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int, new_size: int) -> list[bytes]:
    """The proof that the tree of the first `new_size` leaves begins with that of `old_size`. RFC 6962 s.2.1.2. Raises ValueError if it does not."""
    return [root(_leaves(leaf_hashes, start, end)) for start, end in consistency_ranges(old_size, new_size)]


def verify_inclusion(leaf: bytes, position: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Whether the proof shows the leaf hash at this position in the tree of this size and root. RFC 6962 s.2.1.1; never raises for a wrong proof."""
    if not 0 <= position < size or not _are_hashes(leaf, root_hash, *proof):
        return False
    ranges = inclusion_ranges(position, size)
    if len(proof) != len(ranges):
        return False
    found = leaf
    for (start, _), sibling in zip(ranges, proof, strict=True):
        found = node_hash(found, sibling) if position < start else node_hash(sibling, found)
    return found == root_hash


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree begins with the whole of the old one. RFC 6962 s.2.1.2; never raises for a wrong proof."""
    if not 0 <= old_size <= new_size or not _are_hashes(old_root, new_root, *proof):
        return False
    if old_size == 0 and old_root != EMPTY_ROOT:
        return False
    ranges = consistency_ranges(old_size, new_size)
    if len(proof) != len(ranges):
        return False
    if not ranges:
        return old_size == 0 < new_size or old_root == new_root
    steps = list(zip(ranges, proof, strict=True))
    old = new = steps.pop(0)[1] if ranges[0][1] == old_size else old_root
    for (start, _), sibling in steps:
        new = node_hash(new, sibling) if start >= old_size else node_hash(sibling, new)
        old = old if start >= old_size else node_hash(sibling, old)
    return (old, new) == (old_root, new_root)


def _descent(position: int, size: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From the root down to the leaf: at each step the subtree entered and its sibling, each as the range of its leaves."""
    start, end = 0, size
    while end - start > 1:
        middle = start + _left_size(end - start)
        left, right = (start, middle), (middle, end)
        entered, sibling = (left, right) if position < middle else (right, left)
        yield entered, sibling
        start, end = entered


def _left_size(size: int) -> int:
    """How many of `size` leaves stand left of the root: the largest power of two below it. RFC 6962 s.2.1."""
    return 1 << (size - 1).bit_length() - 1


def _leaves(leaf_hashes: Sequence[bytes], start: int, end: int) -> Sequence[bytes]:
    if end > len(leaf_hashes):
        raise ValueError(f"the proof needs leaf {end - 1}, and there are {len(leaf_hashes)} leaves")
    return leaf_hashes[start:end]


def _are_hashes(*values: bytes) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_BYTES for value in values)
