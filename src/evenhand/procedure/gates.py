"""Gates: what must hold before an act may be done. Three answers, three strengths, every unmet reason at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, Body, Draft, MissingFact
from evenhand.procedure.amending import Depart
from evenhand.procedure.audience import Audience
from evenhand.procedure.context import WAYS_OF_COUNTING, Context
from evenhand.procedure.fold import Counting, Dossier


class Strength(StrEnum):
    """Whose rule it is. Law: nobody sets it aside. Agreement: it ends by its terms or the other side's consent. Policy: a recorded departure."""

    LAW = "law"
    AGREEMENT = "agreement"
    POLICY = "policy"


class Answer(StrEnum):
    """What a gate answers; a missing fact is never a yes. The last two are ways through an unmet gate, each on the record."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not satisfied"
    NOT_RECORDED = "not recorded"
    DEPARTED_FROM = "departed from"
    GIVES_WAY = "gives way to a duty of law"


@dataclass(frozen=True)
class Reason:
    """One thing that must happen first: what is wrong, what to do, and the day that opens it if time does.

    `audience` is for whom the sentence is; anyone else is told only that the step is blocked and whom to ask. `erased_on`: the fact was erased then.
    `about`: whom the sentence tells of, where that is someone else than the act is about: it is not for the eyes of whom the act is about.
    """

    says: str
    do: str
    answer: Answer = Answer.NOT_SATISFIED
    opens_on: date | None = None
    audience: Audience | None = None
    erased_on: date | None = None
    about: str | None = None


def not_recorded(says: str, do: str, **more: Any) -> Reason:
    """A reason for a fact that may be true but that nobody has recorded."""
    return Reason(says, do, Answer.NOT_RECORDED, **more)


Question = Callable[[Dossier, Draft[Any], Context], Iterable[Reason]]


@dataclass(frozen=True)
class Gate:
    """A rule asked before certain kinds of act. `exposure` says what it costs when a report shows that it was not met."""

    rule: str
    strength: Strength
    cites: str
    on: tuple[type[Body], ...]
    audience: Audience
    exposure: str
    asks: Question


GATES: dict[str, Gate] = {}
_BY_KIND: dict[str, list[Gate]] = {}


def gate(
    rule: str, strength: Strength, *, on: Iterable[type[Body]], cites: str, audience: Audience = Audience.PARTIES, exposure: str = ""
) -> Callable[[Question], Question]:
    """Declare the function below as the one home of this rule. It yields a reason for each thing that is missing; none means satisfied."""

    def declare(asks: Question) -> Question:
        if rule in GATES:
            raise ValueError(f"two gates are called {rule}")
        GATES[rule] = declared = Gate(rule, strength, cites, tuple(on), audience, exposure, asks)
        for body in declared.on:
            _BY_KIND.setdefault(body.kind.name, []).append(declared)
        return asks

    return declare


def gates_on(kind: type[Body]) -> tuple[Gate, ...]:
    """The gates that stand before this kind of act, the law's first."""
    return tuple(sorted(_BY_KIND.get(kind.kind.name, ()), key=lambda found: list(Strength).index(found.strength)))


def asks_in_words(rule: str) -> str:
    """What the gate of this rule asks, in the first sentence that it says of itself."""
    return (GATES[rule].asks.__doc__ or rule).split(".")[0] + "."


@dataclass(frozen=True)
class Answered:
    """A gate's answer for one draft, with every reason, and the clauses of the pack in force that ask for it."""

    gate: Gate
    answer: Answer
    reasons: tuple[Reason, ...]
    clauses: tuple[str, ...]

    @property
    def blocks(self) -> bool:
        """Whether the act may not be done."""
        return self.answer in (Answer.NOT_SATISFIED, Answer.NOT_RECORDED)


def answers(dossier: Dossier, draft: Draft[Any], context: Context) -> list[Answered]:
    """What every gate that applies to the draft answers. A policy gate applies only where the pinned pack maps a clause to its rule."""
    return [answered(asked, dossier, draft, context) for asked in gates_that_apply(draft, context)]


def gates_that_apply(draft: Draft[Any], context: Context) -> list[Gate]:
    """The gates on the draft's kind, those of policy only where the pinned pack asks for them."""
    return [asked for asked in gates_on(type(draft.body)) if asked.strength is not Strength.POLICY or context.clauses(asked.rule)]


def answered(asked: Gate, dossier: Dossier, draft: Draft[Any], context: Context) -> Answered:
    """What one gate answers. Raises MissingFact where it rests on a fact that is withheld; one that was erased is 'not recorded'."""
    reasons = tuple(_reasons(asked, dossier, draft, context))
    return Answered(asked, _answer(asked, reasons, dossier, draft, context), reasons, context.clauses(asked.rule))


def _answer(asked: Gate, reasons: tuple[Reason, ...], dossier: Dossier, draft: Draft[Any], context: Context) -> Answer:
    if not reasons:
        return Answer.SATISFIED
    if asked.strength is Strength.POLICY and _departed_from(asked.rule, dossier, draft, context):
        return Answer.DEPARTED_FROM
    return Answer.NOT_RECORDED if all(reason.answer is Answer.NOT_RECORDED for reason in reasons) else Answer.NOT_SATISFIED


def _departed_from(rule: str, dossier: Dossier, draft: Draft[Any], context: Context) -> bool:
    """Whether someone with the authority has departed from the rule here, for everyone or for the person whom the draft is about.

    It must be so under every way of counting: a departure that is only reported, and not confirmed, never helps the trust.
    """
    return all(
        any(_frees(departure, rule, draft, context) for departure in dossier.but(counting=counting).every(Depart)) for counting in _ways(dossier, context)
    )


def _frees(departure: Act[Depart], rule: str, draft: Draft[Any], context: Context) -> bool:
    until = departure.body.until
    return departure.body.rule == rule and departure.about in (None, draft.about) and (until is None or context.today <= until)


def _reasons(asked: Gate, dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The gate's reasons under every way of counting; each told once, the plainest first."""
    told: set[str] = set()
    for counting in _ways(dossier, context):
        for reason in _asked(asked, dossier.but(counting=counting), draft, context.but(counting=counting)):
            if reason.says not in told:
                told.add(reason.says)
                yield reason if counting is Counting.EVERYTHING else _awaiting_confirmation(reason)


def _ways(dossier: Dossier, context: Context) -> tuple[Counting, ...]:
    views = (dossier, context.bearing)
    differ = any(view.fold.unconfirmed or view.fold.corrections or view.known_at is not None for view in views)
    return WAYS_OF_COUNTING if differ else (Counting.EVERYTHING,)


def _asked(asked: Gate, dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    try:
        yield from asked.asks(dossier, draft, context)
    except MissingFact as gap:
        if gap.erased_on is None:
            raise
        says = f"A fact that this rests on was erased on {day_in_words(gap.erased_on)}."
        yield not_recorded(says, "Record it again, with its evidence.", erased_on=gap.erased_on)


def _awaiting_confirmation(reason: Reason) -> Reason:
    return replace(
        reason,
        answer=Answer.NOT_RECORDED,
        says=f"{reason.says} It is reported but not confirmed, and an unconfirmed report never helps the trust.",
        do="Ask a second person to confirm the report with its evidence, or the recipient to acknowledge it."
        f" If it is not true: {reason.do[0].lower()}{reason.do[1:]}",
    )
