"""Duties: who owes what, to whom, by when. Worked out from acts whenever they are asked for; nothing about them is stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, Body, MissingFact
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.context import WAYS_OF_COUNTING, Context
from evenhand.procedure.fold import Counting, Dossier
from evenhand.procedure.gates import Strength


class State(StrEnum):
    """How a duty stands. Missed: no longer possible in time, with what that exposes the trust to."""

    OPEN = "open"
    MISSED = "missed"
    DISCHARGED = "discharged"


@dataclass(frozen=True)
class Duty:
    """One thing owed. `arose_from` and `discharged_by` are positions of acts; `owed_to` and `about` say to whom and for whom.

    `steps`: kinds of act that lead to what discharges it. No undertaking stops them while it is open.
    """

    rule: str
    owner: Office
    owed_to: str
    says: str
    arose_from: int
    due_on: date | None = None
    about: str | None = None
    discharged_by: int | None = None
    exposure: str = ""
    audience: Audience = Audience.PARTIES
    strength: Strength = Strength.POLICY
    cites: str = ""
    clauses: tuple[str, ...] = ()
    state: State = State.OPEN
    steps: tuple[type[Body], ...] = ()

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes it the same duty on another day or in another view."""
        return self.rule, self.owed_to, self.about, self.arose_from

    def leads_here(self, act: Act[Any]) -> bool:
        """Whether the act is one of the duty's steps, towards whom it is owed."""
        return isinstance(act.body, self.steps) and self.about in (None, act.about) and getattr(act.body, "union", self.owed_to) == self.owed_to


Owed = Callable[[Dossier, Context], Iterable[Duty]]


@dataclass(frozen=True)
class DutyRule:
    """Where duties of one rule come from."""

    rule: str
    strength: Strength
    cites: str
    matter: str
    owes: Owed


DUTIES: dict[str, DutyRule] = {}


def duty(rule: str, strength: Strength, *, matter: str, cites: str) -> Callable[[Owed], Owed]:
    """Declare the function below as the one home of this duty. It yields each duty that arose, with `discharged_by` once it is done."""

    def declare(owes: Owed) -> Owed:
        if rule in DUTIES:
            raise ValueError(f"two duties are called {rule}")
        DUTIES[rule] = DutyRule(rule, strength, cites, matter, owes)
        return owes

    return declare


def duties(dossier: Dossier, context: Context, matter: str, *, confirmed: bool = True) -> list[Duty]:
    """Every duty in the dossier of this kind of matter, by due day. Discharged only if it is so under every way of counting reports;
    with `confirmed` False, as soon as anyone reports it."""
    found: dict[tuple[Any, ...], Duty] = {}
    for declared in DUTIES.values():
        if declared.matter != matter or (declared.strength is Strength.POLICY and context.pack and not context.clauses(declared.rule)):
            continue
        for counting in WAYS_OF_COUNTING if confirmed else (Counting.EVERYTHING,):
            for owed in _owed(declared, dossier.but(counting=counting), context.but(counting=counting)):
                _keep_the_worse(found, _stated(owed, declared, context))
    return sorted(found.values(), key=lambda owed: (owed.due_on or date.max, owed.rule, owed.about or ""))


def _owed(declared: DutyRule, dossier: Dossier, context: Context) -> Iterator[Duty]:
    try:
        yield from declared.owes(dossier, context)
    except MissingFact as gap:
        if gap.erased_on is None:
            raise
        yield Duty(
            rule=declared.rule,
            owner=Office.HR_ADVISER,
            owed_to="the record",
            says=f"Look by hand at what else is owed under this rule: a fact that it rests on was erased on {day_in_words(gap.erased_on)}.",
            arose_from=0,
        )


def _stated(owed: Duty, declared: DutyRule, context: Context) -> Duty:
    if owed.discharged_by is not None:
        state = State.DISCHARGED
    else:
        state = State.MISSED if owed.due_on and context.today > owed.due_on else State.OPEN
    return replace(owed, state=state, strength=declared.strength, cites=declared.cites, clauses=context.clauses(declared.rule))


def _keep_the_worse(found: dict[tuple[Any, ...], Duty], owed: Duty) -> None:
    known = found.get(owed.identity)
    if known is None or _how_bad(owed) > _how_bad(known):
        found[owed.identity] = owed


def _how_bad(owed: Duty) -> tuple[int, int]:
    """Missed is worse than open, open than discharged; of two alike, the sooner due is the worse."""
    return [State.DISCHARGED, State.OPEN, State.MISSED].index(owed.state), -(owed.due_on or date.max).toordinal()
