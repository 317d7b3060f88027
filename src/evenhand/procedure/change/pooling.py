"""Pooling: who is compared with whom, and the criteria, published and then sealed."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.informing import has_had
from evenhand.procedure.change.proposing import LEAD, Affect, proposal
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded

UNFAIR = "An unfair dismissal (ERA 1996 s.98(4))."


@act("change.form_pool", by=LEAD, audience=Audience.PARTIES, stage="selecting")
class FormPool(Body):
    """A selection pool: which job where, in which mode, by which method and in which order people are selected, and why it is drawn so."""

    pool: Words
    establishment: Words
    job: Words
    mode: Literal["everyone in the job at the establishment", "a single person"]
    method: Literal["points against the published criteria"]
    order: Literal["fewest points first"]
    because: Words

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """How many are to be selected: filled posts of the line, less posts proposed."""
        return {"to_be_selected": to_be_selected(dossier, self.establishment, self.job)}


@act("change.place_in_pool", by=LEAD, audience=Audience.PARTIES, stage="selecting", about_a_person=True)
class PlaceInPool(Body):
    """The person is a member of the pool."""

    pool: Words


@act("change.publish_criteria", by=LEAD, audience=Audience.PARTIES, stage="selecting")
class PublishCriteria(Body):
    """The criteria by which the pool will be scored, and what will break a tie, are put in writing for its members and the unions."""

    pool: Words

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """The criteria and the tie-break, word for word as the pinned pack has them."""
        if context.pack is None:
            return {}
        tie_break = context.pack.tie_break
        return {
            "criteria": [criterion.model_dump(mode="json") for criterion in context.pack.criteria],
            "tie_break": tie_break.model_dump(mode="json") if tie_break else None,
        }


@act("change.seal_criteria", by=LEAD, audience=Audience.PARTIES, stage="selecting")
class SealCriteria(Body):
    """The published criteria are fixed: nobody is scored before, nothing changes after."""

    publication: int


def to_be_selected(dossier: Dossier, establishment: str, job: str) -> int:
    """How many of the holders of a job have to go: filled posts less posts proposed, a fixed term that simply expires and a post that only changes apart."""
    line = next((line for line in proposal(dossier).body.lines if (line.establishment, line.job) == (establishment, job)), None)
    return max(0, len(compared(dossier, establishment, job)) + line.holders_left_out - line.posts_proposed) if line else 0


def compared(dossier: Dossier, establishment: str, job: str) -> list[Act[Affect]]:
    """Each employment in the job there of somebody who may be selected: one whose fixed term simply expires, or whose post only changes, may not."""
    holders = [one for one in dossier.every(Affect) if (one.body.establishment, one.body.job) == (establishment, job)]
    return [one for one in holders if one.body.expires_by_itself_on is None and one.body.effect != "changed"]


def pool_called(dossier: Dossier, pool: str) -> Act[FormPool] | None:
    """The pool of that name."""
    return next((formed for formed in dossier.every(FormPool) if formed.body.pool == pool), None)


def members(dossier: Dossier, pool: str) -> list[str]:
    """The codes of the pool's members, in order."""
    by_pool = dossier.once(_members, kinds=(PlaceInPool,))
    return by_pool.get(pool, [])


def _members(dossier: Dossier) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for placed in dossier.every(PlaceInPool):
        if placed.about and placed.about not in found.setdefault(placed.body.pool, []):
            found[placed.body.pool].append(placed.about)
    return found


@sense(FormPool)
def one_pool_of_a_name(dossier: Dossier, draft: Draft[FormPool], context: Context) -> Iterator[str]:
    """Its name is new, and its job is one that the proposal touches."""
    if pool_called(dossier, draft.body.pool):
        yield f"A pool called {draft.body.pool} has been formed already."
    if not any((line.establishment, line.job) == (draft.body.establishment, draft.body.job) for line in proposal(dossier).body.lines):
        yield f"The proposal does not touch {draft.body.job} at {draft.body.establishment}."


@sense(PlaceInPool)
def in_one_pool_once(dossier: Dossier, draft: Draft[PlaceInPool], context: Context) -> Iterator[str]:
    """A person holds the pool's job, and is placed once, before criteria are sealed for it."""
    formed = pool_called(dossier, draft.body.pool)
    held = {(one.body.establishment, one.body.job) for one in dossier.every(Affect, draft.about)}
    if formed and (formed.body.establishment, formed.body.job) not in held:
        yield f"{draft.about} does not hold that job there."
    if dossier.every(PlaceInPool, draft.about):
        yield f"{draft.about} is in a pool already."
    if sealed_for(dossier, draft.body.pool):
        yield "The criteria for this pool are sealed: its members were told who is compared with whom."


@sense(PublishCriteria)
def not_published_after_the_seal(dossier: Dossier, draft: Draft[PublishCriteria], context: Context) -> Iterator[str]:
    """Criteria that are sealed stay as they were published."""
    if sealed_for(dossier, draft.body.pool):
        yield "The criteria for this pool are sealed, and cannot be published anew."


def sealed_for(dossier: Dossier, pool: str) -> Act[SealCriteria] | None:
    """The seal on the pool's criteria, if they are sealed."""
    for seal in dossier.every(SealCriteria):
        published = dossier.at(PublishCriteria, seal.body.publication)
        if published and published.body.pool == pool:
            return seal
    return None


@gate("pool-after-consultation", Strength.POLICY, on=(FormPool,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def pool_after_consultation(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The pool is settled when consultation is complete, not before."""
    if not dossier.every(CompleteConsultation):
        yield not_recorded("Consultation is not complete.", "Complete it, representation by representation.")


@gate("criteria-reached-the-pool", Strength.POLICY, on=(SealCriteria,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def criteria_reached_the_pool(dossier: Dossier, draft: Draft[SealCriteria], context: Context) -> Iterator[Reason]:
    """Each member has had the criteria in writing before they are fixed; a pool of nobody has nobody to tell."""
    published = dossier.at(PublishCriteria, draft.body.publication)
    people = members(dossier, published.body.pool) if published else []
    if not people:
        yield not_recorded("Nobody is in the pool.", "Place its members in it.")
    for code in people:
        if published and has_had(dossier, published, code) is None:
            yield not_recorded(f"{code} has not had the criteria in writing.", "Serve them, and record how they arrived.")
