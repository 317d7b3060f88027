"""Playing the story: each move performed by its person through the ledger, on the day and at the time that the script says. Every gate is the real one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from evenhand.procedure.acts import REGISTER, Act, Body, Draft, Evidence
from evenhand.procedure.amending import Confirm
from evenhand.procedure.refusing import refusal
from evenhand_web.config import clock
from evenhand_web.demonstration.script import Holder, Move, people
from evenhand_web.ledger.files import kept_file
from evenhand_web.ledger.performing import Recorded, Refused, perform

_LATER = timedelta(minutes=4)  # between a report and the word of whoever confirms it


class NotAccepted(AssertionError):
    """A move of the script is refused: the story has to be told otherwise. The message has every reason."""


class Player:
    """Who has been told of so far, and where the acts stand that later moves speak of."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, str]] = {}  # by matter, and by payroll number
        self.staying_terms: dict[str, list[str]] = {}  # by matter: those affected whose term does not run out by itself
        self._called: dict[tuple[str, str], dict[str | None, int]] = {}

    def play(self, matter: str, move: Move) -> None:
        """One plain move: an act, or one for each person whom it is about."""
        self.record(matter, move, self._drafts(matter, move))

    def record(self, matter: str, move: Move, drafts: Sequence[Draft[Any]]) -> Sequence[Act[Any]]:
        """These drafts as one batch of whoever makes the move, and then confirmed if the move says by whom."""
        clock.set_demonstration_to(move.moment)
        acts = performed(people().holder(move.by), drafts, move)
        for act in acts:
            self._called.setdefault((matter, move.called or ""), {})[act.about] = act.position
        if move.confirmed_by:
            clock.set_demonstration_to(move.moment + _LATER)
            word = Confirm(positions=tuple(act.position for act in acts))
            confirming = people().holder(move.confirmed_by)
            performed(confirming, [Draft(matter, word, confirming.actor)], move)
        return acts

    def draft(self, matter: str, move: Move, body: Body, about: str | None = None, evidence: tuple[Evidence, ...] = ()) -> Draft[Any]:
        """A draft of whoever makes the move; a report is of the day of the move unless the move names another."""
        happened_on = move.happened_on or (move.day if body.kind.reported else None)
        return Draft(matter, body, people().holder(move.by).actor, about, happened_on, evidence)

    def position(self, matter: str, name: str, about: str | None = None) -> int:
        """Where the act called so stands: the one about this person, if there is one about each of several; else the only one."""
        called = self._called[matter, name]
        return called[about] if about in called else min(called.values())

    def everyone(self, matter: str, move: Move) -> list[str]:
        """The payroll numbers that a move is about, its phrases put as people."""
        phrases = {"everyone affected": list(self.codes.get(matter, ())), "everyone whose term does not run out": self.staying_terms.get(matter, [])}
        named = [person for told in move.about for person in phrases.get(told, [told])]
        return [person for person in named if person not in move.but_not]

    def _drafts(self, matter: str, move: Move) -> list[Draft[Any]]:
        evidence = evidence_of(move)
        kind = REGISTER[move.does].model
        named = [self.codes.get(matter, {}).get(person, person) for person in self.everyone(matter, move)]
        about: list[str | None] = [*named] or [None]
        return [self.draft(matter, move, kind.model_validate(self._resolved(matter, move.fields, whom)), whom, evidence) for whom in about]

    def _resolved(self, matter: str, value: Any, about: str | None) -> Any:
        """The value with '@name' put as the position of the act of that name."""
        if isinstance(value, dict):
            return {key: self._resolved(matter, each, about) for key, each in value.items()}
        if isinstance(value, list):
            return [self._resolved(matter, each, about) for each in value]
        return self.position(matter, value[1:], about) if isinstance(value, str) and value.startswith("@") else value


def evidence_of(move: Move) -> tuple[Evidence, ...]:
    """The files that show what the move says, kept."""
    return tuple(kept_file(name, f"{text}\n".encode()) for name, text in move.evidence.items())


def performed(who: Holder, drafts: Sequence[Draft[Any]], move: Move) -> Sequence[Act[Any]]:
    """The batch on the record. Raises NotAccepted with every reason."""
    outcome = perform(drafts, command_id=f"demonstration {uuid4().hex}", seat=who.seat)
    if isinstance(outcome, Recorded):
        return outcome.acts
    assert isinstance(outcome, Refused), "what shows nothing cannot be in conflict"
    raise NotAccepted("\n".join([f"{move.day} {move.at}, {who.name}, {move.does}:", *refusal(outcome.judgement, who.seat)]))
