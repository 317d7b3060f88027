"""Selecting: the pool, criteria published and sealed, meetings, scores, the order that they make, and who is selected."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Correct, Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.avoiding import volunteers_not_invited
from evenhand.procedure.change.informing import has_had
from evenhand.procedure.change.meeting import Meeting, attempts_asked, has_met
from evenhand.procedure.change.pooling import UNFAIR, FormPool, PlaceInPool, PublishCriteria, SealCriteria, members, pool_called, to_be_selected
from evenhand.procedure.change.proposing import LEAD, Affect
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Counting, Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.governing import holds_power


@act("change.score", by={Office.ASSESSOR}, audience=Audience.SCORES, stage="selecting", about_a_person=True)
class Score(Body):
    """Whole points for one person on one sealed criterion, with the reason; evidence travels with the act."""

    seal: int
    criterion: Words
    points: int
    reason: Words


@act("change.disclose_scores", by=HR | LEAD, audience=Audience.PERSON, stage="selecting", about_a_person=True)
class DiscloseScores(Body):
    """Her own scores, and what produced each, go to the person."""

    pool: Words

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """Her points on each criterion, and in all."""
        return {"points": points_given(dossier, draft.about), "total": total_points(dossier, draft.about or "", context)}


@act("change.record_tie_break", by=LEAD, audience=Audience.SCORES, stage="selecting", about_a_person=True)
class RecordTieBreak(Body):
    """What the announced process for a tie came to for this person: more points stay."""

    pool: Words
    points: int
    reason: Words


@act("change.attest_reasons", by=LEAD, audience=Audience.PARTIES, stage="selecting")
class AttestReasons(Body):
    """The person who selects states that nobody is selected for a reason that the law forbids (ERA 1996 s.105 and its kin; Equality Act 2010).

    Not decided here: whether it is so. The statement is what is recorded.
    """

    pool: Words
    statement: Words


@act("change.select", by=LEAD, audience=Audience.PERSON, stage="selecting", about_a_person=True)
class Select(Body):
    """The person is selected from the pool, or is not."""

    pool: Words
    selected: bool

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """Her points, how many have fewer, and how many are to be selected."""
        order = ordering(dossier, self.pool, context)
        mine = order.points.get(draft.about or "", (0, 0))
        return {"points": mine[0], "with_fewer_points": bisect_left(order.in_order, mine), "to_be_selected": order.to_be_selected}


@dataclass(frozen=True)
class Ordering:
    """The pool by points (tie-break points second, once everyone with the same points has them), whom they select, and whom a tie at the line leaves open."""

    to_be_selected: int
    points: dict[str, tuple[int, int]]
    in_order: tuple[tuple[int, int], ...]
    selected: frozenset[str]
    tied: frozenset[str]


def points_given(dossier: Dossier, code: str | None) -> dict[str, int]:
    """The person's points on each criterion that she has been scored on."""
    return {score.body.criterion: score.body.points for score in dossier.every(Score, code)}


def total_points(dossier: Dossier, code: str, context: Context) -> int:
    """Points times weight over the criteria that the person has been scored on."""
    weights = {criterion.id: criterion.weight for criterion in context.pack.criteria} if context.pack else {}
    return sum(weights.get(score.body.criterion, 0) * score.body.points for score in dossier.every(Score, code))


def ordering(dossier: Dossier, pool: str, context: Context) -> Ordering:
    """Whom the points select (policy PRO-9.7): the fewest first; equal points at the line decide nobody."""
    by_pool = dossier.once(lambda view: _orderings(view, context), kinds=(FormPool, PlaceInPool, Affect, Score, RecordTieBreak), name="orderings")
    return by_pool.get(pool, Ordering(0, {}, (), frozenset(), frozenset()))


def _orderings(dossier: Dossier, context: Context) -> dict[str, Ordering]:
    return {formed.body.pool: _ordering(dossier, formed, context) for formed in dossier.every(FormPool)}


def _ordering(dossier: Dossier, formed: Act[FormPool], context: Context) -> Ordering:
    broken = {(act.body.pool, act.about): act.body.points for act in dossier.every(RecordTieBreak)}
    pool, number = formed.body.pool, to_be_selected(dossier, formed.body.establishment, formed.body.job)
    totals = {code: total_points(dossier, code, context) for code in members(dossier, pool)}
    still_tied = {total for code, total in totals.items() if (pool, code) not in broken}
    points = {code: (total, 0 if total in still_tied else broken[pool, code]) for code, total in totals.items()}
    in_order = tuple(sorted(points.values()))
    if number >= len(in_order) or number == 0:
        return Ordering(number, points, in_order, frozenset(points) if number else frozenset(), frozenset())
    last_in, first_out = in_order[number - 1], in_order[number]
    selected = frozenset(code for code, mine in points.items() if mine <= last_in)
    tied = frozenset(code for code, mine in points.items() if mine == last_in == first_out)
    return Ordering(number, points, in_order, selected - tied, tied)


