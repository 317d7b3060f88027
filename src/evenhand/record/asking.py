"""Asking each gate and figure of an act by itself, and noting what each read and what it met that is not here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evenhand.procedure.acts import Draft, MissingFact
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Answer, Answered, Gate, answered, gates_that_apply


@dataclass
class Note:
    """What one question read, and what it met that was not here."""

    read: set[str] = field(default_factory=set)
    read_of_the_bearing: set[str] = field(default_factory=set)
    withheld: int = 0
    erased: int = 0
    fault: str = ""

    def of(self, dossier: Dossier, context: Context) -> tuple[Dossier, Context]:
        """The same views, what is read through them noted here."""
        return dossier.but(reads=self.read), context.but(reads=self.read_of_the_bearing)

    @property
    def gaps(self) -> int:
        """How many facts it met that are not here."""
        return self.withheld + self.erased

    def met(self, gap: MissingFact) -> None:
        """A rule read a fact that is not here."""
        if gap.erased_on:
            self.erased += 1
        else:
            self.withheld += 1


class Asking:
    """Asks every gate and figure by itself, so that a gap under one leaves the others' answers standing."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.figures = Note()

    def ask(self, dossier: Dossier, draft: Draft[Any], context: Context) -> list[Answered]:
        """What each gate answers; 'not recorded', with a note of why, where it cannot."""
        return [self._asked(one, dossier, draft, context) for one in gates_that_apply(draft, context)]

    def _asked(self, asked: Gate, dossier: Dossier, draft: Draft[Any], context: Context) -> Answered:
        note = self.notes.setdefault(asked.rule, Note())
        try:
            seen, around = note.of(dossier, context)
            found = answered(asked, seen, draft, around)
        except MissingFact as gap:
            note.met(gap)
        except Exception as fault:  # whatever it is, the act could not have been recorded so; the figure says which
            note.fault = f"{type(fault).__name__}: {fault}"
        else:
            note.erased += any(reason.erased_on is not None for reason in found.reasons)
            return found
        return Answered(asked, Answer.NOT_RECORDED, (), context.clauses(asked.rule))

    def reckon(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """The figures that the act's kind works out; none, with a note of why, where it cannot."""
        seen, around = self.figures.of(dossier, context)
        try:
            found: Mapping[str, Any] = draft.body.figures(seen, draft, around)
        except MissingFact as gap:
            self.figures.met(gap)
        except Exception as fault:  # as above
            self.figures.fault = f"{type(fault).__name__}: {fault}"
        else:
            return found
        return {}

    @property
    def read_of_the_bearing(self) -> set[str]:
        """Every kind that any of them read of other matters."""
        return set().union(self.figures.read_of_the_bearing, *(note.read_of_the_bearing for note in self.notes.values()))
