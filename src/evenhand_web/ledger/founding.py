"""Founding: the key that signs heads, and the first act of the ledger; and later, a new key that the old one introduces."""

from typing import Any
from uuid import uuid4

from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.trust.governing import Appoint, Found, IntroduceKey
from evenhand.record.keys import introduction
from evenhand_web.ledger.keys import key_of, new_key
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, perform
from evenhand_web.ledger.signing import signed_head


def found_trust(*, trust: str, chief_executive: str, administrator: str | None = None) -> Recorded | Refused | Conflict:
    """Make a signing key, and record that the trust begins to keep its record. The chief executive does it, and with it appoints the administrator named."""
    actor = Actor(chief_executive, Office.CHIEF_EXECUTIVE)
    body = Found(trust=trust, chief_executive=chief_executive, public_key=new_key().public_key)
    batch: list[Draft[Any]] = [Draft("trust", body, actor)]
    if administrator:
        batch.append(Draft("trust", Appoint(office=Office.ADMINISTRATOR), actor, about=administrator))
    return perform(batch, command_id=f"found {uuid4().hex}", seat=Seat(chief_executive, Office.CHIEF_EXECUTIVE))


def introduce_new_key(actor: Actor) -> Recorded | Refused | Conflict:
    """Make a new signing key and have the one in force introduce it; heads over that act, and every later one, are signed with it. Keep the old file."""
    old, new = key_of(signed_head().public_key), new_key()
    body = IntroduceKey(public_key=new.public_key, signed_by_the_old_key=introduction(old, new.public_key))
    return perform([Draft("trust", body, actor)], command_id=f"introduce {uuid4().hex}", seat=Seat(actor.person, actor.office, actor.union))
