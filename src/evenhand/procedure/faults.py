"""What makes no sense, done or reported: who may say it, of whom, when, and about which other act. Never whether it was right to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, Body, Draft, MissingFact
from evenhand.procedure.amending import Confirm, Correct, Depart, Dispute, Review
from evenhand.procedure.audience import THE_OTHER_SIDE, Audience, Office
from evenhand.procedure.context import Context
from evenhand.procedure.duties import DUTIES
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import GATES, Strength
from evenhand.procedure.trust.governing import holds_office, holds_power

Sense = Callable[[Dossier, Draft[Any], Context], Iterable[str]]
_SENSE: dict[str, list[Sense]] = {}
_NEVER_CORRECTED = frozenset(
    {"record.correct"} | {f"trust.{kind}" for kind in ("found", "introduce_key", "erase", "declare_restore", "close_reading_log", "list_vacancy")}
)
_ONLY_WITHDRAWN = frozenset({"record.confirm", "record.dispute", "record.depart"})


def sense(*kinds: type[Body]) -> Callable[[Sense], Sense]:
    """Declare the function below as saying, in sentences, what makes no sense in a draft of these kinds."""

    def declare(says: Sense) -> Sense:
        for kind in kinds:
            _SENSE.setdefault(kind.kind.name, []).append(says)
        return says

    return declare


def faults(dossier: Dossier, draft: Draft[Any], context: Context, *, gaps_told: bool = True) -> Iterator[str]:
    """Every reason why the draft cannot be recorded as it stands, gates apart. A fact that is not here is one of them, or raises MissingFact."""
    yield from _whose(draft, context)
    yield from _of_whom(draft)
    yield from _when(draft, context.today)
    misplaced = list(_where(dossier, draft))
    yield from misplaced
    if not misplaced:  # or what is asked next would look for a proposal where none can be
        for says in _SENSE.get(draft.kind.name, ()):
            found = says(dossier, draft, context)
            yield from _gaps_told(found) if gaps_told else found


def _makes_no_sense(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    for says in _SENSE.get(draft.kind.name, ()):
        yield from says(dossier, draft, context)


def _gaps_told(found: Iterable[str]) -> Iterator[str]:
    try:
        yield from found
    except MissingFact as gap:
        yield gone(gap)


def gone(gap: MissingFact) -> str:
    """Why something that rests on an erased fact cannot be recorded, and what to do."""
    return f"{gap}. Record it again, with its evidence, before anything is recorded that rests on it."


def _whose(draft: Draft[Any], context: Context) -> Iterator[str]:
    office = draft.actor.office
    if office not in draft.kind.by:
        allowed = ", ".join(sorted(one.replace("_", " ") for one in draft.kind.by))
        yield f"Only {allowed} can record this; you act as {office.replace('_', ' ')}."
    founding = draft.kind.opens_matter and draft.matter == "trust"
    if not founding and not holds_office(context.bearing, draft.actor):
        yield f"{draft.actor.person} does not hold the office of {office.replace('_', ' ')} today. Have the appointment recorded first."
    if office is Office.UNION_REPRESENTATIVE and getattr(draft.body, "union", draft.actor.union) != draft.actor.union:
        yield f"A representative speaks for her own union, {draft.actor.union}."


def _of_whom(draft: Draft[Any]) -> Iterator[str]:
    if draft.kind.concerns_a_person and draft.about is None:
        yield "Say whom this is about."


def _when(draft: Draft[Any], today: date) -> Iterator[str]:
    if draft.reported and draft.happened_on is None:
        yield "Enter the day on which it happened."
    elif draft.happened_on and draft.happened_on > today:
        yield f"{day_in_words(draft.happened_on)} has not come yet. A report says what has happened, so its day is today or earlier."
    elif not draft.reported and draft.happened_on not in (None, today):
        yield "Recording this is what brings it about, so its day is today. If it was done elsewhere on an earlier day, report it as done elsewhere."
    if draft.elsewhere and draft.kind.reported:
        yield "This kind of act is always reported. Leave out 'done elsewhere'."


def _where(dossier: Dossier, draft: Draft[Any]) -> Iterator[str]:
    begun = bool(dossier.fold.acts)
    sort = (dossier.fold.acts[0].kind if begun else draft.kind).name.split(".")[0]
    if draft.kind.name.split(".")[0] not in (sort, "record") or (sort == "trust") is not (draft.matter == "trust"):
        yield f"{draft.kind.name} does not belong in the matter {draft.matter}."
    if draft.kind.opens_matter and begun:
        yield f"{draft.matter} has begun already."
    if not draft.kind.opens_matter and not begun:
        yield f"There is no matter {draft.matter} yet."


@sense(Confirm)
def confirming(dossier: Dossier, draft: Draft[Confirm], context: Context) -> Iterator[str]:
    """A second person with evidence, or whom it concerns. Where only the other side's word settles it, a colleague's will not do."""
    for position in draft.body.positions:
        known = dossier.fold.at(position)
        if known is None or not known.reported:
            yield f"Act {position} is not a report in this matter, so there is nothing to confirm."
        elif known.recorded_at == context.now:
            yield f"Act {position} is in the same batch. Confirm it afterwards, having looked at it."
        elif draft.actor.office in THE_OTHER_SIDE:
            if not concerns(dossier, known, draft):
                yield f"Act {position} does not concern you, so your word cannot confirm it."
        else:
            yield from _a_colleague_confirms(dossier, known, draft)


def _a_colleague_confirms(dossier: Dossier, known: Act[Any], draft: Draft[Confirm]) -> Iterator[str]:
    if draft.actor.person == known.actor.person:
        yield f"You reported act {known.position} yourself. Another person has to confirm it."
    if not (known.evidence or draft.evidence):
        yield f"Act {known.position} carries no evidence. Add the document that shows it."
    if _settled_by_the_other_side(dossier, known):
        yield f"Act {known.position} is settled only by the word of the employee or union whom it concerns. Ask them."


def _settled_by_the_other_side(dossier: Dossier, known: Act[Any]) -> bool:
    corrected = dossier.fold.at(known.body.corrects) if isinstance(known.body, Correct) else None
    if corrected is None:
        return known.kind.settled_by_the_other_side
    return corrected.kind.settled_by_the_other_side or corrected.actor.office in THE_OTHER_SIDE


def concerns(dossier: Dossier, known: Act[Any], draft: Draft[Any]) -> bool:
    """Whether a report concerns the union or the employee who speaks: it names the union, or is about her."""
    body = known.body
    if isinstance(body, Correct) and (corrected := dossier.fold.at(body.corrects)):
        return concerns(dossier, corrected, draft)
    if draft.actor.office is Office.UNION_REPRESENTATIVE:
        return bool(draft.actor.union) and draft.actor.union in (getattr(body, "union", None), known.actor.union)
    return known.about is not None and (known.about == draft.about or (known.about == draft.actor.person and not _is_a_code(dossier, known.about)))


def _is_a_code(dossier: Dossier, about: str) -> bool:
    """Whether this stands for somebody in a change: then it is nobody's id, though it may read like one."""
    return ("change.affect", about) in dossier.fold.by_person


