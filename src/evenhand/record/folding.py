"""Folding a bundle forward: what was known before each act, as far as it is here, and what of it is not."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from evenhand.procedure.acts import HIDDEN_ACTOR, REGISTER, Act, ActKind, Actor, Evidence, MissingFact
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.fold import Fold
from evenhand.procedure.gates import gates_on
from evenhand.procedure.judge import kept_for
from evenhand.procedure.parts import Gap, Part, answer_audiences, layout
from evenhand.record.reading import ReadAct
from evenhand.record.shape import Sees
from evenhand.record.unseen import TRUST, Unseen, could_be


@dataclass
class Forward:
    """The folds of a bundle's matters and of its bearing, each act added once, in order."""

    matters: dict[str, Fold] = field(default_factory=dict)
    unseen: dict[str, Unseen] = field(default_factory=dict)
    bearing: Fold = field(default_factory=Fold)
    unseen_bearing: Unseen = field(default_factory=Unseen)
    size: int = 0
    _kinds: dict[str, str] = field(default_factory=dict)

    def fold(self, matter: str) -> Fold:
        """The acts of a matter so far."""
        return self.matters.setdefault(matter, Fold())

    def unseen_in(self, matter: str) -> Unseen:
        """What is not seen of a matter so far."""
        return self.unseen.setdefault(matter, Unseen())

    def target_of(self, read: ReadAct) -> Act[Any] | None:
        """What a correction corrects, if that is known."""
        if read.act is None or not isinstance(read.act.body, Correct):
            return None
        return self.fold(read.act.matter).at(read.act.body.corrects)

    def add(self, read: ReadAct, act: Act[Any] | None, sees: Sees) -> None:
        """Take in the next act; `act` is what can be folded of it, if anything can; `sees` says which audiences the bundle's holder is in."""
        self.size += 1
        if read.matter and read.number == 1 and read.kind:
            self._kinds[read.matter] = read.kind.name.split(".")[0]
        if act is None:
            self._count_unseen(read, sees)
            return
        self.fold(act.matter).add(act)
        if act.elsewhere:
            self.unseen_in(act.matter).done_elsewhere.add(act.kind.name)
        if act.kind.bears:
            self.bearing.add(act)

    def _count_unseen(self, read: ReadAct, sees: Sees) -> None:
        seen_elsewhere = self.unseen_in(read.matter).done_elsewhere if read.matter else ()
        kinds = could_be(read, TRUST if read.matter == TRUST else self._kinds.get(read.matter or ""), seen_elsewhere, sees)
        erased = any(isinstance(part, Gap) and part.erased_on for part in read.parts)
        self.unseen_bearing.add(kinds & _bearing(), erased=erased)
        if read.matter:
            self.unseen_in(read.matter).add(kinds, erased=erased)
            self.fold(read.matter).blind += 1


@cache
def _bearing() -> frozenset[str]:
    return frozenset(kind.name for kind in REGISTER.values() if kind.bears)


def foldable(read: ReadAct, target: ActKind | None) -> Act[Any] | None:
    """The act as it can be folded, with what is not here of it raising MissingFact wherever a rule could take it for nothing."""
    act = read.act
    if act is None:
        return None
    if act.actor is HIDDEN_ACTOR:
        if not _is_an_employees(read, target):
            return None
        act = replace(act, actor=HIDDEN_EMPLOYEE)
    if _lacks(read, "evidence"):
        act = replace(act, evidence=HIDDEN_EVIDENCE)
    if act.reported and _lacks_answers(read, target or act.kind):
        act = replace(act, answers=HIDDEN_ANSWERS)
    return act


def _lacks(read: ReadAct, name: str) -> bool:
    return not any(isinstance(part, Part) and part.name == name for part in read.parts)


def _is_an_employees(read: ReadAct, target: ActKind | None) -> bool:
    """Whether the actor is withheld because she is an employee: the only actor who is not named to all who see the act's day."""
    kind = target or read.kind
    if kind is None or kind.audience is not Audience.PARTIES:
        return False
    place = [name for name, _ in layout(kind, read.matter or "", Office.EMPLOYEE)].index("actor")
    return isinstance(gap := read.parts[place], Gap) and gap.erased_on is None


def _lacks_answers(read: ReadAct, kind: ActKind) -> bool:
    """Whether answers that could hold a breach are not here."""
    here = {part.audience for part in read.parts if isinstance(part, Part) and part.name == "answers"}
    matter = read.matter or ""
    kept = {kept_for(one, matter) for one in gates_on(kind.model)}
    return any(audience in kept and audience not in here for audience in answer_audiences(matter))


class _HiddenEmployee:
    office = Office.EMPLOYEE
    union = None

    def __getattr__(self, name: str) -> Any:
        raise MissingFact(f"actor.{name}")


class _Hidden(tuple[Any, ...]):
    """Stands for what is not here: reading it raises MissingFact."""

    def _gap(self, *_: object) -> Any:
        raise MissingFact("evidence or answers")

    __iter__ = __len__ = __bool__ = __contains__ = _gap

    def __add__(self, other: Any) -> Any:
        return self

    __radd__ = __add__


HIDDEN_EMPLOYEE = cast(Actor, _HiddenEmployee())
HIDDEN_EVIDENCE: tuple[Evidence, ...] = _Hidden()
HIDDEN_ANSWERS: tuple[tuple[str, str], ...] = _Hidden()
