"""Signed heads and receipts: what they vouch for, and that nothing in them can be changed unnoticed."""

from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evenhand.canonical.encoding import NotCanonical, decode, encode
from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt, SignedHead, issue_receipt, sign_head
from evenhand.canonical.signatures import SigningKey
from evenhand.canonical.tree import EMPTY_ROOT, inclusion_proof, leaf_hash, root

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
LEAVES = [leaf_hash(bytes([number])) for number in range(7)]
SIGNED_AT = "2026-11-21T09:30:00Z"


def a_head(**changes: Any) -> SignedHead:
    return sign_head(**{"key": KEY, "ledger_id": "marram", "tree_size": 7, "root": root(LEAVES), "signed_at": SIGNED_AT, **changes})


def a_receipt(**changes: Any) -> Receipt:
    proof = inclusion_proof(LEAVES, 4, 7)
    usual = {"key": KEY, "position": 4, "matter_code": "C-2026-1", "number_in_matter": 3, "leaf": LEAVES[4], "proof": proof, "signed_head": a_head()}
    return issue_receipt(**{**usual, **changes})


def read_problems(data: bytes) -> list[str]:
    try:
        return Receipt.from_value(decode(data)).problems()
    except (NotCanonical, NotUnderstood) as refused:
        return list(refused.problems)


def test_a_head_is_good_for_the_key_that_signed_it_and_for_no_other() -> None:
    assert a_head().is_good(KEY.public_key)
    assert a_head().key_id == KEY.key_id
    assert not a_head().is_good(OTHER_KEY.public_key)
    assert not a_head(key=OTHER_KEY).is_good(KEY.public_key)


@pytest.mark.parametrize(
    "change",
    [{"ledger_id": "other"}, {"tree_size": 6}, {"root": EMPTY_ROOT.hex()}, {"signed_at": "2026-11-21T09:30:01Z"}, {"public_key": OTHER_KEY.public_key}]
    + [{"signature": a_head(signed_at="2026-11-21T09:30:01Z").signature}],
)
def test_a_head_changed_in_any_field_is_no_longer_good(change: dict[str, Any]) -> None:
    changed = replace(a_head(), **change)
    assert not changed.is_good(KEY.public_key)
    assert not changed.is_good(OTHER_KEY.public_key)


def test_a_head_that_names_one_key_and_is_signed_by_another_is_good_for_neither() -> None:
    value = {name: field for name, field in a_head().as_value().items() if name != "signature"}
    crossed = replace(a_head(), signature=OTHER_KEY.sign("evenhand signed head 1", value))
    assert not crossed.is_good(KEY.public_key)
    assert not crossed.is_good(OTHER_KEY.public_key)


def test_a_head_over_an_empty_ledger_can_be_signed() -> None:
    assert a_head(tree_size=0, root=EMPTY_ROOT).is_good(KEY.public_key)


def test_heads_and_receipts_are_the_same_after_writing_and_reading() -> None:
    assert SignedHead.from_value(decode(encode(a_head().as_value()))) == a_head()
    assert Receipt.from_value(decode(encode(a_receipt().as_value()))) == a_receipt()


def test_the_bytes_of_a_head_and_a_receipt_do_not_change_between_versions() -> None:
    """Receipts in people's hands must be read for years: new bytes here mean a new format, beside the old."""
    assert encode(a_head().as_value()).decode() == (
        '{"format":"evenhand signed head 1","ledger_id":"marram","public_key":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8",'
        f'"root":"{root(LEAVES).hex()}","signature":"{HEAD_SIGNATURE}","signed_at":"2026-11-21T09:30:00Z","tree_size":7}}'
    )
    assert a_receipt().signature == RECEIPT_SIGNATURE


HEAD_SIGNATURE = "d7600003a4934bd18aa910e87606ce84a30ef96ba2b833b6ab0eb966e2914f2e515146ed4564410872c21ae06a55d1d4e81195fc0d3cc8ec84da1bf9162bdd0d"
RECEIPT_SIGNATURE = "559aa1a26ea77086ff18dedddd72bf838ec0a1096fce87f5b02a53961fd8ace8d7fd396a1ec87aecedac5f144d521ffc6902ca19a74e18a8b4fd15f88562a204"


def test_a_whole_receipt_holds_by_itself() -> None:
    assert a_receipt().problems() == []


