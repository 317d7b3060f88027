"""Comparing: a pool has everyone in its job in it, when its criteria are sealed and still when anyone is selected from it."""

from collections.abc import Iterator
from typing import Any

from evenhand.procedure.acts import Draft
from evenhand.procedure.change.pooling import UNFAIR, FormPool, PlaceInPool, PublishCriteria, SealCriteria, compared, members, pool_called
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded


@gate("everyone-in-the-job-is-in-the-pool", Strength.POLICY, on=(SealCriteria, Select), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def everyone_in_the_job_is_in_the_pool(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Everyone in the pool's job is in it, whatever its mode: as many go as there are posts too many in the job, so each is compared with all the others."""
    published = dossier.at(PublishCriteria, draft.body.publication) if isinstance(draft.body, SealCriteria) else None
    pool = published.body.pool if published else getattr(draft.body, "pool", "")
    yield from dossier.once(lambda view: tuple(_left_out(view, pool)), kinds=(FormPool, PlaceInPool, Affect), name=f"left out of {pool}")


def _left_out(dossier: Dossier, pool: str) -> Iterator[Reason]:
    formed, placed = pool_called(dossier, pool), set(members(dossier, pool))
    for code in dict.fromkeys(one.about for one in compared(dossier, formed.body.establishment, formed.body.job)) if formed else ():
        if code not in placed:
            yield not_recorded(
                f"{code} holds this job and is not in the pool.",
                "Place everyone who holds it in the one pool. If its criteria are sealed, withdraw every score and the seal first, and say why.",
            )
