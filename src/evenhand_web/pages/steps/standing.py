"""How each step of a matter stands for a seat: for what it can be taken, and every reason why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from evenhand.procedure.amending import Confirm, Dispute, Review
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.gates import GATES, Answered
from evenhand.procedure.judge import matter_kind
from evenhand.procedure.openings import OPENINGS, Opening, barred, openings_for
from evenhand.procedure.refusing import HEADINGS, Told, told
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import CURES, STEPS, Step

_BEFORE_ANYONE_ELSE = (Office.HEADTEACHER, Office.CHIEF_EXECUTIVE, Office.HR_ADVISER)


@dataclass(frozen=True)
class Reasons:
    """The reasons of one strength, under its heading; each with the step that makes it good, if the seat may take one."""

    heading: str
    reasons: tuple[tuple[Told, Step | None], ...]


@dataclass(frozen=True)
class StepStanding:
    """One step in one matter, for one seat. `mine`: whether the seat's office takes it."""

    matter: MatterSight
    step: Step
    openings: tuple[Opening, ...]
    mine: bool

    @property
    def taker(self) -> Seat:
        """In whose office the gates are asked: the seat's own, or that of who would take the step."""
        if self.mine:
            return self.matter.seat
        office = next((one for one in _BEFORE_ANYONE_ELSE if one in self.step.kind.by), min(self.step.kind.by))
        return replace(self.matter.seat, office=office)

    def told(self, opening: Opening) -> tuple[Told, ...]:
        """Every reason why the step cannot be taken for this opening, as the seat may know it."""
        given = barred(self.step.kind.model, opening, self.taker, self.matter.dossier, self.matter.context, self.matter.code)
        return as_told(given, opening.about, self.matter)

    @cached_property
    def blocked(self) -> tuple[Told, ...]:
        """The reasons at the first opening: what the change page says of the step."""
        return self.told(self.openings[0]) if self.openings else ()

    @property
    def waits(self) -> str:
        """Why it cannot be begun for anything, whatever the gates say."""
        return self.openings[0].waits if self.openings and all(one.waits for one in self.openings) else ""

    @property
    def is_open(self) -> bool:
        """Whether the seat can take it now."""
        return self.mine and bool(self.openings) and not self.waits and not self.blocked

    @property
    def title(self) -> str:
        """What the step is called for this seat."""
        return self.step.title_for(self.matter.seat.office)

    @property
    def is_a_task(self) -> bool:
        """Whether it waits for this seat; what one may record of somebody else, or may do but need not, does not."""
        return self.is_open and self.title == self.step.title and not self.step.optional

    @property
    def under_headings(self) -> list[Reasons]:
        """The reasons by strength, the law's first."""
        return under_headings(self.blocked, self.matter)

    @property
    def opens_on(self) -> Any:
        """The day on which time opens the last of what time opens, if any does."""
        return max((one.opens_on for one in self.blocked if one.opens_on), default=None)


def as_told(given: Iterable[Answered], about: str | None, matter: MatterSight) -> tuple[Told, ...]:
    """The reasons as the seat may know them; looked at through another's eyes, only those that both may know."""
    answers = list(given)
    found = list(told(answers, about, matter.seat))
    if matter.sight.viewing_as:
        found = [one if own.rule else own for one, own in zip(found, told(answers, about, matter.sight.seat), strict=True)]
    return tuple(dict.fromkeys(found))


def under_headings(found: tuple[Told, ...], matter: MatterSight) -> list[Reasons]:
    """Reasons by strength, the law's first, each with the step that makes it good."""
    by_strength = {heading: tuple((one, _cure(one, matter)) for one in found if one.strength is strength) for strength, heading in HEADINGS.items()}
    return [Reasons(heading, reasons) for heading, reasons in by_strength.items() if reasons]


def _cure(reason: Told, matter: MatterSight) -> Step | None:
    step = CURES.get(reason.rule)
    return step if step and matter.seat.office in step.kind.by else None


def standing_of(matter: MatterSight, step: Step) -> StepStanding:
    """How one step stands. What somebody else could take it for, or a report that waits for a second word, is told only as far as the seat may see it."""
    model, mine = step.kind.model, matter.seat.office in step.kind.by
    if mine:
        found = [one for one in openings_for(model, matter.seat, matter.dossier, matter.context) if _may_know_of(matter, step, one)]
    else:
        known = OPENINGS[step.kind.name](matter.dossier, matter.context) if step.kind.stage else iter(())
        found = [one for one in known if is_open_to(matter, step.kind.audience, one.about)]
    return StepStanding(matter, step, tuple(found), mine)


def _may_know_of(matter: MatterSight, step: Step, opening: Opening) -> bool:
    """Whether what the seat's own step is for may be told: a report, or an act to review, where it may know what that says or rests on; through
    another's eyes, only what both may know."""
    if step.kind.model in (Confirm, Dispute):
        report = matter.dossier.fold.at(opening.fields["position"] if step.kind.model is Dispute else opening.fields["positions"][0])
        return report is not None and is_open_to(matter, report.kind.audience, report.about)
    if issubclass(step.kind.model, Review):
        act = matter.dossier.fold.at(opening.fields["position"])
        return act is not None and is_open_to(matter, GATES[opening.fields["rule"]].audience, act.about)
    return matter.sight.viewing_as is None or is_open_to(matter, step.kind.audience, opening.about)


def belongs(matter: MatterSight, step: Step) -> bool:
    """Whether the step is one of this sort of matter. One that opens a matter of its own is begun from the trust's."""
    if step.kind.opens_matter:
        return matter.code == "trust"
    return step.kind.name.split(".")[0] in (matter_kind(matter.dossier), "record")


def standings(matter: MatterSight) -> Iterator[StepStanding]:
    """Every step of this sort of matter that there is something to take for, in the order of the procedure."""
    stages = matter.context.pack.stages(matter.dossier.fold.acts[0].body.track) if matter.context.pack else ()
    for step in (one for one in STEPS.values() if one.kind.name in OPENINGS):
        if belongs(matter, step) and (step.kind.stage is None or step.kind.stage in stages):
            standing = standing_of(matter, step)
            if standing.openings:
                yield standing
