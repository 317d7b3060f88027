"""Whether a matter has been announced, and whom it concerns: what `may_see` must be told of the matter."""

from collections.abc import Callable, Iterable
from typing import Any

from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.audience import BEFORE_IT_IS_ANNOUNCED, Office, Seat
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served, WarnPerson
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.fold import Dossier
from evenhand.procedure.judge import matter_kind
from evenhand.procedure.trust.governing import unions_for

_ANNOUNCES = (ReleaseSection188, Section188Served, WarnPerson)


def is_announced(dossier: Dossier) -> bool:
    """Whether the matter is known outside management: a change, once its information went to a union or a letter to anyone in it; any other always.

    What was announced stays so, whatever is taken back afterwards: those who were told have read it.
    """
    if not dossier.every(Propose):
        return True
    return any(known for kind in _ANNOUNCES for known in dossier.ever(kind))


def may_know_of(seat: Seat, dossier: Dossier, bearing: Dossier) -> bool:
    """Whether the seat may know that there is such a matter; of the trust's own everybody does. To anybody else it is answered for as where there is none."""
    if seat.office in BEFORE_IT_IS_ANNOUNCED or matter_kind(dossier) == "trust":
        return True
    return is_announced(dossier) and (seat.office is Office.ASSESSOR or is_concerned(seat, dossier, bearing))


def is_concerned(seat: Seat, dossier: Dossier, bearing: Dossier) -> bool:
    """Whether the matter's parties include the seat: its union is recognised for staff in a change, or was informed of it or promised something in it;
    or she is affected."""
    if seat.office is Office.UNION_REPRESENTATIVE and seat.union:
        return seat.union in unions_in(dossier, bearing)
    return seat.office is Office.EMPLOYEE and code_in(seat, dossier) is not None


def unions_in(dossier: Dossier, bearing: Dossier) -> set[str]:
    """The unions among the matter's parties, by name."""
    spoken_to: list[Act[Any]] = [*dossier.every(UndertakingGiven), *dossier.every(ReleaseSection188)]
    named = {name for act in spoken_to for name in _unless_erased(act, lambda body: [body.union])}
    groups = {line.staff_group for act in dossier.every(Propose) for line in _unless_erased(act, lambda body: body.lines)}
    return named | set(unions_for(bearing, groups))


def _unless_erased(act: Act[Any], told: Callable[[Any], Iterable[Any]]) -> Iterable[Any]:
    try:
        return told(act.body)
    except MissingFact:
        return ()


def code_in(seat: Seat, dossier: Dossier) -> str | None:
    """The seat's code in this matter, if its holder is affected by it. Where her identity was erased she is nobody in it any more."""
    return people_in(dossier).get(seat.person)


def people_in(dossier: Dossier) -> dict[str, str]:
    """The code in this matter of each person whom it affects, by her id: the first that she was given."""
    codes: dict[str, str] = {}
    for affected in dossier.every(Affect):
        for person in _unless_erased(affected, lambda body: [body.person]):
            if affected.about:
                codes.setdefault(person, affected.about)
    return codes
