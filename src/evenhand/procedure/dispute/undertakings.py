"""Undertakings: a promise to pause, its scope, and what ends it. While one is in force, the steps in its scope wait."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import REGISTER, Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate

_EITHER_SIDE = HR | {Office.HEADTEACHER, Office.CHIEF_EXECUTIVE, Office.UNION_REPRESENTATIVE}


@act(
    "dispute.undertaking_given",
    by=_EITHER_SIDE,
    audience=Audience.PARTIES,
    reported=True,
    opens_matter=True,
    bears=True,
    binds=True,
    settled_by_the_other_side=True,
)
class UndertakingGiven(Body):
    """The trust promised a union not to take certain steps: which kinds of act, in which matters (none named means all), until what ends it."""

    union: Words
    promise: Words
    steps: tuple[str, ...] = Field(min_length=1)
    matters: tuple[str, ...] = ()
    ends_when: Words
    ends_on: date | None = None


@act("dispute.undertaking_ended", by=_EITHER_SIDE, audience=Audience.PARTIES, reported=True, bears=True, settled_by_the_other_side=True)
class UndertakingEnded(Body):
    """The undertaking ended: by its own condition, or because the union agreed. Only the union's word makes it so."""

    union: Words
    given: int
    because: Words


@sense(UndertakingGiven)
def steps_that_are_acts(dossier: Dossier, draft: Draft[UndertakingGiven], context: Context) -> Iterator[str]:
    """An undertaking names steps that Evenhand knows, so that it can hold them back."""
    for step in draft.body.steps:
        if step not in REGISTER:
            yield f"There is no step called {step}."


@sense(UndertakingEnded)
def ends_an_undertaking(dossier: Dossier, draft: Draft[UndertakingEnded], context: Context) -> Iterator[str]:
    """What ends must have been given, to that union."""
    given = dossier.at(UndertakingGiven, draft.body.given)
    if given is None:
        yield f"Act {draft.body.given} is not an undertaking."
    elif given.body.union != draft.body.union:
        yield f"Act {draft.body.given} was given to {given.body.union}, not to {draft.body.union}."


def undertakings_in_force(bearing: Dossier, on: date) -> list[Act[UndertakingGiven]]:
    """The undertakings in force on a day, in this view of the bearing."""
    ended = {end.body.given for end in bearing.every(UndertakingEnded)}
    return [given for given in bearing.every(UndertakingGiven) if given.position not in ended and (given.body.ends_on is None or on <= given.body.ends_on)]


def holds_back(asked: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Each undertaking in force whose scope has this step in this matter."""
    for given in undertakings_in_force(context.bearing, context.today):
        if draft.kind.name in given.body.steps and (not given.body.matters or draft.matter in given.body.matters):
            yield Reason(
                f"The trust undertook to {given.body.union} on {day_in_words(given.happened_on)}: {given.body.promise}",
                f"Wait until {given.body.ends_when.rstrip('. ')}, or record that {given.body.union} agrees in writing that it ended.",
            )


def guard_every_step() -> None:
    """Put the undertaking gate before every act of a change. Called once, when all its kinds are declared."""
    kinds = [kind.model for kind in REGISTER.values() if kind.name.startswith("change.")]
    gate("undertaking-in-force", Strength.AGREEMENT, on=kinds, cites="the undertaking itself", exposure="An undertaking broken.")(holds_back)
