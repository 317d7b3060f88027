"""The bundle: one canonical file that holds every leaf of the ledger to a signed head, and the parts that its holder may see.

A part stands in it in one of three ways: shown (salt and content), withheld (its commitment), erased (its commitment and the day). An act of which
nothing may be seen is its leaf alone. Whatever the head does not bind, the trust's signed statement does: for whom the bundle is, what it withholds,
the last running number of each matter that its holder sees, and the policy packs that the acts were judged under. No byte in it is free.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from evenhand.canonical.commitment import COMMITMENT_BYTES, SALT_BYTES, commitment
from evenhand.canonical.encoding import LARGEST_NUMBER, decode, encode, is_hexadecimal
from evenhand.canonical.fields import TEXT, Fields, Kind, NotUnderstood, hexadecimal, list_of, problems_with_fields, require_fields, word
from evenhand.canonical.heads import SignedHead
from evenhand.canonical.leaf import act_leaf
from evenhand.canonical.signatures import SIGNATURE_BYTES, SigningKey, verify_signature
from evenhand.canonical.tree import HASH_BYTES
from evenhand.policy.pack import Pack, parse_pack
from evenhand.procedure.audience import Office, Seat

BUNDLE_FORMAT = "evenhand bundle 1"
STATEMENT_FORMAT = "evenhand bundle statement 1"
LARGEST_BUNDLE_BYTES = 1024**3


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One part as it is kept: salt and content together; or, withheld or erased, its commitment alone."""

    commitment: bytes
    salt: bytes | None = None
    content: bytes | None = None
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One act as the ledger hands it over: its position, counted from 0, and its parts in order."""

    position: int
    parts: tuple[StoredPart, ...]

    @property
    def leaf(self) -> bytes:
        """Its leaf in the ledger's tree."""
        return act_leaf([part.commitment for part in self.parts])


