"""Judging a batch: the acts to append and what each records, or every reason not to. Pure: it reads folds, and leaves them as it found them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import evenhand
from evenhand.calendars.digest import calendar_digest
from evenhand.canonical.encoding import encode
from evenhand.law.dated import digest as law_digest
from evenhand.procedure.acts import Act, Draft, MissingFact
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Audience, Seat, may_see
from evenhand.procedure.context import Context, Folded
from evenhand.procedure.duties import Duty, State, duties
from evenhand.procedure.faults import faults, gone
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.gates import Answer, Answered, Gate, Reason, Strength, answers
from evenhand.procedure.parts import Part, answer_audiences, envelope_audience, parts_of


@dataclass(frozen=True)
class Judged:
    """One act of a batch, its gates' answers, and why it makes no sense if it does not."""

    act: Act[Any]
    answered: tuple[Answered, ...]
    faults: tuple[str, ...]
    basis: Mapping[str, Any]
    target: Act[Any] | None = None

    @property
    def blocked(self) -> tuple[Answered, ...]:
        """The gates that refuse it. None refuses a report: there they are breaches."""
        return () if self.act.reported else self.unmet

    @property
    def unmet(self) -> tuple[Answered, ...]:
        """The gates that were not satisfied, whether or not that refuses it."""
        return tuple(one for one in self.answered if one.blocks)

    def parts(self) -> list[Part]:
        """The parts to store."""
        return parts_of(self.act, basis=self.basis, answers=_answers_by_audience(self.act, self.answered), target=self.target)


@dataclass(frozen=True)
class Judgement:
    """What became of a batch: appended whole, or not at all."""

    judged: tuple[Judged, ...]

    @property
    def refused(self) -> bool:
        """Whether any act of it makes no sense or is blocked."""
        return any(one.faults or one.blocked for one in self.judged)

    def shown(self, seat: Seat) -> list[dict[str, Any]]:
        """Of each act, the day, figures and gate answers that the person in this seat may know, as values to encode and to compare."""
        return [
            {
                "kind": one.act.kind.name,
                "about": one.act.about,
                "day": one.act.happened_on.isoformat(),
                "figures": dict(one.act.figures or {}),
                "answers": [_shown(seat, given, one.act) for given in one.answered if _shown_to(seat, given, one.act)],
            }
            for one in self.judged
        ]

    def digest(self, seat: Seat) -> str:
        """A digest of what this person was shown: when it changes, what the form said is no longer so."""
        return hashlib.sha256(encode(self.shown(seat))).hexdigest()


def judge(batch: Sequence[Draft[Any]], folded: Folded, *, today: date, now: datetime) -> Judgement:
    """The batch judged in order, each act seeing those before it. `now` is aware UTC, `today` its London day."""
    with _left_as_found(folded):
        owed = OpenDutiesOfLaw(folded, today, now)
        alone = len({draft.actor.person for draft in batch}) == 1
        return Judgement(tuple(_judge(folded.size + place, draft, folded, owed, today, now, alone=alone) for place, draft in enumerate(batch)))


@contextmanager
def _left_as_found(folded: Folded) -> Iterator[None]:
    sizes = {code: len(fold.acts) for code, fold in folded.matters.items()}
    bearing = len(folded.bearing.acts)
    try:
        yield
    finally:
        for code, fold in list(folded.matters.items()):
            while len(fold.acts) > sizes.get(code, 0):
                fold.undo()
            if code not in sizes:
                del folded.matters[code]
        while len(folded.bearing.acts) > bearing:
            folded.bearing.undo()


def _judge(position: int, draft: Draft[Any], folded: Folded, owed: "OpenDutiesOfLaw", today: date, now: datetime, *, alone: bool) -> Judged:
    fold = folded.matters.setdefault(draft.matter, Fold())
    context = folded.context(draft.matter, today, now)
    if draft.kind.opens_matter:
        context = context.pinning(draft.body)
    found = list(faults(Dossier(fold, on=today), draft, context))
    if not alone:
        found.append("A batch is one person's. Record each person's acts apart.")
    act = _as_act(position, draft, fold, today, now)
    judged = Judged(act, (), tuple(found), {}) if found else _judge_or_say_what_is_gone(act, fold, context)
    if any(one.gate.strength is Strength.AGREEMENT and one.blocks for one in judged.answered):
        judged = owed.give_way(judged, fold, folded)
    fold.add(judged.act)
    if judged.act.kind.bears:
        folded.bearing.add(judged.act)
    return judged


