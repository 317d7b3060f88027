"""Whose letters are whose: those to the seat itself, and those of a change that it may read."""

from dataclasses import dataclass

from django.urls import reverse

from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import LetterServed
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.letters.delivered import Delivery, to_people, to_unions
from evenhand_web.pages.letters.words import words_of
from evenhand_web.pages.sight import MatterSight, Sight


@dataclass(frozen=True)
class Mine:
    """A letter to the seat, in the change that it is of."""

    matter: MatterSight
    delivery: Delivery

    @property
    def title(self) -> str:
        """What its reader calls it."""
        return words_of(self.delivery).title

    @property
    def address(self) -> str:
        """Where it is read."""
        return address_of(self.matter, self.delivery)


def letters_to_the_seat(sight: Sight) -> list[Mine]:
    """Every letter to the seat itself, in any change, the latest first."""
    found = [Mine(matter, delivery) for matter in sight.changes() for delivery in to_the_seat(matter)]
    return sorted(found, key=lambda one: one.delivery.letter.position, reverse=True)


def to_the_seat(matter: MatterSight) -> list[Delivery]:
    """The letters of one change to the seat itself: to this employee, to this union."""
    seat = matter.seat
    if seat.office is Office.EMPLOYEE and seat.code:
        return _open_ones(matter, to_people(matter.dossier, seat.code))
    return _open_ones(matter, to_unions(matter.dossier, seat.union)) if seat.office is Office.UNION_REPRESENTATIVE and matter.concerned else []


def of_the_change(matter: MatterSight) -> list[Delivery]:
    """Every letter of the change of which the seat may know."""
    return _open_ones(matter, [*to_unions(matter.dossier), *to_people(matter.dossier)])


def address_of(matter: MatterSight, delivery: Delivery) -> str:
    """Where a letter is read; for whom, where one act is a letter to many."""
    address = reverse("letters:letter", args=[matter.code, delivery.letter.number])
    several = delivery.letter.about is None and delivery.code and delivery.code != matter.seat.code
    return f"{address}?for={delivery.code}" if several else address


def _open_ones(matter: MatterSight, found: list[Delivery]) -> list[Delivery]:
    return [one for one in found if is_open_to(matter, one.letter.kind.audience, one.letter.about) and _may_know_for_whom(matter, one)]


def _may_know_for_whom(matter: MatterSight, delivery: Delivery) -> bool:
    """That the criteria reached one member of the pool is said by an act for her eyes and HR's."""
    return delivery.code is None or is_open_to(matter, LetterServed.kind.audience, delivery.code)
