"""The fold: an index over acts in ledger order; and the dossier: the one way in which rules read it.

The fold only appends, so a refused batch is taken back by popping. Everything about time, lateness, correction and confirmation is settled in
the view, once: no rule knows of any of them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar, cast

from evenhand.procedure.acts import Act, Body
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.audience import THE_OTHER_SIDE

B = TypeVar("B", bound=Body)
T = TypeVar("T")


class Counting(Enum):
    """Which reports and corrections a view counts. A gate is satisfied only if it is so under every one of them."""

    EVERYTHING = "everything"
    CONFIRMED = "confirmed only"
    BINDING = "confirmed, and whatever binds"


class Fold:
    """Acts of one matter, or of the bearing, in ledger order, indexed by kind and by whom they are about."""

    def __init__(self, acts: Iterable[Act[Any]] = ()) -> None:
        self.acts: list[Act[Any]] = []
        self.blind = 0  # acts of which not even the kind can be seen
        self.by_kind: dict[str, list[Act[Any]]] = {}
        self.by_person: dict[tuple[str, str], list[Act[Any]]] = {}
        self.corrections: dict[int, list[Act[Correct]]] = {}
        self.confirmations: dict[int, list[Act[Confirm]]] = {}
        self.disputes: dict[int, list[Act[Dispute]]] = {}
        self.unconfirmed: set[int] = set()
        self.remembered: dict[Hashable, Any] = {}
        self._at: dict[int, Act[Any]] = {}
        for act in acts:
            self.add(act)

    def add(self, act: Act[Any]) -> None:
        """Fold in the next act."""
        self.acts.append(act)
        self._at[act.position] = act
        for index, key in self._places(act):
            index.setdefault(key, []).append(act)
        self._recount(act)

    def undo(self) -> None:
        """Take the last act out again."""
        act = self.acts.pop()
        del self._at[act.position]
        for index, key in self._places(act):
            index[key].pop()
            if not index[key]:
                del index[key]
        self._recount(act)

    def at(self, position: int) -> Act[Any] | None:
        """The act at that position, as first recorded; None if this fold has none."""
        return self._at.get(position)

    def confirmed(self, act: Act[Any], known_at: int | None = None) -> bool:
        """Whether a report or correction may help the trust: the other side made it, or someone confirmed it and nobody whom it concerns
        disputed it since. A confirmation or dispute that was itself corrected no longer counts."""
        if act.actor.office in THE_OTHER_SIDE:
            return True
        word = self._standing(self.confirmations, act, known_at)
        if not word:
            return False
        dispute = max((said.position for said in self._standing(self.disputes, act, known_at)), default=-1)
        return any(said.position > dispute and (dispute < 0 or said.actor.office in THE_OTHER_SIDE) for said in word)

    def _standing(self, said: dict[int, list[Act[Any]]], about: Act[Any], known_at: int | None) -> list[Act[Any]]:
        return [one for one in said.get(about.position, ()) if _known(one, known_at) and not self._amended(one, known_at)]

    def _amended(self, act: Act[Any], known_at: int | None) -> bool:
        return any(_known(correction, known_at) for correction in self.corrections.get(act.position, ()))

    def _places(self, act: Act[Any]) -> Iterator[tuple[dict[Any, list[Any]], Hashable]]:
        yield self.by_kind, act.kind.name
        if act.about is not None:
            yield self.by_person, (act.kind.name, act.about)
        if isinstance(act.body, Correct):
            yield self.corrections, act.body.corrects
        elif isinstance(act.body, Dispute):
            yield self.disputes, act.body.position
        elif isinstance(act.body, Confirm):
            yield from ((self.confirmations, position) for position in act.body.positions)

    def _recount(self, act: Act[Any]) -> None:
        """Keep `unconfirmed` true after this act came or went: the reports that do not help, which make the three ways of counting differ."""
        for position in _touched(act, self.at(act.body.corrects) if isinstance(act.body, Correct) else None):
            known = self.at(position)
            awaits = known is not None and known.reported and not (self.confirmed(known) and _may_help(known))
            (self.unconfirmed.add if awaits else self.unconfirmed.discard)(position)


def _touched(act: Act[Any], corrected: Act[Any] | None) -> list[int]:
    """The positions whose standing an act may have changed: its own, and what it confirms or disputes, or what it corrects confirmed or disputed."""
    found = [act.position]
    for body in (act.body, corrected.body if corrected else None):
        if isinstance(body, Confirm):
            found += body.positions
        elif isinstance(body, Dispute):
            found.append(body.position)
    return found


@dataclass(frozen=True)
class Dossier:
    """A view of a fold: as known at a position, as in effect on a day, before an act, counting which reports."""

    fold: Fold
    known_at: int | None = None
    on: date | None = None
    before: int | None = None
    counting: Counting = Counting.EVERYTHING
    reads: set[str] = field(default_factory=set, compare=False)

    def every(self, kind: type[B], about: str | None = None) -> list[Act[B]]:
        """The acts of a kind that this view sees, about one person or all, by the day they happened and then by position."""
        self.reads.add(kind.kind.name)
        index = self.fold.by_kind.get(kind.kind.name, ()) if about is None else self.fold.by_person.get((kind.kind.name, about), ())
        seen = [act for act in map(self._seen, index) if act is not None]
        seen.sort(key=_by_day)
        return cast("list[Act[B]]", seen)

    def ever(self, kind: type[B]) -> list[Act[B]]:
        """The acts of a kind that were known at this view's position, as first recorded: those withdrawn or corrected since included."""
        return [act for act in self.fold.by_kind.get(kind.kind.name, ()) if _known(act, self.known_at)]

    def latest(self, kind: type[B], about: str | None = None) -> Act[B] | None:
        """The last of them, or None."""
        acts = self.every(kind, about)
        return acts[-1] if acts else None

    def at(self, kind: type[B], position: int) -> Act[B] | None:
        """The act of that kind at that position, if this view sees it."""
        self.reads.add(kind.kind.name)
        act = self.fold.at(position)
        return cast("Act[B] | None", self._seen(act)) if act and act.kind is kind.kind else None

    def everything(self) -> Iterator[Act[Any]]:
        """All acts that this view sees, in ledger order."""
        return (act for act in map(self._seen, self.fold.acts) if act is not None)

    def but(self, **settings: Any) -> "Dossier":
        """The same fold seen otherwise. What is read through it is noted here too."""
        return replace(self, **settings)

    def once(self, question: Callable[["Dossier"], T], *, kinds: Iterable[type[Body]], name: str = "") -> T:
        """The answer to a question that reads only these kinds, worked out once until one of them grows or something is amended.

        A question made on the spot needs a name of its own, and may depend on nothing else that changes within the matter.
        """
        names = [kind.kind.name for kind in kinds]
        self.reads.update(names)
        grown = tuple(self._end_of(name) for name in (*names, *_AMENDING))
        key = (name or question, self.known_at, self.on, self.before, self.counting)
        if self.fold.remembered.get(key, (None,))[0] != grown:
            self.fold.remembered[key] = (grown, question(self))
        return cast("T", self.fold.remembered[key][1])

    def _end_of(self, kind: str) -> tuple[int, Act[Any] | None]:
        """How many acts of a kind there are, and the last: after one was taken back and another stands in its place, their number alone would not tell."""
        acts = self.fold.by_kind.get(kind)
        return (len(acts), acts[-1]) if acts else (0, None)

    def _seen(self, act: Act[Any]) -> Act[Any] | None:
        if self.known_at is not None and act.position > self.known_at:
            return None
        if self.before is not None and act.position >= self.before and not act.reported:
            return None
        if self.counting is not Counting.EVERYTHING and act.reported and not self._counts(act):
            return None
        if act.position in self.fold.corrections:
            corrected = self._corrected(act)
            if corrected is None:
                return None
            act = corrected
        return None if self.on is not None and act.happened_on > self.on else act

    def _counts(self, act: Act[Any]) -> bool:
        """Whether a report counts in a view that is not of everything. What was done elsewhere against a rule never helps."""
        if act.kind.binds and self.counting is Counting.BINDING:
            return True
        if act.kind.opens_matter and not act.kind.binds:
            return True  # a matter that is under way is there, whoever has confirmed how it began
        return self.fold.confirmed(act, self.known_at) and _may_help(act)

    def _corrected(self, act: Act[Any]) -> Act[Any] | None:
        """The act as its latest correction that this view counts leaves it; None if it was withdrawn."""
        for correction in reversed(self.fold.corrections[act.position]):
            known = self.known_at is None or correction.position <= self.known_at
            if known and (self.counting is Counting.EVERYTHING or self._correction_counts(correction)):
                return _as_corrected(act, correction)
        return act

    def _correction_counts(self, correction: Act[Correct]) -> bool:
        """A correction helps only once it is confirmed, and never where what it puts in place would have been refused."""
        if correction.actor.office in THE_OTHER_SIDE:
            return True
        return self.fold.confirmed(correction, self.known_at) and not correction.breaches


def _as_corrected(act: Act[Any], correction: Act[Correct]) -> Act[Any] | None:
    fields = correction.body.fields
    if fields is None:
        return None
    return replace(
        act,
        body=act.kind.body(fields, absent=act.kind.model.model_fields.keys() - fields.keys()),
        happened_on=correction.body.happened_on or act.happened_on,
        evidence=act.evidence + correction.evidence,
        corrected_by=correction.position,
    )


_AMENDING = (Correct.kind.name, Confirm.kind.name, Dispute.kind.name)


def _known(act: Act[Any], known_at: int | None) -> bool:
    return known_at is None or act.position <= known_at


def _may_help(report: Act[Any]) -> bool:
    """Whether a report, once confirmed, counts like what was done here: what was done elsewhere against a rule never does."""
    return not (report.elsewhere and report.breaches)


def _by_day(act: Act[Any]) -> tuple[date, int]:
    return act.happened_on, act.position