def _judge_or_say_what_is_gone(act: Act[Any], fold: Fold, context: Context) -> Judged:
    """The act judged; where a figure of it would rest on a fact that was erased, that is why it cannot be recorded."""
    try:
        return judge_one(act, fold, context)
    except MissingFact as gap:
        return Judged(act, (), (gone(gap),), {})


def _as_act(position: int, draft: Draft[Any], fold: Fold, today: date, now: datetime) -> Act[Any]:
    return Act(
        position=position,
        matter=draft.matter,
        number=len(fold.acts) + fold.blind + 1,
        body=draft.body,
        actor=draft.actor,
        about=draft.about,
        happened_on=draft.happened_on or today,
        recorded_at=now,
        evidence=draft.evidence,
        elsewhere=draft.elsewhere,
    )


Asking = Callable[[Dossier, Draft[Any], Context], Sequence[Answered]]
Reckoning = Callable[[Dossier, Draft[Any], Context], Mapping[str, Any]]


def figures_of(dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
    """What the draft's kind works out."""
    figures: Mapping[str, Any] = draft.body.figures(dossier, draft, context)
    return figures


def judge_one(act: Act[Any], fold: Fold, context: Context, *, ask: Asking = answers, reckon: Reckoning = figures_of) -> Judged:
    """The act with its figures, its gates' answers and its basis, judged against all that this fold holds for the day on which it happened.

    The verifier calls this too: what an act recorded must be what this says of it. It hands in an `ask` and a `reckon` that note what they met.
    """
    basis = {
        "known_at": act.position - 1,
        "law": law_digest(),
        "pack": context.pack.digest if context.pack else None,
        "calendars": calendar_digest(),
        "version": evenhand.__version__,
    }
    if isinstance(act.body, Correct):
        return _judge_correction(act, fold, context, basis, ask)
    dossier, then = Dossier(fold, on=act.happened_on), _on(context, act.happened_on)
    given = tuple(ask(dossier, act.as_draft(), then))
    figures = dict(reckon(dossier, act.as_draft(), then))
    return Judged(replace(act, figures=figures, answers=_briefly(given)), given, (), basis)


def _judge_correction(act: Act[Correct], fold: Fold, context: Context, basis: Mapping[str, Any], ask: Asking) -> Judged:
    """A correction is judged as the act that it makes of what it corrects: as of then, and as of now."""
    target = fold.at(act.body.corrects)
    assert target is not None, "a correction of nothing is a fault, and was told as one"
    if act.body.fields is None:
        return Judged(act, (), (), basis, target)
    body = target.kind.model.model_validate(act.body.fields)
    act = replace(act, body=act.body.model_copy(update={"fields": body.model_dump(mode="json")}))
    day = act.body.happened_on or target.happened_on
    draft = replace(target.as_draft(), body=body, happened_on=day)
    then = ask(Dossier(fold, on=day, before=target.position), draft, _on(context, day))
    now = ask(Dossier(fold, on=context.today), draft, context)
    given = tuple(_worse(one, other) for one, other in zip(then, now, strict=True))
    return Judged(replace(act, answers=_briefly(given)), given, (), basis, target)


def _briefly(given: Sequence[Answered]) -> tuple[tuple[str, str], ...]:
    return tuple((one.gate.rule, one.answer.value) for one in given)


def _worse(then: Answered, now: Answered) -> Answered:
    return then if then.blocks or not now.blocks else now


def _on(context: Context, day: date) -> Context:
    return replace(context.but(on=day), today=day)


class OpenDutiesOfLaw:
    """The duties of law open before a batch, asked for only when an agreement stands in its way."""

    def __init__(self, folded: Folded, today: date, now: datetime) -> None:
        self._folded, self._today, self._now = folded, today, now

    def give_way(self, judged: Judged, fold: Fold, folded: Folded) -> Judged:
        """The same, its agreement gates giving way if it is a step of a duty of law that was open before the batch, or recording it discharges one."""
        act, until_then = judged.act, folded.size - 1
        before = [owed for owed in self._of_law(act.matter, known_at=until_then, confirmed=True) if owed.state is not State.DISCHARGED]
        if not any(owed.leads_here(act) for owed in before):
            reported = self._discharged(act.matter, known_at=until_then)
            fold.add(act)
            if act.kind.bears:
                folded.bearing.add(act)
            discharged = self._discharged(act.matter, known_at=None) - reported
            fold.undo()
            if act.kind.bears:
                folded.bearing.undo()
            if discharged.isdisjoint(owed.identity for owed in before):
                return judged
        given = tuple(_giving_way(one) for one in judged.answered)
        return replace(judged, act=replace(act, answers=_briefly(given)), answered=given)

    def _discharged(self, matter: str, *, known_at: int | None) -> set[tuple[Any, ...]]:
        """Which of them are discharged if every report is true."""
        return {owed.identity for owed in self._of_law(matter, known_at=known_at, confirmed=False) if owed.state is State.DISCHARGED}

    def _of_law(self, matter: str, *, known_at: int | None, confirmed: bool) -> list[Duty]:
        context = self._folded.context(matter, self._today, self._now).but(known_at=known_at)
        dossier = Dossier(self._folded.matters[matter], on=self._today, known_at=known_at)
        return [owed for owed in duties(dossier, context, matter_kind(dossier), confirmed=confirmed) if owed.strength is Strength.LAW]


def _giving_way(one: Answered) -> Answered:
    return replace(one, answer=Answer.GIVES_WAY) if one.gate.strength is Strength.AGREEMENT and one.blocks else one


def matter_kind(dossier: Dossier) -> str:
    """Which kind of matter this is: the first word of its opening act's kind."""
    return dossier.fold.acts[0].kind.name.split(".")[0] if dossier.fold.acts else ""


def _answers_by_audience(act: Act[Any], answered: Sequence[Answered]) -> dict[Audience, list[dict[str, Any]]]:
    """Each gate's answer for those who may know the facts that it read."""
    grouped: dict[Audience, list[dict[str, Any]]] = {seen_by: [] for seen_by in answer_audiences(act.matter)}
    for one in answered:
        given: dict[str, Any] = {"rule": one.gate.rule, "answer": one.answer.value}
        if one.blocks:
            told = [
                reason.says
                for reason in one.reasons
                if reason.audience in (None, one.gate.audience) and (act.about is None or reason.about in (None, act.about))
            ]
            given |= {"breach": True, "exposure": one.gate.exposure, "because": told}
        grouped[kept_for(one.gate, act.matter)].append(given)
    return grouped


def kept_for(asked: Gate, matter: str) -> Audience:
    """For whom a gate's answers are kept: whoever may know the facts that it reads."""
    return asked.audience if asked.audience in (Audience.HR, Audience.PROTECTED) else envelope_audience(matter)


def _shown_to(seat: Seat, one: Answered, act: Act[Any]) -> bool:
    return may_see(kept_for(one.gate, act.matter), act.about, seat, announced=True, concerned=True)


def _shown(seat: Seat, one: Answered, act: Act[Any]) -> list[Any]:
    """The rule, its answer, and those of its reasons that are for this person too."""
    says = [reason.says for reason in one.reasons if _told_to(seat, reason, one, act)]
    return [one.gate.rule, one.answer.value, says]


def _told_to(seat: Seat, reason: Reason, one: Answered, act: Act[Any]) -> bool:
    if reason.audience is None and reason.about in (None, act.about):
        return True
    return may_see(reason.audience or one.gate.audience, reason.about or act.about, seat, announced=True, concerned=True)
