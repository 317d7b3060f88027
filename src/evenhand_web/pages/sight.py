"""Sight: what a seat may see, at a position of the ledger and on a day. Pages read through it and through nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from evenhand.procedure.audience import Seat
from evenhand.procedure.audience_of_a_matter import code_in, is_announced, is_concerned, may_know_of
from evenhand.procedure.change.proposing import Propose
from evenhand.procedure.context import Context, Folded
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Found
from evenhand_web.config import clock
from evenhand_web.ledger.folds import Folds
from evenhand_web.ledger.models import IndexRow

READING = Folds()  # apart from those that batches are judged on


def everything() -> Folded:
    """The folds of every matter, up to now. Hold `READING.lock` while using them."""
    return READING.up_to_now(set(IndexRow.objects.order_by().values_list("matter", flat=True).distinct()))


@dataclass(frozen=True)
class Sight:
    """What the seat sees as known at a position (None: now) and as in effect on a day. `viewing_as` is a seat looked through, without acting."""

    seat: Seat
    folded: Folded
    on: date = field(default_factory=clock.today)
    now: datetime = field(default_factory=clock.now)
    known_at: int | None = None
    viewing_as: Seat | None = None

    @property
    def may_act(self) -> bool:
        """Whether forms are shown: not when looking back, nor through another's eyes."""
        return self.known_at is None and self.on == clock.today() and self.viewing_as is None

    @cached_property
    def bearing(self) -> Dossier:
        """The trust-wide facts that matters read of each other."""
        return Dossier(self.folded.bearing, on=self.on, known_at=self.known_at)

    @property
    def trust_name(self) -> str:
        """What the trust is called; empty before it is founded."""
        founded = self.bearing.latest(Found)
        return founded.body.trust if founded else ""

    def matter(self, code: str) -> "MatterSight | None":
        """The matter, if this seat may know that there is one."""
        fold = self.folded.matters.get(code)
        if fold is None or not fold.acts or (self.known_at is not None and fold.acts[0].position > self.known_at):
            return None
        dossier = Dossier(fold, on=self.on, known_at=self.known_at)
        eyes = [self.seat, *([self.viewing_as] if self.viewing_as else [])]  # whoever views as another sees no more than either
        return MatterSight(self, code, dossier) if all(may_know_of(seat, dossier, self.bearing) for seat in eyes) else None

    def changes(self) -> Iterator["MatterSight"]:
        """The changes that this seat may know of, the latest first."""
        for code in sorted(self.folded.matters, key=lambda code: self.folded.matters[code].acts[0].position, reverse=True):
            found = self.matter(code)
            if found and isinstance(found.dossier.fold.acts[0].body, Propose):
                yield found


@dataclass(frozen=True)
class MatterSight:
    """One matter as the seat sees it. `dossier` and `context` are whole: rules read them; what a page shows of them is asked for by audience."""

    sight: Sight
    code: str
    dossier: Dossier

    @cached_property
    def context(self) -> Context:
        """What rules are read against."""
        found = self.sight.folded.context(self.code, self.sight.on, self.sight.now)
        return found.but(known_at=self.sight.known_at)

    @cached_property
    def seat(self) -> Seat:
        """The seat that is looked from, with its code in this matter."""
        seat = self.sight.viewing_as or self.sight.seat
        return Seat(seat.person, seat.office, seat.union, code_in(seat, self.dossier))

    @cached_property
    def announced(self) -> bool:
        """Whether the matter is known outside management."""
        return is_announced(self.dossier)

    @cached_property
    def concerned(self) -> bool:
        """Whether the seat is one of the matter's parties."""
        return is_concerned(self.seat, self.dossier, self.sight.bearing)
