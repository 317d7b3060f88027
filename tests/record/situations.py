"""Worlds that the tests of the record begin from, each made once and copied."""

from functools import cache

from evenhand.procedure.acts import Act
from evenhand.procedure.audience import Office, Seat
from evenhand.record.bundle import Bundle, read_bundle
from evenhand.record.verify import Verification, verify
from tests.procedure import thin_change as steps
from tests.procedure.world import World, a_change, a_trust
from tests.record.ledger import KEY, Ledger

UNION = Seat("carys", Office.UNION_REPRESENTATIVE, union="UNISON")
OTHER_UNION = Seat("gil", Office.UNION_REPRESENTATIVE, union="GMB")
EMPLOYEE = Seat("person-k000", Office.EMPLOYEE)
AUDITOR = Seat("ada", Office.AUDITOR)


def in_consultation() -> World:
    """A change of three people, its consultation complete."""
    world = a_trust(public_key=KEY.public_key)
    steps.consult_to_the_end(world, a_change(world))
    return world


def to_notice() -> World:
    """The whole of it, from idea to notice given."""
    world = in_consultation()
    people = ["k000", "k001", "k002"]
    steps.select_to_the_end(world, people)
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    notice = steps.release_notice(world, "k000", steps.decide(world, "k000"))
    steps.give_notice(world, "k000", notice)
    return world


@cache
def consultation_complete() -> tuple[World, Ledger]:
    """The first half of it, sealed. Shared, as below."""
    world = in_consultation()
    return world, Ledger.of(world)


@cache
def notice_given() -> tuple[World, Ledger]:
    """The whole of it, sealed. Shared: nothing may be added to it or changed in it."""
    world = to_notice()
    return world, Ledger.of(world)


def position_of(world: World, kind: type, about: str | None = None) -> int:
    """Where the first act of a kind stands."""
    return next(one.act.position for one in world.recorded if isinstance(one.act.body, kind) and about in (None, one.act.about))


def act_of(world: World, kind: type, about: str | None = None) -> Act:
    return world.recorded[position_of(world, kind, about)].act


def checked(data: bytes, *receipts) -> Verification:
    return verify(read_bundle(data), receipts)


def read(data: bytes) -> Bundle:
    return read_bundle(data)
