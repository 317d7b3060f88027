"""An employee's home: where she stands in each change, what she needs to do, and whom to talk to."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.proposing import Affect, proposal
from evenhand.procedure.dispute.undertakings import undertakings_in_force
from evenhand.procedure.trust.governing import office_holders, unions_for
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.homes.what_happens_next import next_for
from evenhand_web.pages.homes.where_you_are import Status, dates_not_to_miss, offers_to_answer, status_of
from evenhand_web.pages.letters.making import contact_for
from evenhand_web.pages.letters.mine import Mine, to_the_seat
from evenhand_web.pages.naming import names_of
from evenhand_web.pages.sight import MatterSight


@dataclass(frozen=True)
class Place:
    """One change, as the employee's home shows it."""

    matter: MatterSight
    title: str
    status: Status
    on_hold: bool
    needs: list[dict[str, str]]
    nexts: list[str]
    dates: list[tuple[str, str]]
    letters: list[Mine]
    contact: Any
    representatives: list[str]


def places_of(matters: list[MatterSight]) -> list[Place]:
    """The employee's changes, the latest first."""
    return [_place(matter, matter.seat.code) for matter in matters if matter.seat.code]


def _place(matter: MatterSight, code: str) -> Place:
    dossier, context = matter.dossier, matter.context
    status = status_of(dossier, context, code)
    letters = [Mine(matter, delivery) for delivery in to_the_seat(matter) if not delivery.is_open]
    return Place(
        matter=matter,
        title=proposal(dossier).body.title,
        status=status,
        on_hold=_on_hold(matter),
        needs=[*_offers(matter, code), *({"says": f"Read a letter: {one.title}", "href": one.address, "button": "Go to the letter"} for one in letters)],
        nexts=next_for(dossier, context, code, status.reached),
        dates=dates_not_to_miss(dossier, code, status.reached),
        letters=letters,
        contact=contact_for(matter),
        representatives=_representatives(matter, code),
    )


def _offers(matter: MatterSight, code: str) -> list[dict[str, str]]:
    address = reverse("steps:begin", args=[matter.code, "change-offer_answered"])
    return [
        {"says": f"Tell the trust whether you want the job {offer.body.vacancy}.", "href": address, "button": "Answer the offer"}
        for offer in offers_to_answer(matter.dossier, code)
    ]


def _on_hold(matter: MatterSight) -> bool:
    """Whether an undertaking that she may know of holds steps of this change back."""
    given = undertakings_in_force(matter.sight.bearing, matter.sight.on)
    in_scope = [one for one in given if not one.body.matters or matter.code in one.body.matters]
    return any((dispute := matter.sight.matter(one.matter)) and is_open_to(dispute, Audience.PARTIES, None) for one in in_scope)


def _representatives(matter: MatterSight, code: str) -> list[str]:
    """The representatives for her kind of job, by name and union. Whether she is a member is asked of nobody."""
    groups = {one.body.staff_group for one in matter.dossier.every(Affect, code)}
    bearing = matter.sight.bearing
    held = [
        (union, person) for union in sorted(unions_for(bearing, set(groups))) for person in sorted(office_holders(bearing, Office.UNION_REPRESENTATIVE, union))
    ]
    names = names_of({person for _, person in held})
    return [f"{names.get(person, person)}, {union}" for union, person in held]
