"""Whether a matter has been announced, and whom it concerns: what `may_see` must be told of the matter."""

from evenhand.procedure.acts import MissingFact
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served, WarnPerson
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import unions_for

_ANNOUNCES = (ReleaseSection188, Section188Served, WarnPerson)


def is_announced(dossier: Dossier) -> bool:
    """Whether the matter is known outside management: a change, once its information went to a union or a letter to anyone in it; any other always."""
    if not dossier.every(Propose):
        return True
    return any(dossier.every(kind) for kind in _ANNOUNCES)


def is_concerned(seat: Seat, dossier: Dossier, bearing: Dossier) -> bool:
    """Whether the matter's parties include the seat: its union is recognised for staff in a change or was given the undertaking; or she is affected."""
    if seat.office is Office.UNION_REPRESENTATIVE and seat.union:
        groups = {line.staff_group for proposed in dossier.every(Propose) for line in proposed.body.lines}
        given = {undertaking.body.union for undertaking in dossier.every(UndertakingGiven)}
        return seat.union in unions_for(bearing, set(groups)) or seat.union in given
    return seat.office is Office.EMPLOYEE and code_in(seat, dossier) is not None


def code_in(seat: Seat, dossier: Dossier) -> str | None:
    """The seat's code in this matter, if its holder is affected by it. Where her identity was erased she is nobody in it any more."""
    for affected in dossier.every(Affect):
        try:
            if affected.body.person == seat.person:
                return affected.about
        except MissingFact:
            continue
    return None
