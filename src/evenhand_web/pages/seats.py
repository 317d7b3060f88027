"""Seats: in what capacity somebody uses Evenhand. One account may hold several; a page knows one."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Appoint, office_holders
from evenhand_web.config import clock
from evenhand_web.pages.looking_otherwise import looking
from evenhand_web.pages.sight import READING, Sight, everything

IN_USE = "seat"


def seats_of(person: str, bearing: Dossier) -> list[Seat]:
    """Every seat that the person holds in this view of the bearing: each office given by an act in force; and last, as everybody's, that of an employee."""
    return [*_offices(person, bearing), Seat(person, Office.EMPLOYEE)]


def _offices(person: str, bearing: Dossier) -> Iterator[Seat]:
    for office in Office:
        if office is Office.UNION_REPRESENTATIVE:
            unions = dict.fromkeys(given.body.union for given in bearing.every(Appoint, person) if given.body.office is office)
            yield from (Seat(person, office, union) for union in unions if person in office_holders(bearing, office, union))
        elif person in office_holders(bearing, office):
            yield Seat(person, office)


def as_text(seat: Seat) -> str:
    """A seat as the session keeps it."""
    return f"{seat.office}:{seat.union or ''}"


class SeatMiddleware:
    """Puts `request.seats`, `request.seat` (the one in use, if it is still held; else the first that is) and `request.sight`; None where nobody is signed in.

    Pages of one process are read one at a time: the folds that they share are extended by the next reader.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seats, request.seat, request.sight = [], None, None  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self._get_response(request)
        with READING.lock:
            folded, today = everything(), clock.today()
            request.seats = seats_of(request.user.person, Dossier(folded.bearing, on=today))  # type: ignore[attr-defined]
            chosen = request.session.get(IN_USE)
            request.seat = next((seat for seat in request.seats if as_text(seat) == chosen), request.seats[0])  # type: ignore[attr-defined]
            how = looking(request.session, request.seat)  # type: ignore[attr-defined]
            request.sight = Sight(request.seat, folded, how.on or today, clock.now(), how.known_at, how.viewing_as)  # type: ignore[attr-defined]
            return self._get_response(request)
