"""An act in words, out of what this seat may read of it: a field that is withheld says so, and one that was erased says when."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, ActKind, MissingFact
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.fold import Fold
from evenhand_web.pages.naming import OFFICES, Names, names_of
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS

WITHHELD = "Not for you to see"
POSITIONS = frozenset({"corrects", "position", "release", "letter", "representation", "publication", "seal", "decision", "notice", "offer", "given", "told"})


@dataclass(frozen=True)
class Told:
    """One act for a row or a page. `amended`: what later acts did to it, or what it did to an earlier one."""

    act: Act[Any]
    step: str
    by: str
    office: str
    whom: str
    evidence: tuple[str, ...]
    amended: tuple[str, ...]


def done_by(kind: ActKind) -> str:
    """What a step of this kind did: in the catalogue's words, else in the first words of what its kind says of itself."""
    if kind.name in STEPS:
        words = STEPS[kind.name].done
        return words[:1].upper() + words[1:]
    return re.split(r"[:.]", kind.model.__doc__ or kind.name)[0]


class Telling:
    """Puts acts of one matter into words: names are asked for once for all of them."""

    def __init__(self, matter: MatterSight, acts: Iterable[Act[Any]]) -> None:
        self._matter, self._acts, self._names = matter, list(acts), Names(matter)
        self._people = names_of({person for act in self._acts for person in _people_in(act)})

    def told(self) -> list[Told]:
        """Each act in words, in the order given."""
        return [self._told(act) for act in self._acts]

    def _told(self, act: Act[Any]) -> Told:
        person = _or_withheld(lambda: act.actor.person)
        office = _or_withheld(lambda: f"{act.actor.union} representative" if act.actor.union else OFFICES[act.actor.office])
        by = "you" if person == self._matter.seat.person else self._people.get(person, person)
        evidence = tuple(file.name for file in act.evidence)
        return Told(act, self._step(act), by, "" if person == WITHHELD else office, self.whom(act.about), evidence, tuple(self._amended(act)))

    def whom(self, about: str | None) -> str:
        """What to call whoever an act is about: by name where the seat may know it."""
        return self._people.get(about or "", "") or self._names.of(about)

    def _step(self, act: Act[Any]) -> str:
        return f"{done_by(act.kind)}{', elsewhere' if act.elsewhere else ''}"

    def _amended(self, act: Act[Any]) -> Iterable[str]:
        fold, known_at = self._matter.dossier.fold, self._matter.sight.known_at
        match act.body:
            case Correct():
                yield f"{'Corrects' if _fields(act) is not None else 'Withdraws'} {number_at(fold, act.body.corrects)}"
            case Confirm():
                yield f"Confirms {', '.join(number_at(fold, position) for position in act.body.positions)}"
            case Dispute():
                yield f"Disputes {number_at(fold, act.body.position)}"
        for said, how in ((fold.corrections, "Corrected by"), (fold.confirmations, "Confirmed by"), (fold.disputes, "Disputed in")):
            later: Iterable[Act[Any]] = said.get(act.position, ())
            yield from (f"{how} no. {one.number}" for one in later if known_at is None or one.position <= known_at)

    def says(self, act: Act[Any]) -> list[tuple[str, str]]:
        """Each field of the act with what it says, and each figure that it recorded."""
        fields = [(_label(act, name), _value_of(act, name)) for name in type(act.body).model_fields if name != "fields"]
        replaced = [(f"Now: {name.replace('_', ' ')}", value) for name, value in (_fields(act) or {}).items()] if isinstance(act.body, Correct) else []
        figures = [(name.replace("_", " ").capitalize(), value) for name, value in _figures(act).items()]
        return [(label, self._in_words(label, value)) for label, value in [*fields, *replaced, *figures]]

    def _in_words(self, label: str, value: Any) -> str:
        if isinstance(value, _Position):
            return number_at(self._matter.dossier.fold, value.at)
        return self._names.named(in_words(value)) or "Nothing"


@dataclass(frozen=True)
class _Position:
    at: int


def number_at(fold: Fold, position: int) -> str:
    """The act at a position, by its number in the matter."""
    act = fold.at(position)
    return f"no. {act.number}" if act else "a step of another matter"


def in_words(value: Any) -> str:
    """A stored value as a reader expects it."""
    if value is None:
        return "Not recorded"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Decimal):
        return f"£{value:,.2f}"
    if isinstance(value, Mapping):
        return "; ".join(f"{str(name).replace('_', ' ')}: {in_words(one)}" for name, one in value.items())
    if isinstance(value, tuple | list):
        return "\n".join(map(in_words, value))
    if hasattr(value, "model_dump"):
        return in_words(value.model_dump())
    return str(value)


def _label(act: Act[Any], name: str) -> str:
    step = STEPS.get(act.kind.name)
    asked = step.ask.get(name) if step else None
    return asked.label if asked else name.replace("_", " ").capitalize()


def _value_of(act: Act[Any], name: str) -> Any:
    try:
        value = getattr(act.body, name)
    except MissingFact as gap:
        return f"Erased on {day_in_words(gap.erased_on)}" if gap.erased_on else WITHHELD
    return _Position(value) if name in POSITIONS and isinstance(value, int) and not isinstance(value, bool) else value


def _fields(act: Act[Any]) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] | None = act.body.fields
    except MissingFact:
        return {}
    return found


def _figures(act: Act[Any]) -> Mapping[str, Any]:
    try:
        return dict(act.figures or {})
    except MissingFact as gap:
        return {"figures": f"Erased on {day_in_words(gap.erased_on)}" if gap.erased_on else WITHHELD}


def _people_in(act: Act[Any]) -> Iterable[str]:
    person = _or_withheld(lambda: act.actor.person)
    if person != WITHHELD:
        yield person
    if act.matter == "trust" and act.about:
        yield act.about


def _or_withheld(asked: Any) -> str:
    try:
        return str(asked())
    except MissingFact:
        return WITHHELD