@sense(PlaceInPool, PublishCriteria, DiscloseScores, RecordTieBreak, AttestReasons, Select)
def a_pool_that_was_formed(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """The pool exists, and whoever is spoken of is in it."""
    pool = draft.body.pool
    if pool_called(dossier, pool) is None:
        yield f"No pool called {pool} has been formed."
    elif not isinstance(draft.body, PlaceInPool) and draft.about and draft.about not in members(dossier, pool):
        yield f"{draft.about} is not in the pool {pool}."


@sense(SealCriteria)
def seals_what_was_published(dossier: Dossier, draft: Draft[SealCriteria], context: Context) -> Iterator[str]:
    """What is sealed was published, is the latest, and nobody in the pool has been scored."""
    published = dossier.at(PublishCriteria, draft.body.publication)
    if published is None:
        yield f"Act {draft.body.publication} did not publish criteria."
    elif any(dossier.every(Score, code) for code in members(dossier, published.body.pool)):
        yield "Someone in the pool has been scored already."
    if not holds_power(draft.actor, "seal_criteria", context):
        yield "You may not seal criteria. The office that holds that power does, or delegates it on record."


@sense(Correct)
def the_pool_stays_once_scored(dossier: Dossier, draft: Draft[Correct], context: Context) -> Iterator[str]:
    """Who is compared with whom, and by what, is not changed or taken back by anybody who has seen points."""
    known = dossier.fold.at(draft.body.corrects)
    body = known.body if known else None
    if isinstance(body, SealCriteria):
        published = dossier.at(PublishCriteria, body.publication)
        body = published.body if published else None
    if isinstance(body, FormPool | PlaceInPool | PublishCriteria) and any(dossier.every(Score, code) for code in members(dossier, body.pool)):
        yield "Someone in the pool has been scored, so the pool and its criteria stay as they are. Withdraw every score first, and say why."


@sense(Score)
def a_score_that_can_be(dossier: Dossier, draft: Draft[Score], context: Context) -> Iterator[str]:
    """A member of a pool whose criteria are sealed, one of those criteria, a number of points that it has, and the first for this person."""
    seal = dossier.at(SealCriteria, draft.body.seal)
    published = dossier.at(PublishCriteria, seal.body.publication) if seal else None
    if published is None or draft.about not in members(dossier, published.body.pool):
        yield f"Act {draft.body.seal} does not seal criteria for a pool that {draft.about} is in."
        return
    if not draft.reported and dossier.but(counting=Counting.CONFIRMED).at(SealCriteria, draft.body.seal) is None:
        yield f"Act {draft.body.seal} was done elsewhere, and is not confirmed or broke a rule. Seal the criteria here, once they reached the pool."
    criteria = {known["id"]: known for known in (published.figures or {}).get("criteria", ())}
    known = criteria.get(draft.body.criterion)
    if known is None:
        yield f"{draft.body.criterion} is not one of the sealed criteria: {', '.join(criteria)}."
    elif not known["lowest"] <= draft.body.points <= known["highest"]:
        yield f"{known['name']} goes from {known['lowest']} to {known['highest']} points, so {draft.body.points} cannot be given."
    if any(score.body.criterion == draft.body.criterion for score in dossier.every(Score, draft.about)):
        yield f"{draft.about} has been scored on {draft.body.criterion}. Correct that score, with the reason, if it is wrong."


def _not_met(dossier: Dossier, people: Iterable[str], purpose: str, context: Context) -> Iterator[Reason]:
    attempts = attempts_asked(context)
    for code in people:
        disclosed = dossier.latest(DiscloseScores, code) if purpose == "second" else None
        if not has_met(dossier, code, purpose, attempts, disclosed.happened_on if disclosed else date.min):
            yield not_recorded(f"{code} has not had the {purpose} individual meeting.", f"Hold it; if it is refused or missed, try it {attempts} times.")


@gate("met-before-any-score", Strength.POLICY, on=(Score,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def met_before_any_score(dossier: Dossier, draft: Draft[Score], context: Context) -> Iterator[Reason]:
    """Before anyone is scored, everyone affected, in the pool or not, has been met alone on need, pool, criteria and alternatives."""
    yield from dossier.once(lambda view: tuple(_not_met(view, _everyone_affected(view), "first", context)), kinds=(Affect, Meeting), name="unmet")


def _everyone_affected(dossier: Dossier) -> list[str]:
    return list(dict.fromkeys(affected.about for affected in dossier.every(Affect) if affected.about))


@gate("every-criterion-scored", Strength.POLICY, on=(DiscloseScores, Select), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def every_criterion_scored(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Every member of the pool is scored on every criterion."""
    pool = draft.body.pool
    yield from dossier.once(lambda view: tuple(_unscored(view, pool, context)), kinds=(PlaceInPool, Score), name=f"unscored {pool}")


def _unscored(dossier: Dossier, pool: str, context: Context) -> Iterator[Reason]:
    for code in members(dossier, pool):
        scored = {score.body.criterion for score in dossier.every(Score, code)}
        missing = [criterion.name for criterion in context.pack.criteria if criterion.id not in scored] if context.pack else []
        if missing:
            yield not_recorded(f"{code} has no score for {', '.join(missing)}.", "Score it, with the reason and the evidence.")


@gate("same-managers-score-the-group", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def same_managers_score_the_group(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """The same manager or managers score everyone in the pool."""
    pool = draft.body.pool
    yield from dossier.once(lambda view: tuple(_scored_by_others(view, pool)), kinds=(PlaceInPool, Score), name=f"scorers {pool}")


def _scored_by_others(dossier: Dossier, pool: str) -> Iterator[Reason]:
    by_criterion: dict[str, Counter[str]] = {}
    for code in members(dossier, pool):
        for score in dossier.every(Score, code):
            by_criterion.setdefault(score.body.criterion, Counter())[score.actor.person] += 1
    for criterion, scorers in by_criterion.items():
        if len(scorers) > 1:
            yield Reason(
                f"Different managers scored {criterion}: {', '.join(sorted(scorers))}.", "One manager scores it for everyone; withdraw the others' scores."
            )


@gate("own-scores-before-selection", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def own_scores_before_selection(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """Each member has had her own scores, as they now are, before anyone is selected."""
    from evenhand.procedure.change.informing import LetterServed

    pool = draft.body.pool
    yield from dossier.once(
        lambda view: tuple(_without_own_scores(view, pool, context)), kinds=(PlaceInPool, Score, DiscloseScores, LetterServed), name=f"undisclosed {pool}"
    )


def _without_own_scores(dossier: Dossier, pool: str, context: Context) -> Iterator[Reason]:
    for code in members(dossier, pool):
        disclosed = dossier.latest(DiscloseScores, code)
        if disclosed is None or has_had(dossier, disclosed) is None:
            yield not_recorded(f"{code} has not had the scores that were given.", "Send them, and record how they arrived.")
        elif (disclosed.figures or {}).get("points") != points_given(dossier, code):
            yield Reason(f"The scores of {code} have changed since they were sent.", "Send them again.")


@gate("met-before-selection", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def met_before_selection(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """Each member has been met alone on her own scores, once they were hers to see."""
    pool = draft.body.pool
    yield from dossier.once(
        lambda view: tuple(_not_met(view, members(view, pool), "second", context)), kinds=(PlaceInPool, Meeting, DiscloseScores), name=f"second {pool}"
    )


@gate("volunteers-sought-again", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)")
def volunteers_sought_again(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Volunteers were asked once more as selection began."""
    yield from volunteers_not_invited(dossier, "selection")


@gate(
    "no-unlawful-reason",
    Strength.LAW,
    on=(Select,),
    cites="ERA 1996 s.105; Equality Act 2010 s.39",
    exposure="An automatically unfair dismissal, or discrimination.",
)
def no_unlawful_reason(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """Someone who selects has stated, for this pool, that nobody is selected for a reason that the law forbids."""
    if not any(said.body.pool == draft.body.pool for said in dossier.every(AttestReasons)):
        yield not_recorded("Nobody has stated that no one is selected for a reason that the law forbids.", "Read the list of reasons, and state it.")


@gate("selection-follows-the-points", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def selection_follows_the_points(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """The fewest points are selected first, as many as have to go and no more."""
    order = ordering(dossier, draft.body.pool, context)
    if draft.about not in order.tied and (draft.about in order.selected) is not draft.body.selected:
        says = "do not select" if draft.body.selected else "select"
        yield Reason(
            f"The points {says} {draft.about}: {order.to_be_selected} are to be selected, fewest points first.", "Follow the points.", audience=Audience.PERSON
        )


@gate("ties-go-to-the-announced-process", Strength.POLICY, on=(Select,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def ties_go_to_the_announced_process(dossier: Dossier, draft: Draft[Select], context: Context) -> Iterator[Reason]:
    """Equal points at the line go to the process that was announced with the criteria."""
    order = ordering(dossier, draft.body.pool, context)
    if draft.about in order.tied:
        yield Reason(f"{len(order.tied)} people have equal points at the line.", "Hold the process announced for a tie, and record what it came to for each.")
