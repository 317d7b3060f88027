"""Reading an act from whichever of its parts are here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import evenhand.procedure.everything  # noqa: F401  declares every kind of act
from evenhand.calendars.london import london_day
from evenhand.procedure.acts import REGISTER, Act, ActKind, MissingFact
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.parts import Gap, Part, act_from, part_from
from evenhand.record.bundle_file import StoredPart


class NotAnAct(ValueError):
    """What is shown of an act is not what this version of Evenhand reads as one; the message says why."""


@dataclass(frozen=True, slots=True)
class ReadAct:
    """What is known of an act: its parts or gaps, and as far as they are shown its matter, number and kind. `act` is None where too little is."""

    position: int
    parts: tuple[Part | Gap, ...]
    matter: str | None
    number: int | None
    kind: ActKind | None
    act: Act[Any] | None

    @property
    def is_opaque(self) -> bool:
        """Whether not even its matter is known."""
        return self.matter is None


def read_act(position: int, stored: Sequence[StoredPart], *, reading: Callable[[bytes], Part] = part_from) -> ReadAct:
    """The act as far as its parts are here. `reading` makes a part of its bytes, for whoever reads many acts and remembers. Raises NotAnAct."""
    try:
        parts = tuple(Gap(one.erased_on) if one.content is None else reading(one.content) for one in stored)
        place, kind = _value(parts, "place"), _value(parts, "kind")
        if place is not None and not (type(place["matter"]) is str and type(place["number"]) is int):
            raise NotAnAct(f"its place is {dict(place)!r:.80}, and not a matter and a number in it")
        act = act_from(position, parts)
        if act is not None:
            london_day(act.recorded_at)  # which raises for a moment that has none
        return ReadAct(
            position,
            parts,
            place["matter"] if place else None,
            place["number"] if place else None,
            REGISTER[kind["kind"]] if kind else None,
            act if act is None or _says_what_it_amends(act) else None,
        )
    except NotAnAct:
        raise
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise NotAnAct(f"its parts make no act that this version reads: {type(fault).__name__}: {fault}") from fault


def _value(parts: Sequence[Part | Gap], name: str) -> Any:
    return next((part.value for part in parts if isinstance(part, Part) and part.name == name), None)


def _says_what_it_amends(act: Act[Any]) -> bool:
    """Whether an act about another act still says which: where that was erased or is withheld, no fold can put it in its place."""
    try:
        match act.body:
            case Correct():
                return act.body.corrects >= 0
            case Confirm():
                return bool(act.body.positions)
            case Dispute():
                return act.body.position >= 0
    except MissingFact:
        return False
    return True
