"""Where a change stands: which of its track's stages is done, which is going on, and which cannot start yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evenhand.procedure.acts import REGISTER, Act, Draft
from evenhand.procedure.change.avoiding import measures_not_considered, volunteers_not_invited
from evenhand.procedure.change.consulting import CompleteConsultation, consultation_is_unfinished
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.opening.people import pools, selected
from evenhand.procedure.change.paying import Paid
from evenhand.procedure.change.pooling import members
from evenhand.procedure.change.proposing import ApproveInPrinciple, proposal
from evenhand.procedure.change.redeploying import has_accepted_an_offer
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier

DONE, NOW, NOT_YET = "done", "now", "cannot start yet"


@dataclass(frozen=True)
class StageStanding:
    """One stage of the track, and how it stands; `built` is False for one that Evenhand does not have yet."""

    stage: str
    state: str
    built: bool = True


def stages_of(dossier: Dossier, context: Context) -> list[StageStanding]:
    """The stages of the change's track, in order. More than one may be going on."""
    if context.pack is None:
        return []
    built = {kind.stage for kind in REGISTER.values()}
    begun = {act.kind.stage for act in dossier.fold.acts if dossier.known_at is None or act.position <= dossier.known_at}
    found: list[StageStanding] = []
    for stage in context.pack.stages(proposal(dossier).body.track):
        before_is_done = all(one.state == DONE for one in found)
        if stage not in built:
            found.append(StageStanding(stage, NOT_YET, built=False))
        elif _FINISHED[stage](dossier, context):
            found.append(StageStanding(stage, DONE))
        else:
            found.append(StageStanding(stage, NOW if stage in begun or before_is_done else NOT_YET))
    return found


def _consulted(dossier: Dossier, context: Context) -> bool:
    complete = dossier.latest(CompleteConsultation)
    if complete is None:
        return False
    later: Draft[Any] = Act.as_draft(complete)
    return not list(consultation_is_unfinished(dossier, later, context))


def _avoided(dossier: Dossier, context: Context) -> bool:
    return not [*measures_not_considered(dossier, context), *volunteers_not_invited(dossier, "consultation"), *volunteers_not_invited(dossier, "selection")]


def _selected(dossier: Dossier, context: Context) -> bool:
    chosen = {one.about for one in dossier.every(Select)}
    return bool(pools(dossier)) and all(code in chosen for pool in pools(dossier) for code in members(dossier, pool))


def _redeployed(dossier: Dossier, context: Context) -> bool:
    decided = {one.about for one in dossier.every(DecideDismissal)}
    return _selected(dossier, context) and all(code in decided or has_accepted_an_offer(dossier, code) for code in selected(dossier))


def _left(dossier: Dossier, context: Context) -> bool:
    paid = {one.about for one in dossier.every(Paid)}
    return _redeployed(dossier, context) and all(given.about in paid for given in dossier.every(NoticeGiven))


_FINISHED: dict[str, Callable[[Dossier, Context], bool]] = {
    "proposing": lambda dossier, context: bool(dossier.every(ApproveInPrinciple)),
    "consulting": _consulted,
    "avoiding": _avoided,
    "selecting": _selected,
    "redeploying": _redeployed,
    "leaving": _left,
}