@sense(Dispute)
def disputing(dossier: Dossier, draft: Draft[Dispute], context: Context) -> Iterator[str]:
    """Only whom a report or a confirmation concerns can dispute it."""
    known = dossier.fold.at(draft.body.position)
    if known is None or not known.reported:
        yield f"Act {draft.body.position} is not a report in this matter."
    elif not concerns(dossier, known, draft):
        yield f"Act {draft.body.position} does not concern you."


@sense(Correct)
def correcting(dossier: Dossier, draft: Draft[Correct], context: Context) -> Iterator[str]:
    """Which acts can be corrected, and how far. What it would put in place is judged as that kind of act."""
    known = dossier.fold.at(draft.body.corrects)
    if known is None:
        yield f"Act {draft.body.corrects} is not in this matter."
        return
    if draft.actor.office in THE_OTHER_SIDE and not concerns(dossier, known, draft):
        yield f"Act {known.position} does not concern you, so it is not yours to correct."
        return  # what else is wrong would tell what the act is, and who did it
    if not known.reported and draft.body.fields is not None and draft.actor.person != known.actor.person:
        yield f"Act {known.position} was done by somebody else: nobody but whoever did it can change what it says. It can be withdrawn, and done again."
    if draft.actor.office not in known.kind.by and (draft.actor.office not in THE_OTHER_SIDE or not known.reported):
        yield f"Your office could not have recorded act {known.position}, so it cannot correct it."
    if known.kind.name in _NEVER_CORRECTED:
        yield f"Act {known.position} cannot be corrected. Correct the act that it speaks of, or record what is so now."
    if draft.body.fields is not None and known.kind.name in _ONLY_WITHDRAWN:
        yield f"Act {known.position} can be withdrawn but not changed. Withdraw it and record another."
    if draft.body.happened_on and not known.reported:
        yield f"Act {known.position} was done on the day on which it was recorded, and that day cannot be corrected."
    if draft.body.happened_on and draft.body.happened_on > context.today:
        yield f"{day_in_words(draft.body.happened_on)} has not come yet."
    if draft.body.fields is not None:
        yield from _misfits(dossier, known, draft.body, context)


def _misfits(dossier: Dossier, known: Act[Any], correction: Correct, context: Context) -> Iterator[str]:
    """What keeps the corrected act from being one of its kind: its form, and what would have made no sense in it when it was recorded."""
    try:
        body = known.kind.model.model_validate(correction.fields)
    except ValidationError as unfit:
        for problem in unfit.errors():
            where = " ".join(str(place).replace("_", " ") for place in problem["loc"])
            yield f"The correction does not make an act of the same kind: {where or 'it'}: {problem['msg'].removeprefix('Value error, ').lower()}."
        return
    day = correction.happened_on or known.happened_on
    corrected = replace(known.as_draft(), body=body, happened_on=day)
    before = None if known.kind.opens_matter else known.position
    yield from _makes_no_sense(dossier.but(before=before), corrected, replace(context.but(before=before), today=day))


@sense(Review)
def reviewing_in_the_open(dossier: Dossier, draft: Draft[Review], context: Context) -> Iterator[str]:
    """What only the named HR adviser may know is looked at again in confidence."""
    known = GATES.get(draft.body.rule)
    if known and known.audience is Audience.PROTECTED:
        yield "The named HR adviser looks at that again, in confidence: record it as a review in confidence."


@sense(Depart)
def departing(dossier: Dossier, draft: Draft[Depart], context: Context) -> Iterator[str]:
    """Only from a rule of the pinned policy, and only by whom the policy gives the authority."""
    rule = draft.body.rule
    known = GATES.get(rule) or DUTIES.get(rule)
    if known is None:
        yield f"There is no rule called {rule}."
    elif known.strength is not Strength.POLICY:
        yield f"{rule} is a rule of {known.strength.value}. Nobody can depart from it."
    elif not context.clauses(rule):
        yield f"The policy that governs this matter does not ask for {rule}, so there is nothing to depart from."
    if not holds_power(draft.actor, "depart_from_policy", context):
        yield "Your office may not depart from policy. Ask someone who holds that power."
