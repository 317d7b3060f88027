"""The leaf that an act puts into the ledger's tree: the root over its parts, with their number, so that no part can be added or dropped unseen."""

from collections.abc import Sequence

from evenhand.canonical.tree import leaf_hash, root

_PREFIX = b"evenhand/act/1\n"


def act_leaf(commitments: Sequence[bytes]) -> bytes:
    """The leaf hash of an act whose parts have these commitments, in order (RFC 6962 s.2.1, twice: over the parts, then over the act)."""
    parts = root(leaf_hash(commitment) for commitment in commitments)
    return leaf_hash(_PREFIX + len(commitments).to_bytes(4, "big") + parts)
