"""Founding, offices, delegations and recognised unions: who may act for whom."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from evenhand.procedure.acts import Act, Actor, Body, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier

_GOVERN = frozenset({Office.CHIEF_EXECUTIVE, Office.TRUSTEE})


@act("trust.found", by=_GOVERN, audience=Audience.TRUST, opens_matter=True, bears=True)
class Found(Body):
    """The trust begins to keep its record: its name, who holds the first office, and the public key (hex) that signs its heads."""

    trust: Words
    chief_executive: Words
    public_key: Words


@act("trust.introduce_key", by=_GOVERN | {Office.ADMINISTRATOR}, audience=Audience.TRUST, bears=True)
class IntroduceKey(Body):
    """Heads are signed with a new key from here on: the new public key, signed by the one before it (both hex)."""

    public_key: Words
    signed_by_the_old_key: Words


@act("trust.appoint", by=_GOVERN, audience=Audience.TRUST, about_a_person=True, bears=True)
class Appoint(Body):
    """The person that this act is about holds an office from today; a union representative, that of one union."""

    office: Office
    union: str | None = None


@act("trust.end_office", by=_GOVERN, audience=Audience.TRUST, about_a_person=True, bears=True)
class EndOffice(Body):
    """The person no longer holds the office."""

    office: Office


@act("trust.delegate", by=_GOVERN | {Office.HEADTEACHER}, audience=Audience.TRUST, about_a_person=True, bears=True)
class Delegate(Body):
    """A power that the actor holds may be used by the person that this act is about, until a day if one is given."""

    power: Words
    until: date | None = None


@act("trust.recognise_union", by=_GOVERN | HR, audience=Audience.TRUST, bears=True)
class RecogniseUnion(Body):
    """The trust recognises a union for groups of staff: TULRCA 1992 s.188(1B) makes its representatives the ones to consult."""

    union: Words
    staff_groups: tuple[Literal["teacher", "leader", "support"], ...] = Field(min_length=1)
    head_office: str = ""


def holds_office(bearing: Dossier, actor: Actor) -> bool:
    """Whether the actor holds the office in which he acts, in this view of the bearing. An employee needs no appointment."""
    if actor.office is Office.EMPLOYEE:
        return True
    return actor.person in office_holders(bearing, actor.office, actor.union)


def office_holders(bearing: Dossier, office: Office, union: str | None = None) -> set[str]:
    """Who holds an office in this view of the bearing; of one union's, if one is named."""
    founded = bearing.latest(Found)
    holders = {founded.body.chief_executive} if founded and office is Office.CHIEF_EXECUTIVE else set()
    changes: list[Act[Any]] = [*bearing.every(Appoint), *bearing.every(EndOffice)]
    changes.sort(key=lambda change: change.position)
    for change in changes:
        if change.body.office is office and change.about:
            if isinstance(change.body, EndOffice):
                holders.discard(change.about)
            elif union is None or change.body.union == union:
                holders.add(change.about)
    return holders


def holds_power(actor: Actor, power: str, context: Context) -> bool:
    """Whether the pinned pack gives the power to the actor's office, or someone who held it delegated it to him and it has not run out."""
    holders = context.pack.holders(power) if context.pack else frozenset()
    if actor.office in holders:
        return True
    return any(
        given.body.power == power and given.actor.office in holders and (given.body.until is None or context.today <= given.body.until)
        for given in context.bearing.every(Delegate, actor.person)
    )


def unions_for(bearing: Dossier, staff_groups: set[str]) -> dict[str, RecogniseUnion]:
    """The unions recognised for any of these groups of staff, by name."""
    return {known.body.union: known.body for known in bearing.every(RecogniseUnion) if staff_groups & set(known.body.staff_groups)}
