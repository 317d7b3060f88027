"""Whose signature counts at which size of the ledger: the founding key, and each key that the one before it introduced."""

from dataclasses import dataclass, field
from typing import Any

from evenhand.canonical.signatures import SigningKey, key_id, verify_signature
from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.trust.governing import Found, IntroduceKey

INTRODUCTION = "evenhand introduction of a key 1"


def introduction(old: SigningKey, new_public_key: str) -> str:
    """The old key's signature on the new one: what `trust.introduce_key` carries."""
    return old.sign(INTRODUCTION, {"public_key": new_public_key})


@dataclass
class Keys:
    """The keys in force, each with the least size of a head that it signs."""

    since: list[tuple[int, str]] = field(default_factory=list)

    def note(self, act: Act[Any]) -> str | None:
        """Take in an act if it founds the trust or introduces a key; what is wrong with that, if anything is."""
        body = act.body
        try:
            if isinstance(body, Found) and not self.since:
                self.since.append((1, body.public_key))
            elif isinstance(body, IntroduceKey):
                return self._introduce(act.position, body)
        except MissingFact as gap:
            return f"it says by which key heads are signed, and that is not here: {gap}"
        return None

    def _introduce(self, position: int, body: IntroduceKey) -> str | None:
        value = {"public_key": body.public_key}
        if not self.since or not verify_signature(self.since[-1][1], INTRODUCTION, value, body.signed_by_the_old_key):
            return f"it introduces the key {_named(body.public_key)} without the signature of the key before it"
        self.since.append((position + 1, body.public_key))
        return None

    def at(self, size: int) -> str | None:
        """The key that signs a head of this size; None before the founding."""
        return next((key for least, key in reversed(self.since) if least <= size), None)


def _named(public_key: str) -> str:
    try:
        return key_id(public_key)
    except ValueError:
        return repr(public_key)
