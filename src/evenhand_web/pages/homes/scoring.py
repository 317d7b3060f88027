"""A scorer's groups: how many scores each asks for, and how many are given."""

from dataclasses import dataclass

from evenhand.procedure.change.opening.people import pools
from evenhand.procedure.change.pooling import members, sealed_for
from evenhand.procedure.change.selecting import Score
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier


@dataclass(frozen=True)
class Progress:
    """One group: its people, each scored once on each criterion. `may_begin` is False until its criteria are sealed."""

    pool: str
    people: int
    given: int
    asked: int
    may_begin: bool


def progress_of(dossier: Dossier, context: Context) -> list[Progress]:
    """Every group of a change, in the order in which they were formed."""
    criteria = [criterion.id for criterion in context.pack.criteria] if context.pack else []
    given = {(score.about, score.body.criterion) for score in dossier.every(Score)}
    found = []
    for pool in pools(dossier):
        people = members(dossier, pool)
        done = sum((code, criterion) in given for code in people for criterion in criteria)
        found.append(Progress(pool, len(people), done, len(people) * len(criteria), sealed_for(dossier, pool) is not None))
    return found


def in_one_line(found: list[Progress]) -> str:
    """How far the seat's scoring is, over every group that can be scored: '12 of 88 scores done'."""
    ready = [one for one in found if one.may_begin]
    asked, given = sum(one.asked for one in ready), sum(one.given for one in ready)
    if not asked:
        return "You have nothing to score."
    return f"{given} of {asked} scores done" if given < asked else f"All {asked} scores are done"
