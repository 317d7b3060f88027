"""Deriving again what an act recorded, from the acts before it: each gate's answer and each figure, by the same judge that first said so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from evenhand.calendars.london import london_day
from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Act, Body, MissingFact
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.audience import Audience
from evenhand.procedure.context import Context, Folded
from evenhand.procedure.faults import faults
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Answer, Answered, Strength
from evenhand.procedure.judge import Judged, OpenDutiesOfLaw, judge_one, kept_for
from evenhand.procedure.parts import AbsentFigures, Gap, Part
from evenhand.record.asking import Asking, Note
from evenhand.record.figures import Figure, Standing
from evenhand.record.folding import Forward
from evenhand.record.reading import ReadAct
from evenhand.record.shape import Layout
from evenhand.record.versions import derives_otherwise, is_known, is_ours

_BLOCKING = (Answer.NOT_SATISFIED.value, Answer.NOT_RECORDED.value)


class Rederiving:
    """Derives what acts recorded, in order, from what a bundle shows of those before them."""

    def __init__(self, forward: Forward, packs: Sequence[Pack]) -> None:
        self._forward = forward
        self._packs = {pack.digest: pack for pack in packs}
        self._batch: tuple[int, datetime | None] = (0, None)
        self.read_of_the_bearing: dict[str, set[str]] = {}

    def of(self, read: ReadAct, act: Act[Any], target: Act[Any] | None, places: Layout) -> Iterator[Figure]:
        """How each thing that this act recorded stands. Asked before the act is folded in."""
        if act.recorded_at != self._batch[1]:
            self._batch = act.position, act.recorded_at
        basis = _value(read, "basis")
        pack = self._packs.get(basis["pack"]) if basis else None
        one = _OneAct(self._forward, read, act, target, places, basis or {}, pack)
        if basis is None or not is_known(basis["version"]):
            told = "its basis is not here" if basis is None else f"it was recorded by version {basis['version']}, which this version does not know"
            yield from one.not_asked(told)
        elif basis["pack"] is not None and pack is None:
            yield from one.not_asked(f"the policy pack {basis['pack']} that it was judged under is not in the bundle")
        else:
            yield from one.asked(self._batch[0])
            self.read_of_the_bearing.setdefault(act.matter, set()).update(one.asking.read_of_the_bearing)


class _OneAct:
    """One act, asked again."""

    def __init__(
        self, forward: Forward, read: ReadAct, act: Act[Any], target: Act[Any] | None, places: Layout, basis: Mapping[str, Any], pack: Pack | None
    ) -> None:
        self._forward, self._read, self._act, self._target, self._basis, self._pack = forward, read, act, target, basis, pack
        self._fold, self._unseen = forward.fold(act.matter), forward.unseen_in(act.matter)
        self._placed = list(zip(places, read.parts, strict=True))
        self._recorded = {(audience, given["rule"]): given for audience, part in self._parts("answers") for given in _answers(part)}
        self._today = london_day(act.recorded_at)
        packs = {pack.id: pack} if pack else {}
        self._context = Context(self._today, act.recorded_at, Dossier(forward.bearing, on=self._today), packs, pack)
        self.asking = Asking()

    def not_asked(self, because: str) -> Iterator[Figure]:
        """Everything that the act recorded, as not derivable for this reason."""
        for name in [*(rule for _, rule in self._recorded), *self._recorded_figures()]:
            yield self._figure(name, Standing.NOT_DERIVABLE, says=because)

    def asked(self, batch: int) -> Iterator[Figure]:
        """Every gate, figure and the basis of the act, derived again."""
        try:
            judged = self._judged(batch)
        except MissingFact:
            yield from self.not_asked("what it corrects, or what it would put in its place, is not all here")
            return
        except Exception as fault:  # whatever it is, an act over which the judge stumbles was never recorded by it
            yield self._figure("basis", Standing.CONTRADICTED, says=f"this act could not have been recorded: {type(fault).__name__}: {fault}")
            return
        yield from self._basis_again(judged)
        yield from self._answers_again(judged)
        yield from self._figures_again(judged)
        yield from self._sense_again()

    def _judged(self, batch: int) -> Judged:
        if isinstance(self._act.body, Correct) and (self._target is None or self._lacks_a_part_of("body")):
            raise MissingFact("what is corrected")
        judged = judge_one(self._act, self._fold, self._context, ask=self.asking.ask, reckon=self.asking.reckon)
        standing_in_the_way = [one for one in judged.answered if one.gate.strength is Strength.AGREEMENT and one.blocks]
        if not standing_in_the_way:
            return judged
        if self._unseen or self._forward.unseen_bearing:
            for one in standing_in_the_way:
                self.asking.notes[one.gate.rule].withheld += 1
            return judged
        packs = self._context.packs
        folded = Folded(self._forward.matters, self._forward.bearing, packs, batch)
        return OpenDutiesOfLaw(folded, self._today, self._act.recorded_at).give_way(judged, self._fold, folded)

    def _parts(self, called: str) -> list[tuple[Audience, Part | Gap]]:
        return [(audience, part) for (name, audience), part in self._placed if name == called]

    def _lacks_a_part_of(self, called: str) -> bool:
        return any(isinstance(part, Gap) for _, part in self._parts(called))

    def _basis_again(self, judged: Judged) -> Iterator[Figure]:
        """The basis names the law, calendars and policy that this version has, if this version recorded it; and its own place in any case."""
        ours = judged.basis if is_ours(self._basis["version"]) else {"known_at": self._act.position - 1, "pack": judged.basis["pack"]}
        wrong = [name for name, value in ours.items() if self._basis[name] != value]
        if self._pack and self._pinned() not in (None, self._pack.id):
            wrong.append("pack")
        if wrong:
            yield self._figure("basis", Standing.CONTRADICTED, says=f"its basis does not name what it was judged by: {', '.join(wrong)}")

    def _pinned(self) -> str | None:
        """The policy that the matter's opening act pins; None where it pins none, or that is not here to be compared."""
        opened = self._fold.acts[0].body if self._fold.acts else self._act.body
        try:
            return getattr(opened, "pack", None)
        except MissingFact:
            return None

    def _answers_again(self, judged: Judged) -> Iterator[Figure]:
        unmatched = dict(self._recorded)
        gaps = {audience: part for audience, part in self._parts("answers") if isinstance(part, Gap)}
        for one in judged.answered:
            audience = kept_for(one.gate, self._act.matter)
            if audience in gaps:
                erased = gaps[audience].erased_on is not None
                yield self._figure(one.gate.rule, Standing.NOT_DERIVABLE, withheld=int(not erased), erased=int(erased))
            else:
                yield self._answer_again(one, unmatched.pop((audience, one.gate.rule), None))
        for _, rule in unmatched:
            yield self._compared(rule, Note(), agrees=False, says="no such gate stands before this act")

    def _answer_again(self, one: Answered, recorded: Mapping[str, Any] | None) -> Figure:
        rule, note = one.gate.rule, self.asking.notes[one.gate.rule]
        if recorded is None:
            return self._compared(rule, note, agrees=False, says="no answer is recorded")
        if recorded["answer"] in _BLOCKING and not self._act.reported:
            return self._figure(rule, Standing.CONTRADICTED, says=f"the act was done although it records '{recorded['answer']}'")
        agrees = recorded["answer"] == one.answer.value and recorded.get("breach", False) is one.blocks
        return self._compared(rule, note, agrees=agrees, says="" if agrees else f"recorded '{recorded['answer']}', derived '{one.answer.value}'")

    def _recorded_figures(self) -> list[str]:
        if isinstance(self._act.figures, AbsentFigures):
            return ["figures"] if type(self._act.body).figures is not Body.figures else []
        return list(self._act.figures or {})

    def _figures_again(self, judged: Judged) -> Iterator[Figure]:
        recorded, note = self._act.figures or {}, self.asking.figures
        if isinstance(recorded, AbsentFigures):
            erased = any(isinstance(part, Gap) and part.erased_on for _, part in self._parts("figures"))
            for name in self._recorded_figures():
                yield self._figure(name, Standing.NOT_DERIVABLE, withheld=int(not erased), erased=int(erased))
            return
        derived = {} if isinstance(self._act.body, Correct) else judged.act.figures or {}
        for name in recorded if note.fault or note.gaps else {**recorded, **derived}:
            agrees = name in recorded and name in derived and recorded[name] == derived[name]
            yield self._compared(name, note, agrees=agrees, says="" if agrees else _difference(name, recorded, derived))

    def _sense_again(self) -> Iterator[Figure]:
        """Whether the act could be recorded at all: by whom, when, of what. Told only where it could not, and where all that this rests on is here."""
        note, act = Note(), self._act
        amends = isinstance(act.body, Confirm | Correct | Dispute)
        if (amends and self._unseen) or (act.number > 1 and not self._fold.acts):
            return
        seen, around = note.of(Dossier(self._fold, on=self._today), self._context)
        try:
            found = list(faults(seen, act.as_draft(), around, gaps_told=False))
        except MissingFact:
            return
        except Exception as fault:  # an act over which these questions stumble was never recorded by them
            found = [f"this act could not have been recorded: {type(fault).__name__}: {fault}"]
            note.fault = found[0]
        if found and not any(self._not_here(note)):
            yield self._compared("sense", note, agrees=False, says=" ".join(found))

    def _not_here(self, note: Note) -> tuple[int, int]:
        """How much of what a question may rest on is withheld, and how much erased."""
        own, around = self._unseen.among(note.read), self._forward.unseen_bearing.among(note.read_of_the_bearing)
        blind = 1 if note.fault and (self._unseen or self._forward.unseen_bearing) else 0
        return own[0] + around[0] + note.withheld + blind, own[1] + around[1] + note.erased

    def _compared(self, name: str, note: Note, *, agrees: bool, says: str) -> Figure:
        withheld, erased = self._not_here(note)
        if withheld or erased:
            return self._figure(name, Standing.NOT_DERIVABLE, withheld=withheld, erased=erased)
        if agrees:
            return self._figure(name, Standing.DERIVED)
        known_to_differ = derives_otherwise(name, self._basis["version"])
        return self._figure(name, Standing.DERIVED_DIFFERENTLY if known_to_differ else Standing.CONTRADICTED, says=note.fault or says)

    def _figure(self, name: str, standing: Standing, *, withheld: int = 0, erased: int = 0, says: str = "") -> Figure:
        return Figure(self._act.position, self._act.matter, self._act.number, name, standing, withheld, erased, says)


def told_of_unread(read: ReadAct) -> Iterator[Figure]:
    """What is shown of an act whose day or facts are not here: its answers are told, and cannot be derived."""
    erased = any(isinstance(part, Gap) and part.erased_on for part in read.parts)
    for part in read.parts:
        for given in _answers(part) if read.matter and read.number else ():
            place = read.position, read.matter or "", read.number or 0
            yield Figure(*place, given["rule"], Standing.NOT_DERIVABLE, withheld=int(not erased), erased=int(erased))


def _answers(part: Part | Gap) -> Sequence[Mapping[str, Any]]:
    return part.value["answers"] if isinstance(part, Part) and part.name == "answers" else ()


def _difference(name: str, recorded: Mapping[str, Any], derived: Mapping[str, Any]) -> str:
    return f"recorded {recorded.get(name, 'nothing')!r:.120}, derived {derived.get(name, 'nothing')!r:.120}"


def _value(read: ReadAct, name: str) -> Mapping[str, Any] | None:
    return next((part.value for part in read.parts if isinstance(part, Part) and part.name == name), None)
