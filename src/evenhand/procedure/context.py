"""What rules are read against: the day, the moment, the pinned pack and what other matters bear on this one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Body
from evenhand.procedure.fold import Counting, Dossier, Fold


@dataclass(frozen=True)
class Context:
    """`today` is the London day for which rules are asked, `now` the moment of recording. `pack` is None in matters that pin none."""

    today: date
    now: datetime
    bearing: Dossier
    packs: Mapping[str, Pack]
    pack: Pack | None = None

    def but(self, **view: Any) -> "Context":
        """The same, its bearing seen otherwise."""
        return replace(self, bearing=self.bearing.but(**view))

    def pinning(self, opening: Body) -> "Context":
        """The same, under the pack that this opening act pins, if it pins one that is known."""
        return replace(self, pack=self.packs.get(getattr(opening, "pack", "")))

    def clauses(self, rule: str) -> tuple[str, ...]:
        """The clauses of the pinned pack that ask for this rule; none where no pack is pinned."""
        return self.pack.clauses_for(rule) if self.pack else ()


@dataclass(frozen=True)
class Folded:
    """What is recorded, as folds: those matters that are asked about, by code, and the bearing. Packs by id. `size`: how many acts the ledger holds."""

    matters: dict[str, Fold]
    bearing: Fold
    packs: Mapping[str, Pack]
    size: int

    def context(self, matter: str, today: date, now: datetime) -> Context:
        """The context in which rules of the matter are read on a day."""
        fold = self.matters.get(matter)
        context = Context(today, now, Dossier(self.bearing, on=today), self.packs)
        return context.pinning(fold.acts[0].body) if fold and fold.acts else context


WAYS_OF_COUNTING = tuple(Counting)