@dataclass(frozen=True, slots=True)
class HeldAct:
    """One act as a bundle holds it: the leaf that it says, and the parts; none where the act is opaque to its holder."""

    position: int
    leaf: bytes
    parts: tuple[StoredPart, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What the trust signs of a bundle: for whom and of what it is, what it shows, and the last running number of each matter that its holder sees."""

    holder: Seat | None
    matter: str
    last_numbers: dict[str, int]
    shown: str
    packs: tuple[str, ...]
    signature: str

    def is_signed_by(self, public_key: str, head: SignedHead) -> bool:
        """Whether the holder of this key said this of a bundle to this head."""
        return verify_signature(public_key, STATEMENT_FORMAT, self._signed(head), self.signature)

    def signed_by(self, key: SigningKey, head: SignedHead) -> "Statement":
        """The same, signed."""
        return replace(self, signature=key.sign(STATEMENT_FORMAT, self._signed(head)))

    def _signed(self, head: SignedHead) -> dict[str, Any]:
        return {"head": head.as_value(), **{name: value for name, value in self.as_value().items() if name != "signature"}}

    def as_value(self) -> dict[str, Any]:
        """The statement as a value to encode."""
        holder = asdict(self.holder) | {"office": self.holder.office.value} if self.holder else None
        return {
            "holder": holder,
            "matter": self.matter,
            "last_numbers": self.last_numbers,
            "shown": self.shown,
            "packs": list(self.packs),
            "signature": self.signature,
        }


@dataclass(frozen=True)
class Bundle:
    """A bundle as it was read. Nothing of it is believed yet: see `evenhand.record.verify`."""

    acts: tuple[HeldAct, ...]
    head: SignedHead
    packs: tuple[Pack, ...]
    statement: Statement


def shown(acts: Iterable[HeldAct]) -> str:
    """A digest of which parts of which acts are shown, withheld or erased: what the head does not bind and the statement does."""
    digest = hashlib.sha256()
    for act in acts:
        digest.update("".join([f"{act.position}:", *map(_way_of_standing, act.parts), "\n"]).encode())
    return digest.hexdigest()


def _way_of_standing(part: StoredPart) -> str:
    if part.content is not None:
        return "s"
    return f"e{part.erased_on.isoformat()}" if part.erased_on else "w"


def encode_bundle(bundle: Bundle, *, at_most_bytes: int = LARGEST_BUNDLE_BYTES) -> bytes:
    """The bytes of the file. Raises NotCanonical where there would be more than `at_most_bytes`."""
    value = {
        "format": BUNDLE_FORMAT,
        "acts": [_act_value(act) for act in bundle.acts],
        "head": bundle.head.as_value(),
        "packs": [pack.canonical.decode() for pack in bundle.packs],
        "statement": bundle.statement.as_value(),
    }
    return encode(value, at_most_bytes=at_most_bytes)


def _act_value(act: HeldAct) -> Any:
    return {"leaf": act.leaf.hex(), "parts": [_part_value(part) for part in act.parts]} if act.parts else act.leaf.hex()


def _part_value(part: StoredPart) -> Any:
    if part.salt is not None and part.content is not None:
        return {"content": part.content.decode(), "salt": part.salt.hex()}
    if part.erased_on:
        return {"commitment": part.commitment.hex(), "erased_on": part.erased_on.isoformat()}
    return part.commitment.hex()


_TEXT_OR_NONE = Kind(lambda value: value is None or TEXT.holds(value), "text, or null")
_HOLDER: Fields = {
    "person": TEXT,
    "office": Kind(lambda value: value in set(Office), "an office"),
    "union": _TEXT_OR_NONE,
    "code": _TEXT_OR_NONE,
}
_LAST_NUMBERS = Kind(
    lambda value: isinstance(value, dict) and all(type(last) is int and 1 <= last <= LARGEST_NUMBER for last in value.values()),
    "an object with the last running number of each matter",
)
_FIELDS: Fields = {
    "format": word(BUNDLE_FORMAT),
    "acts": Kind(lambda value: isinstance(value, list), "a list of acts"),
    "head": Kind(lambda value: isinstance(value, dict), "a signed head"),
    "packs": list_of(TEXT),
    "statement": {
        "holder": Kind(lambda value: value is None or not problems_with_fields("the holder", value, _HOLDER), "null, or a person, office, union and code"),
        "matter": TEXT,
        "last_numbers": _LAST_NUMBERS,
        "shown": hexadecimal(HASH_BYTES),
        "packs": list_of(hexadecimal(HASH_BYTES)),
        "signature": hexadecimal(SIGNATURE_BYTES),
    },
}


def read_bundle(data: bytes, *, at_most_bytes: int = LARGEST_BUNDLE_BYTES) -> Bundle:
    """The bundle that these bytes are. Raises NotCanonical or NotUnderstood, each with every problem it found, for any bytes that are none.

    Not decided here: whether what it holds is true to the record; `evenhand.record.verify` asks that.
    """
    value = require_fields("the bundle", decode(data, at_most_bytes=at_most_bytes), _FIELDS)
    problems: list[str] = []
    acts = tuple(_act(position, given, problems) for position, given in enumerate(value["acts"]))
    if problems:
        raise NotUnderstood(problems)
    return Bundle(acts, SignedHead.from_value(value["head"]), tuple(map(_pack, value["packs"])), _statement(value["statement"]))


def _act(position: int, given: Any, problems: list[str]) -> HeldAct:
    if is_hexadecimal(given, HASH_BYTES):
        return HeldAct(position, bytes.fromhex(given))
    if not isinstance(given, dict) or given.keys() != {"leaf", "parts"} or not isinstance(given["parts"], list) or not given["parts"]:
        problems.append(f"act {position} is {given!r:.80}; it must be a leaf hash, or an object with its leaf and its parts")
        return HeldAct(position, b"")
    if not is_hexadecimal(given["leaf"], HASH_BYTES):
        problems.append(f"act {position}'s leaf is {given['leaf']!r:.80}; it must be {2 * HASH_BYTES} lower-case hexadecimal digits")
        return HeldAct(position, b"")
    parts = [_part(part) for part in given["parts"]]
    problems += [f"act {position}'s part {place} is neither shown, withheld nor erased" for place, part in enumerate(parts) if part is None]
    return HeldAct(position, bytes.fromhex(given["leaf"]), tuple(part for part in parts if part))


def _part(given: Any) -> StoredPart | None:
    if is_hexadecimal(given, COMMITMENT_BYTES):
        return StoredPart(bytes.fromhex(given))
    if not isinstance(given, dict):
        return None
    content, salt, erased_on = given.get("content"), given.get("salt"), _day(given.get("erased_on"))
    if given.keys() == {"content", "salt"} and isinstance(content, str) and is_hexadecimal(salt, SALT_BYTES):
        opened, under = content.encode(), bytes.fromhex(salt)
        return StoredPart(commitment(under, opened), under, opened)
    if given.keys() == {"commitment", "erased_on"} and erased_on and is_hexadecimal(given["commitment"], COMMITMENT_BYTES):
        return StoredPart(bytes.fromhex(given["commitment"]), erased_on=erased_on)
    return None


def _day(text: Any) -> date | None:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == text else None


def _pack(canonical: str) -> Pack:
    pack = parse_pack(canonical, "a pack of the bundle")
    if pack.canonical != canonical.encode():
        raise NotUnderstood([f"the pack {pack.id} is not in its canonical bytes"])
    return pack


def _statement(given: dict[str, Any]) -> Statement:
    holder = given["holder"]
    seat = Seat(holder["person"], Office(holder["office"]), holder["union"], holder["code"]) if holder else None
    return Statement(seat, given["matter"], given["last_numbers"], given["shown"], tuple(given["packs"]), given["signature"])
