"""The tree against the published vectors of Certificate Transparency and against RFC 6962's own recursive definitions, written out here."""

from hashlib import sha256

import pytest

from evenhand.canonical.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    root,
    roots_at,
    verify_consistency,
    verify_inclusion,
)

PUBLISHED = [leaf_hash(bytes.fromhex(data)) for data in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
PUBLISHED_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LEAVES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAVES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
LEAVES_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"

MOST = 70
LEAVES = [leaf_hash(bytes([number])) for number in range(MOST)]


def split(size: int) -> int:
    """The largest power of two below the size, found by trying."""
    return max(power for power in (1, 2, 4, 8, 16, 32, 64) if power < size)


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 s.2.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


ROOTS = [by_definition(LEAVES[:size]) for size in range(MOST + 1)]


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 s.2.1.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return [*path(m, leaves[:k]), by_definition(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), by_definition(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 s.2.1.2."""
    if m == len(leaves):
        return [] if whole else [by_definition(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), by_definition(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), by_definition(leaves[:k])]


def in_hex(hashes: list[bytes]) -> list[str]:
    return [each.hex() for each in hashes]


def test_the_published_roots_come_out_at_every_size() -> None:
    assert [root(PUBLISHED[:size]).hex() for size in range(9)] == PUBLISHED_ROOTS
    assert EMPTY_ROOT.hex() == PUBLISHED_ROOTS[0]


@pytest.mark.parametrize(
    ("position", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]),
        (5, 8, [LEAF_4, LEAVES_6_7, PUBLISHED_ROOTS[4]]),
        (2, 3, [PUBLISHED_ROOTS[2]]),
        (1, 5, [PUBLISHED_ROOTS[1], LEAVES_2_3, LEAF_4]),
    ],
)
def test_the_published_inclusion_proofs_come_out(position: int, size: int, proof: list[str]) -> None:
    assert in_hex(inclusion_proof(PUBLISHED, position, size)) == proof


@pytest.mark.parametrize(
    ("old_size", "new_size", "proof"),
    [(1, 1, []), (1, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]), (6, 8, [LEAVES_4_5, LEAVES_6_7, PUBLISHED_ROOTS[4]]), (2, 5, [LEAVES_2_3, LEAF_4])],
)
def test_the_published_consistency_proofs_come_out(old_size: int, new_size: int, proof: list[str]) -> None:
    assert in_hex(consistency_proof(PUBLISHED, old_size, new_size)) == proof


def test_roots_follow_the_definition_at_every_size() -> None:
    assert roots_at(LEAVES, range(MOST + 1)) == dict(enumerate(ROOTS))


def test_roots_are_given_for_the_sizes_asked_and_no_other() -> None:
    assert roots_at(iter(LEAVES), [3, 64, 3]) == {3: ROOTS[3], 64: ROOTS[64]}
    for beyond in (-1, MOST + 1):
        with pytest.raises(ValueError, match=f"there are 70 leaves, and so no root at {beyond}$"):
            roots_at(LEAVES, [5, beyond])


def test_a_frontier_can_be_stored_and_taken_up_again_after_every_append() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(LEAVES):
        assert (frontier.size, frontier.root()) == (size, ROOTS[size])
        frontier = Frontier.restored(frontier.size, frontier.hashes)
        frontier.append(leaf)
    assert len(frontier.subtrees) == 3, "70 leaves are whole trees of 64, 4 and 2"


def test_a_stored_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="a tree of 3 leaves has not 1 whole subtrees"):
        Frontier.restored(3, [ROOTS[1].hex()])
    with pytest.raises(ValueError, match="a tree of 2 leaves has not 2 whole subtrees"):
        Frontier.restored(2, [ROOTS[1].hex(), ROOTS[1].hex()])
    with pytest.raises(ValueError, match="is not 64 lower-case hexadecimal digits"):
        Frontier.restored(1, [ROOTS[1].hex().upper()])
    with pytest.raises(ValueError, match="a tree of -1 leaves"):
        Frontier.restored(-1, [ROOTS[1].hex()])


@pytest.mark.parametrize("leaf", [b"", b"the act itself", bytes(31), bytes(33)])
def test_a_leaf_that_was_not_hashed_is_not_appended(leaf: bytes) -> None:
    with pytest.raises(ValueError, match="hash the leaf with leaf_hash first"):
        Frontier().append(leaf)


def test_every_inclusion_proof_follows_the_definition_and_verifies() -> None:
    for size in range(1, MOST + 1):
        for position in range(size):
            proof = inclusion_proof(LEAVES, position, size)
            assert proof == path(position, LEAVES[:size])
            assert verify_inclusion(LEAVES[position], position, size, proof, ROOTS[size])


def test_every_consistency_proof_follows_the_definition_and_verifies() -> None:
    for new_size in range(MOST + 1):
        for old_size in range(new_size + 1):
            proof = consistency_proof(LEAVES, old_size, new_size)
            assert proof == (subproof(old_size, LEAVES[:new_size], True) if old_size else [])
            assert verify_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], proof)


def test_no_inclusion_proof_verifies_at_another_position() -> None:
    for size in range(1, 20):
        for position in range(size):
            proof = inclusion_proof(LEAVES, position, size)
            for other in set(range(-1, size + 1)) - {position}:
                assert not verify_inclusion(LEAVES[position], other, size, proof, ROOTS[size])


def test_an_inclusion_proof_changed_anywhere_does_not_verify() -> None:
    for size, position in ((1, 0), (7, 3), (7, 6), (64, 63), (70, 69)):
        proof, leaf, whole = inclusion_proof(LEAVES, position, size), LEAVES[position], ROOTS[size]
        assert not verify_inclusion(flipped(leaf), position, size, proof, whole)
        assert not verify_inclusion(leaf, position, size, proof, flipped(whole))
        assert not verify_inclusion(leaf[:-1], position, size, proof, whole)
        for changed in changed_proofs(proof):
            assert not verify_inclusion(leaf, position, size, changed, whole)


def test_an_inclusion_proof_does_not_verify_against_the_root_of_another_size() -> None:
    for size in range(1, 20):
        proof = inclusion_proof(LEAVES, 0, size)
        for other in set(range(-1, 21)) - {size}:
            assert not verify_inclusion(LEAVES[0], 0, size, proof, ROOTS[other] if other >= 0 else b"")


def test_a_node_from_inside_the_tree_passes_for_a_leaf_only_if_the_size_is_not_the_signed_one() -> None:
    left, inner = node_hash(LEAVES[0], LEAVES[1]), node_hash(LEAVES[2], LEAVES[3])
    assert root([LEAVES[0], LEAVES[1], inner]) == ROOTS[4], "hashes without a signed size do not say how many leaves there were"
    assert verify_inclusion(inner, 2, 3, [left], ROOTS[4])
    assert not any(verify_inclusion(inner, position, 4, [left], ROOTS[4]) for position in range(4))


def test_a_byte_moved_between_leaf_and_sibling_does_not_verify_although_the_hash_is_the_same() -> None:
    leaf, sibling = LEAVES[0][:-1], LEAVES[0][-1:] + LEAVES[1]
    assert node_hash(leaf, sibling) == ROOTS[2]
    assert not verify_inclusion(leaf, 0, 2, [sibling], ROOTS[2])


def test_no_consistency_proof_verifies_between_other_sizes() -> None:
    for new_size in range(2, 16):
        for old_size in range(1, new_size):
            proof = consistency_proof(LEAVES, old_size, new_size)
            for other in set(range(-1, new_size + 2)) - {old_size}:
                assert not verify_consistency(other, new_size, ROOTS[old_size], ROOTS[new_size], proof)


def test_a_consistency_proof_changed_anywhere_does_not_verify() -> None:
    for old_size, new_size in ((1, 2), (4, 8), (6, 8), (33, 70), (64, 70), (69, 70)):
        proof = consistency_proof(LEAVES, old_size, new_size)
        assert not verify_consistency(old_size, new_size, flipped(ROOTS[old_size]), ROOTS[new_size], proof)
        assert not verify_consistency(old_size, new_size, ROOTS[old_size], flipped(ROOTS[new_size]), proof)
        for changed in changed_proofs(proof):
            assert not verify_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], changed)


def test_a_rewritten_past_is_consistent_with_no_later_tree() -> None:
    rewritten = [flipped(LEAVES[0]), *LEAVES[1:]]
    for old_size in range(1, 20):
        for proof in (consistency_proof(LEAVES, old_size, 20), consistency_proof(rewritten, old_size, 20)):
            assert not verify_consistency(old_size, 20, ROOTS[old_size], root(rewritten[:20]), proof)


def test_equal_sizes_need_equal_roots_and_no_proof() -> None:
    assert not verify_consistency(5, 5, ROOTS[5], ROOTS[4], [])
    assert not verify_consistency(5, 5, ROOTS[5], ROOTS[5], [ROOTS[1]])


def test_an_empty_tree_is_the_beginning_of_every_tree_and_has_one_root() -> None:
    assert verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], [])
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not verify_consistency(0, 5, ROOTS[5], ROOTS[5], [])
    assert not verify_consistency(0, 0, ROOTS[5], ROOTS[5], [])
    assert not verify_consistency(0, 0, EMPTY_ROOT, ROOTS[5], [])
    assert not verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], [ROOTS[1]])


def test_the_last_leaf_of_a_tree_is_proved_from_the_frontier_before_it() -> None:
    for size in range(1, MOST + 1):
        frontier = Frontier()
        for leaf in LEAVES[: size - 1]:
            frontier.append(leaf)
        assert inclusion_proof(LEAVES, size - 1, size) == frontier.subtrees[::-1]


@pytest.mark.parametrize(("position", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_there_is_no_proof_for_a_leaf_outside_the_tree(position: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"position {position} is not in a tree of {size} leaves"):
        inclusion_ranges(position, size)


@pytest.mark.parametrize(("old_size", "new_size"), [(6, 5), (-1, 5)])
def test_there_is_no_proof_that_a_tree_shrank(old_size: int, new_size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {new_size} leaves cannot be a later state of one of {old_size}"):
        consistency_ranges(old_size, new_size)


def test_a_proof_that_needs_leaves_that_are_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="the proof needs leaf 7, and there are 7 leaves"):
        inclusion_proof(LEAVES[:7], 0, 8)
    with pytest.raises(ValueError, match="the proof needs leaf 7, and there are 7 leaves"):
        consistency_proof(LEAVES[:7], 4, 8)


def flipped(value: bytes) -> bytes:
    return bytes([value[0] ^ 1]) + value[1:]


def changed_proofs(proof: list[bytes]) -> list[list[bytes]]:
    """The proof with each hash flipped, cut short or dropped in turn, with one more at either end, and the wrong way round."""
    at = range(len(proof))
    return [
        *([*proof[:n], flipped(proof[n]), *proof[n + 1 :]] for n in at),
        *([*proof[:n], proof[n][:-1], *proof[n + 1 :]] for n in at),
        *([*proof[:n], *proof[n + 1 :]] for n in at),
        [*proof, bytes(32)],
        [bytes(32), *proof],
        *([proof[::-1]] if len(proof) > 1 else []),
    ]
