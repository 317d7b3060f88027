"""People of a trust that keeps its record in the site's ledger, and what they do there."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from evenhand.procedure.acts import Actor, Body, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.trust.governing import Appoint, RecogniseUnion
from evenhand.procedure.trust.keeping import RecordImport
from evenhand.procedure.trust.people import ListVacancy
from evenhand_web.ledger.founding import found_trust
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, Shown, perform
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, PRIYA, SAM

A_MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def seat_of(actor: Actor) -> Seat:
    return Seat(actor.person, actor.office, actor.union)


def a_draft(actor: Actor, body: Body, matter: str = "trust", **more: Any) -> Draft[Any]:
    return Draft(matter, body, actor, **more)


def attempt(*drafts: Draft[Any], command_id: str | None = None, shown: Shown | None = None) -> Recorded | Refused | Conflict:
    return perform(drafts, command_id=command_id or uuid4().hex, seat=seat_of(drafts[0].actor), shown=shown)


def recorded(*drafts: Draft[Any], **more: Any) -> Recorded:
    outcome = attempt(*drafts, **more)
    assert isinstance(outcome, Recorded), outcome
    return outcome


def a_founded_trust(unions: tuple[str, ...] = ("UNISON",)) -> Recorded:
    founded = found_trust(trust="Marram Learning Trust", chief_executive=CEO.person)
    assert isinstance(founded, Recorded), founded
    recorded(*(a_draft(CEO, Appoint(office=actor.office, union=actor.union), about=actor.person) for actor in (ASHA, PRIYA, CORA, BEN, SAM, CARYS)))
    for union in unions:
        recorded(a_draft(ASHA, RecogniseUnion(union=union, staff_groups=("support",), head_office="1 Union Street")))
    return founded


def a_vacancy(name: str, actor: Actor = ASHA) -> Draft[Any]:
    return a_draft(actor, ListVacancy(vacancy=name, establishment="Avocet High", job="MDS"))


def an_import(source: str, actor: Actor = ASHA) -> Draft[Any]:
    """An act whose body nothing else is read through, so that it can be erased."""
    return a_draft(actor, RecordImport(source=source, taken=930, left_out=4, digest="ab" * 32))
