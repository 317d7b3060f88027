"""What past acts rest on, asked again: when a correction or a late report changes what was so, whatever passed a gate on that fact is marked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evenhand.calendars.london import london_day
from evenhand.procedure.acts import Act
from evenhand.procedure.amending import Correct, Dispute, Review, ReviewInConfidence
from evenhand.procedure.audience import Office
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.gates import Answer, Answered, Strength, answers


@dataclass(frozen=True)
class RestsOnAChangedFact:
    """An act whose gate was met when it was recorded and, with what is known now, was not."""

    act: Act[Any]
    answered: Answered


def reexamined(dossier: Dossier, context: Context) -> tuple[RestsOnAChangedFact, ...]:
    """The gates of every act from the earliest day that a correction, a dispute or a late report touched, asked again with what is known now.

    It asks every gate of every act, so the answer is kept until anything is recorded in the matter or in what bears on it.
    """
    bearing = context.bearing
    views = tuple((view.known_at, view.on, view.before, view.counting) for view in (dossier, bearing))
    key, ends = ("reexamined", views, context.today, context.pack and context.pack.digest), (_end_of(dossier.fold), _end_of(bearing.fold))
    if dossier.fold.remembered.get(key, (None,))[0] != ends:
        dossier.fold.remembered[key] = (ends, tuple(_reexamined(dossier, context)))
    found: tuple[RestsOnAChangedFact, ...] = dossier.fold.remembered[key][1]
    return found


def _end_of(fold: Fold) -> tuple[int, Act[Any] | None]:
    return len(fold.acts), fold.acts[-1] if fold.acts else None


def _reexamined(dossier: Dossier, context: Context) -> Iterator[RestsOnAChangedFact]:
    touched = [day for fold in (dossier.fold, context.bearing.fold) for day in _touched_days(fold, dossier.known_at)]
    if not touched:
        return
    for act in dossier.everything():
        if act.happened_on >= min(touched) and not isinstance(act.body, Correct):
            yield from _failing_now(act, dossier, context)


def _touched_days(fold: Fold, known_at: int | None) -> Iterator[date]:
    for act in fold.acts:
        if known_at is not None and act.position > known_at:
            return
        if isinstance(act.body, Correct):
            target = fold.at(act.body.corrects)
            if target:
                yield min(target.happened_on, act.body.happened_on or target.happened_on)
        elif isinstance(act.body, Dispute):
            disputed = fold.at(act.body.position)
            if disputed:
                yield disputed.happened_on
        elif act.reported and act.happened_on < london_day(act.recorded_at):
            yield act.happened_on


# What an act recorded as not met, or as giving way, it did not pass: nothing that it passed on has changed.
_NOT_MET_THEN = (Answer.NOT_SATISFIED, Answer.NOT_RECORDED, Answer.GIVES_WAY)


def _failing_now(act: Act[Any], dossier: Dossier, context: Context) -> Iterator[RestsOnAChangedFact]:
    day = act.happened_on
    then, recorded = replace(context.but(on=day, before=act.position), today=day), dict(act.answers)
    for answered in answers(dossier.but(on=day, before=act.position), act.as_draft(), then):
        if answered.blocks and recorded.get(answered.gate.rule) not in _NOT_MET_THEN:
            yield RestsOnAChangedFact(act, answered)


@duty(
    "review-what-rests-on-a-changed-fact",
    Strength.LAW,
    matter="change",
    cites="the record's own rule: a past decision is looked at again when a fact under it changes",
)
def review_what_rests_on_a_changed_fact(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Each act that passed a gate which it would not pass on what is known now is looked at again by someone.

    Not decided here: whether the act stands, is withdrawn or is done again.
    """
    acts: list[Act[Any]] = [*dossier.every(Review), *dossier.every(ReviewInConfidence)]
    reviews = {(review.body.position, review.body.rule): review.position for review in acts}
    for found in reexamined(dossier, context):
        gate = found.answered.gate
        told = [reason.says for reason in found.answered.reasons if reason.audience in (None, gate.audience)]
        yield Duty(
            rule="review-what-rests-on-a-changed-fact",
            owner=Office.HR_ADVISER,
            owed_to=gate.rule,
            about=found.act.about,
            says=f"Act {found.act.number} rests on a fact since corrected or learnt: {'; '.join(told) or 'whoever may see the act can see which.'}",
            arose_from=found.act.position,
            discharged_by=reviews.get((found.act.position, gate.rule)),
            exposure=gate.exposure,
            audience=gate.audience,
        )