def test_every_position_of_every_size_can_be_receipted() -> None:
    for size in range(1, 8):
        head = a_head(tree_size=size, root=root(LEAVES[:size]))
        for position in range(size):
            receipt = a_receipt(position=position, leaf=LEAVES[position], proof=inclusion_proof(LEAVES, position, size), signed_head=head)
            assert receipt.problems() == []


def test_every_byte_of_a_receipt_counts() -> None:
    data = encode(a_receipt().as_value())
    for place in range(len(data)):
        for flip in (0x01, 0x20, 0x80):
            changed = data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]
            assert read_problems(changed), (place, changed)


@pytest.mark.parametrize("change", [{"position": 3}, {"leaf_hash": LEAVES[3].hex()}, {"inclusion_proof": ()}])
def test_a_receipt_whose_leaf_is_not_under_its_head_says_so(change: dict[str, Any]) -> None:
    problems = replace(a_receipt(), **change).problems()
    assert any("the proof does not lead from leaf" in problem for problem in problems)
    assert any("the receipt is not signed by its head's key" in problem for problem in problems)


@pytest.mark.parametrize("change", [{"matter_code": "C-2026-2"}, {"number_in_matter": 4}])
def test_matter_and_running_number_are_vouched_for_by_the_receipts_own_signature(change: dict[str, Any]) -> None:
    assert replace(a_receipt(), **change).problems() == [
        f"the receipt is not signed by its head's key {KEY.key_id}: the receipt was changed, or another made it"
    ]


def test_a_receipt_moved_under_another_head_does_not_hold() -> None:
    other = a_head(tree_size=6, root=root(LEAVES[:6]))
    assert any("the proof does not lead" in problem for problem in replace(a_receipt(), signed_head=other).problems())


def test_a_head_signed_by_another_hand_spoils_the_receipt() -> None:
    forged = replace(a_head(), signature=OTHER_KEY.sign("evenhand signed head 1", {}))
    problems = replace(a_receipt(), signed_head=forged).problems()
    assert any(f"the head of 7 leaves is not signed by the key {KEY.key_id} that it names" in problem for problem in problems)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"key": OTHER_KEY}, "not signed by its head's key"),
        ({"position": 5}, "the proof does not lead"),
        ({"position": 7}, "the proof does not lead"),
        ({"leaf": LEAVES[0]}, "the proof does not lead"),
    ],
)
def test_a_receipt_that_would_not_hold_is_never_issued(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        a_receipt(**change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ledger_id": ""}, "the signed head's ledger_id is ''"),
        ({"tree_size": -1}, "the signed head's tree_size is -1"),
        ({"root": b""}, "the signed head's root is ''"),
        ({"signed_at": "2026-11-21"}, "the signed head's signed_at is '2026-11-21'; it must be a UTC moment such as 2026-11-21T09:30:00Z"),
    ],
)
def test_a_head_over_what_is_no_ledger_is_not_signed(change: dict[str, Any], says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        a_head(**change)


@pytest.mark.parametrize(
    ("change", "says"), [({"number_in_matter": 0}, "number_in_matter is 0"), ({"matter_code": ""}, "matter_code is ''"), ({"position": -1}, "position is -1")]
)
def test_a_receipt_for_what_is_no_act_is_not_issued(change: dict[str, Any], says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        a_receipt(**change)


def test_missing_unknown_and_wrong_fields_are_told_at_once_the_heads_too() -> None:
    value = a_receipt().as_value()
    value["signed_head"] |= {"root": "AB", "colour": 1}
    value |= {"format": "evenhand receipt 2", "note": "kept"}
    del value["leaf_hash"]
    with pytest.raises(NotUnderstood) as refused:
        Receipt.from_value(value)
    assert [problem.split(";")[0] for problem in refused.value.problems] == [
        "the receipt has no leaf_hash",
        "the receipt has 'note', which is none of its fields in this version",
        "the receipt's format is 'evenhand receipt 2'",
        "the receipt's signed_head has 'colour', which is none of its fields in this version",
        "the receipt's signed_head's root is 'AB'",
    ]


@pytest.mark.parametrize("field", sorted(a_head().as_value()))
def test_a_head_without_one_of_its_fields_is_refused(field: str) -> None:
    value = a_head().as_value()
    del value[field]
    with pytest.raises(NotUnderstood, match=f"the signed head has no {field}"):
        SignedHead.from_value(value)
