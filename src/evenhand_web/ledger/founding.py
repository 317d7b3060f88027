"""Founding: the key that signs heads, and the first act of the ledger."""

from evenhand.canonical.signatures import SigningKey
from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.trust.governing import Found
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, perform
from evenhand_web.ledger.signing import keys_folder, signing_key


def found_trust(*, trust: str, chief_executive: str, command_id: str = "found") -> Recorded | Refused | Conflict:
    """Make the signing key if there is none, and record that the trust begins to keep its record. The chief executive does it."""
    path = keys_folder() / "signing-key.pem"
    if not path.exists():
        SigningKey.generate().save(path)
    body = Found(trust=trust, chief_executive=chief_executive, public_key=signing_key().public_key)
    actor = Actor(chief_executive, Office.CHIEF_EXECUTIVE)
    return perform([Draft("trust", body, actor)], command_id=command_id, seat=Seat(chief_executive, Office.CHIEF_EXECUTIVE))
