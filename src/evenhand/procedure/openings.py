"""Openings: for what each kind of step can be taken now (for which person, union, letter or pool), and whether it is barred. Derived; never a second rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evenhand.procedure.acts import Actor, Body, Draft, Evidence, MissingFact
from evenhand.procedure.amending import Confirm, Dispute
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.context import Context
from evenhand.procedure.faults import faults
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Answered, answered, gates_that_apply
from evenhand.procedure.trust.people import EmployerTold, EmploymentEnded


@dataclass(frozen=True)
class Opening:
    """
    One thing that a step can be taken for.

    `fields` are settled by it; `probe` stands for answers not given yet, so that gates can be asked; `rows` are the entries of a list that the step goes
    through; `waits` says why it cannot even be begun, and `needs` is the step to take first, whose own gates bar it too. `offices` are those that have it,
    where not every office that takes the step does.
    """

    label: str = ""
    about: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    probe: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()
    waits: str = ""
    needs: type[Body] | None = None
    offices: frozenset[str] | None = None

    @property
    def key(self) -> str:
        """What tells it from the others of its kind."""
        return "|".join([self.about or "", *(f"{name}={_plain(value)}" for name, value in sorted(self.fields.items()) if not isinstance(value, bool))])


def _plain(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


Finding = Callable[[Dossier, Context], Iterator[Opening]]
OPENINGS: dict[str, Finding] = {}


def openings(*kinds: type[Body]) -> Callable[[Finding], Finding]:
    """Declare the function below as finding the openings of these kinds."""

    def declare(finds: Finding) -> Finding:
        for kind in kinds:
            OPENINGS[kind.kind.name] = finds
        return finds

    return declare


def openings_for(kind: type[Body], seat: Seat, dossier: Dossier, context: Context) -> list[Opening]:
    """The openings that are this seat's: an employee's are about herself, a representative's name her union. None where the office may not take the step."""
    if seat.office not in kind.kind.by or kind.kind.name not in OPENINGS:
        return []
    if kind in (EmployerTold, EmploymentEnded) and seat.office is Office.EMPLOYEE:
        # whoever she is: open to those alone whom a change affects, it would tell of one not announced
        return [Opening(about=seat.person)]
    found = (one for one in OPENINGS[kind.kind.name](dossier, context) if _is_for(one, kind, seat))
    if kind not in (Confirm, Dispute):
        return list(found)
    mine = (one if seat.office is Office.EMPLOYEE else replace(one, about=None) for one in found)  # a colleague's word is not about the person
    return [one for one in mine if _may_speak_of(one, kind, seat, dossier, context)]


def _may_speak_of(opening: Opening, kind: type[Body], seat: Seat, dossier: Dossier, context: Context) -> bool:
    """Whether this person may confirm or dispute the report: not her own, nor where only the other side's word counts. Evidence may still come."""
    report = dossier.fold.at(opening.fields["position"] if kind is Dispute else opening.fields["positions"][0])
    matter, about = (report.matter, opening.about) if report else ("", None)
    body = kind.model_validate({**opening.probe, **opening.fields})
    draft = Draft(matter, body, Actor(seat.person, seat.office, seat.union), about=about, evidence=(Evidence("", ""),))
    return not list(faults(dossier, draft, context))


def _is_for(opening: Opening, kind: type[Body], seat: Seat) -> bool:
    if opening.offices is not None and seat.office not in opening.offices:
        return False
    if seat.office is Office.EMPLOYEE:
        return opening.about in (seat.code, seat.person) if kind.kind.concerns_a_person or opening.about else True
    return seat.office is not Office.UNION_REPRESENTATIVE or opening.fields.get("union", seat.union) == seat.union


def barred(kind: type[Body], opening: Opening, seat: Seat, dossier: Dossier, context: Context, matter: str) -> list[Answered]:
    """The gates that stand in the way, those of a step to take first included, as far as they can be asked before the questions are answered."""
    own = _barred(kind, opening, seat, dossier, context, matter)
    rules = {given.gate.rule for given in own}
    first = _barred(opening.needs, opening, seat, dossier, context, matter) if opening.needs else []
    return [*own, *(given for given in first if given.gate.rule not in rules)]


def _barred(kind: type[Body], opening: Opening, seat: Seat, dossier: Dossier, context: Context, matter: str) -> list[Answered]:
    fields = {**opening.probe, **opening.fields}
    body = kind.kind.body(fields, absent=kind.model_fields.keys() - fields.keys())
    draft = Draft(matter, body, Actor(seat.person, seat.office, seat.union), about=opening.about)
    return [given for asked in gates_that_apply(draft, context) for given in _asked(asked, dossier, draft, context) if given.blocks]


def _asked(asked: Any, dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Answered]:
    try:
        yield answered(asked, dossier, draft, context)
    except (MissingFact, TypeError, AttributeError):  # it asks of an answer that nobody has given yet; checked with the answers, it is asked again
        return
