"""A ledger in memory: what a world recorded, sealed under salts that are the same at every run, with heads, receipts and bundles."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evenhand.canonical.commitment import commitment
from evenhand.canonical.heads import Receipt, SignedHead, issue_receipt, sign_head
from evenhand.canonical.signatures import SigningKey
from evenhand.canonical.tree import inclusion_proof, root
from evenhand.procedure.audience import Seat
from evenhand.procedure.judge import Judged
from evenhand.procedure.parts import Part
from evenhand.record.bundle import StoredAct, StoredPart, write_bundle
from tests.procedure.world import CHANGE, World


def a_key(name: str = "the trust's") -> SigningKey:
    """A key that is the same at every run."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


KEY = a_key()
OTHER_KEY = a_key("somebody else's")


def sealed(part: Part, position: int, place: int) -> StoredPart:
    salt, content = hashlib.sha256(f"{position} {place}".encode()).digest(), part.content()
    return StoredPart(commitment(salt, content), salt, content)


def stored(judged: Judged, position: int | None = None) -> StoredAct:
    position = judged.act.position if position is None else position
    return StoredAct(position, tuple(sealed(part, position, place) for place, part in enumerate(judged.parts())))


class Ledger:
    """What was sealed so far, and whatever a test does to it."""

    def __init__(self, acts: Iterable[StoredAct] = (), key: SigningKey = KEY) -> None:
        self.acts = list(acts)
        self.key = key

    @classmethod
    def of(cls, world: World, key: SigningKey = KEY) -> "Ledger":
        return cls([stored(judged) for judged in world.recorded], key)

    def keep_up_with(self, world: World) -> None:
        """Seal what the world recorded since."""
        self.acts += [stored(judged) for judged in world.recorded[len(self.acts) :]]

    def head(self, size: int | None = None) -> SignedHead:
        size = len(self.acts) if size is None else size
        signed_at = (datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=size)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return sign_head(self.key, ledger_id="marram", tree_size=size, root=root(act.leaf for act in self.acts[:size]), signed_at=signed_at)

    def receipt(self, position: int, world: World, size: int | None = None) -> Receipt:
        head, leaves = self.head(size), [act.leaf for act in self.acts]
        act = world.recorded[position].act
        proof = inclusion_proof(leaves, position, head.tree_size)
        return issue_receipt(
            self.key, position=position, matter_code=act.matter, number_in_matter=act.number, leaf=leaves[position], proof=proof, signed_head=head
        )

    def erase(self, positions_and_parts: Iterable[tuple[int, int]], on: date) -> None:
        """Delete bytes and salts, as the ledger does when an act of erasure is appended."""
        for position, place in positions_and_parts:
            act = self.acts[position]
            parts = [StoredPart(part.commitment, erased_on=on) if number == place else part for number, part in enumerate(act.parts)]
            self.acts[position] = StoredAct(position, tuple(parts))

    def bundle(self, world: World, seat: Seat | None = None, matter: str = CHANGE, size: int | None = None) -> bytes:
        head = self.head(size)
        return write_bundle(
            self.acts[: head.tree_size], seat=seat, matter=matter, head=head, key=self.key, packs={world.pack.id: world.pack}, today=world.today
        )
