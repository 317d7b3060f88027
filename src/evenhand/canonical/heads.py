"""Signed heads, the trust's word on the whole ledger at one size, and receipts, each of which shows one act under such a head by itself.

Hashes, keys and signatures stand in lower-case hexadecimal. Neither class can hold a field that is not of its kind: making one raises NotUnderstood.
Whether the signatures are good is another question, and is asked: see `SignedHead.is_good` and `Receipt.problems`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from evenhand.canonical.fields import MOMENT, TEXT, Fields, hexadecimal, list_of, number_from, require_fields, word
from evenhand.canonical.signatures import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, SigningKey, key_id, verify_signature
from evenhand.canonical.tree import HASH_BYTES, verify_inclusion

HEAD_FORMAT = "evenhand signed head 1"
RECEIPT_FORMAT = "evenhand receipt 1"

_NOT_YET_SIGNED = "00" * SIGNATURE_BYTES
_HEAD_FIELDS: Fields = {
    "format": word(HEAD_FORMAT),
    "ledger_id": TEXT,
    "tree_size": number_from(0),
    "root": hexadecimal(HASH_BYTES),
    "signed_at": MOMENT,
    "public_key": hexadecimal(PUBLIC_KEY_BYTES),
    "signature": hexadecimal(SIGNATURE_BYTES),
}
_RECEIPT_FIELDS: Fields = {
    "format": word(RECEIPT_FORMAT),
    "position": number_from(0),
    "matter_code": TEXT,
    "number_in_matter": number_from(1),
    "leaf_hash": hexadecimal(HASH_BYTES),
    "inclusion_proof": list_of(hexadecimal(HASH_BYTES)),
    "signed_head": _HEAD_FIELDS,
    "signature": hexadecimal(SIGNATURE_BYTES),
}


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The size and root of one ledger at a moment, signed: RFC 6962 s.3.5's signed tree head, in canonical bytes.

    `signed_at` is a UTC moment such as 2026-11-21T09:30:00Z, with six decimals of a second or with none.
    """

    ledger_id: str
    tree_size: int
    root: str
    signed_at: str
    public_key: str
    signature: str

    def __post_init__(self) -> None:
        require_fields("the signed head", self.as_value(), _HEAD_FIELDS)

    @property
    def key_id(self) -> str:
        """The short name of the key by which the head says it was signed."""
        return key_id(self.public_key)

    def is_good(self, public_key: str) -> bool:
        """Whether the holder of this public key signed this head. The key must be known from elsewhere: every head names one that fits it."""
        return public_key == self.public_key and verify_signature(public_key, HEAD_FORMAT, _unsigned(self.as_value()), self.signature)

    def as_value(self) -> dict[str, Any]:
        """The head as a value to encode."""
        return {"format": HEAD_FORMAT, **asdict(self)}

    @classmethod
    def from_value(cls, value: object) -> "SignedHead":
        """The head that a decoded value is. Raises NotUnderstood with every field that is missing, unknown or not of its kind."""
        given = require_fields("the signed head", value, _HEAD_FIELDS)
        return cls(**{name: given[name] for name in given if name != "format"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """One act's leaf, its place in the ledger and in its matter, its inclusion proof and the signed head that the proof leads to.

    `position` counts the ledger's leaves from 0 (RFC 6962), `number_in_matter` the matter's acts from 1. The tree does not bind the matter and the number, so
    the issuer signs the receipt too: nobody can later say that the holder wrote them in.
    """

    position: int
    matter_code: str
    number_in_matter: int
    leaf_hash: str
    inclusion_proof: tuple[str, ...]
    signed_head: SignedHead
    signature: str

    def __post_init__(self) -> None:
        require_fields("the receipt", self.as_value(), _RECEIPT_FIELDS)

    def problems(self) -> list[str]:
        """Why the receipt does not hold by itself, under the key that its head names; nothing if it does.

        Not decided here: whether that key is the trust's, and whether a bundle agrees with the receipt.
        """
        head, found = self.signed_head, []
        if not head.is_good(head.public_key):
            found.append(f"the head of {head.tree_size} leaves is not signed by the key {head.key_id} that it names: head, key or signature was changed")
        if not verify_signature(head.public_key, RECEIPT_FORMAT, _unsigned(self.as_value()), self.signature):
            found.append(f"the receipt is not signed by its head's key {head.key_id}: the receipt was changed, or another made it")
        proof = [bytes.fromhex(text) for text in self.inclusion_proof]
        if not verify_inclusion(bytes.fromhex(self.leaf_hash), self.position, head.tree_size, proof, bytes.fromhex(head.root)):
            found.append(f"the proof does not lead from leaf {self.leaf_hash} at position {self.position} to the root of the head of {head.tree_size} leaves")
        return found

    def as_value(self) -> dict[str, Any]:
        """The receipt as a value to encode."""
        return {
            "format": RECEIPT_FORMAT,
            "position": self.position,
            "matter_code": self.matter_code,
            "number_in_matter": self.number_in_matter,
            "leaf_hash": self.leaf_hash,
            "inclusion_proof": list(self.inclusion_proof),
            "signed_head": self.signed_head.as_value(),
            "signature": self.signature,
        }

    @classmethod
    def from_value(cls, value: object) -> "Receipt":
        """The receipt that a decoded value is. Raises NotUnderstood with every field, of its head too, that is missing, unknown or not of its kind."""
        given = require_fields("the receipt", value, _RECEIPT_FIELDS)
        inclusion_proof, signed_head = tuple(given["inclusion_proof"]), SignedHead.from_value(given["signed_head"])
        return cls(given["position"], given["matter_code"], given["number_in_matter"], given["leaf_hash"], inclusion_proof, signed_head, given["signature"])


def sign_head(key: SigningKey, *, ledger_id: str, tree_size: int, root: bytes, signed_at: str) -> SignedHead:
    """A head over the ledger, signed by the key. Raises NotUnderstood for a ledger, size, root or moment that is none."""
    draft = SignedHead(ledger_id, tree_size, root.hex(), signed_at, key.public_key, _NOT_YET_SIGNED)
    return replace(draft, signature=key.sign(HEAD_FORMAT, _unsigned(draft.as_value())))


def issue_receipt(
    key: SigningKey, *, position: int, matter_code: str, number_in_matter: int, leaf: bytes, proof: Sequence[bytes], signed_head: SignedHead
) -> Receipt:
    """The receipt for the act with this leaf hash, signed by the key that signed the head.

    Raises NotUnderstood for fields that are none, ValueError with every problem where the receipt would not hold.
    """
    proof_in_hex = tuple(sibling.hex() for sibling in proof)
    draft = Receipt(position, matter_code, number_in_matter, leaf.hex(), proof_in_hex, signed_head, _NOT_YET_SIGNED)
    receipt = replace(draft, signature=key.sign(RECEIPT_FORMAT, _unsigned(draft.as_value())))
    if problems := receipt.problems():
        raise ValueError("; ".join(problems))
    return receipt


def _unsigned(value: dict[str, Any]) -> dict[str, Any]:
    return {name: value[name] for name in value if name != "signature"}
