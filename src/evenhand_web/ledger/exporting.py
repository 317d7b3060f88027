"""A matter's bundle out of the ledger, whole or for one seat."""

from evenhand.procedure.acts import Act
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Appoint, RecogniseUnion, office_holders
from evenhand.record.bundle import write_bundle
from evenhand_web.config import clock
from evenhand_web.ledger.folds import folded, packs
from evenhand_web.ledger.keys import key_of
from evenhand_web.ledger.reading import positions, stored_acts
from evenhand_web.ledger.signing import signed_head


class NoSuchSeat(ValueError):
    """Nobody can be found by that name, or more than one seat; the message says which there are."""


def bundle_of(matter: str, seat: Seat | None) -> bytes:
    """The bundle of the matter up to the last head. Raises ValueError with every reason why there is none."""
    head = signed_head()
    acts = stored_acts(positions(0, head.tree_size))
    return write_bundle(acts, seat=seat, matter=matter, head=head, key=key_of(head.public_key), packs=packs(), today=clock.today())


def seat_for(name: str) -> Seat:
    """The seat that an office, a recognised union or a person's id names. Raises NoSuchSeat."""
    bearing = Dossier(folded({"trust"}).bearing, on=clock.today())
    if name in {known.body.union for known in bearing.every(RecogniseUnion)}:
        return _of(Office.UNION_REPRESENTATIVE, name, bearing)
    if name in set(Office):
        return _of(Office(name), None, bearing)
    held = [seat for seat in _appointed(bearing.every(Appoint)) if seat.person == name and name in office_holders(bearing, seat.office, seat.union)]
    if len(held) > 1:
        raise NoSuchSeat(f"{name} has more than one seat: {', '.join(seat.office for seat in held)}. Name the office.")
    return held[0] if held else Seat(name, Office.EMPLOYEE)


def _of(office: Office, union: str | None, bearing: Dossier) -> Seat:
    if office is Office.EMPLOYEE:
        raise NoSuchSeat("An employee's bundle is for one person. Name her by her id.")
    if office is Office.UNION_REPRESENTATIVE and union is None:
        raise NoSuchSeat("A representative's bundle is for one union. Name the union.")
    holders = sorted(office_holders(bearing, office, union))
    if not holders:
        raise NoSuchSeat(f"Nobody holds the office of {office.replace('_', ' ')}{f' for {union}' if union else ''} today.")
    return Seat(holders[0], office, union)


def _appointed(appointments: list[Act[Appoint]]) -> list[Seat]:
    return list(dict.fromkeys(Seat(given.about, given.body.office, given.body.union) for given in appointments if given.about))
