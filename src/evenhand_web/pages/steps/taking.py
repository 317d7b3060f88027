"""Taking a step: what was answered is kept as a draft, shown with what it will do, and recorded once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from evenhand.procedure.acts import Actor, Draft, Evidence
from evenhand.procedure.audience import Seat
from evenhand.procedure.judge import Judgement
from evenhand.procedure.openings import Opening
from evenhand_web.config import clock
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, Shown, perform, preview
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import a_code
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.steps.catalogue import STEPS, Step


def begun(
    matter: str, step: Step, seat: Seat, openings: Sequence[Opening], answers: dict[str, Any], happened_on: Any, evidence: Sequence[Evidence]
) -> StepDraft:
    """A step with its questions answered, kept for its author until it is recorded or thrown away. A matter that it opens gets its code here."""
    return StepDraft.objects.create(
        id=uuid4().hex,
        author=seat.person,
        seat=as_text(seat),
        matter=a_code("D-", 4) if step.kind.opens_matter else matter,
        kind=step.kind.name,
        openings=[{"about": one.about, "label": one.label, "fields": {name: _as_json(value) for name, value in one.fields.items()}} for one in openings],
        answers=answers,
        happened_on=happened_on,
        evidence=[[one.name, one.commitment] for one in evidence],
        command_id=uuid4().hex,
        written_at=clock.now(),
    )


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def draft_of(seat: Seat, matter: str, key: str) -> StepDraft | None:
    """The author's own draft in this seat; nobody else's is there."""
    kept = StepDraft.objects.filter(id=key, author=seat.person, seat=as_text(seat)).first()
    return kept if kept and kept.kind in STEPS and matter == begun_in(kept) else None


def begun_in(kept: StepDraft) -> str:
    """The matter whose pages the step is begun on: its own, or, where it opens one that is not there yet, the trust's."""
    return "trust" if STEPS[kept.kind].kind.opens_matter else kept.matter


def drafts(kept: StepDraft, seat: Seat) -> list[Draft[Any]]:
    """The acts that the step would record, one for each thing it is taken for. Raises ValueError where an answer no longer fits the kind."""
    model, actor = STEPS[kept.kind].kind.model, Actor(seat.person, seat.office, seat.union)
    evidence = tuple(Evidence(name, commitment) for name, commitment in kept.evidence)
    return [
        Draft(kept.matter, model.model_validate({**kept.answers, **one["fields"]}), actor, one["about"], kept.happened_on, evidence) for one in kept.openings
    ]


def looked_over(kept: StepDraft, seat: Seat, batch: Sequence[Draft[Any]] | None = None) -> Judgement:
    """What would become of the step, or of the batch that it stands for, now; what is shown is kept, so that a change before it is recorded is noticed."""
    judgement, shown = preview(batch or drafts(kept, seat), seat=_own(seat))
    kept.shown = {"digest": shown.digest, "size": shown.size, "at": shown.at.isoformat()}
    kept.save(update_fields=["shown"])
    return judgement


def recorded(kept: StepDraft, seat: Seat, batch: Sequence[Draft[Any]] | None = None) -> Recorded | Refused | Conflict:
    """Record the step, or say why not. Sent twice, it is recorded once."""
    shown = Shown(kept.shown["digest"], kept.shown["size"], datetime.fromisoformat(kept.shown["at"])) if kept.shown else None
    outcome = perform(batch or drafts(kept, seat), command_id=kept.command_id, seat=_own(seat), shown=shown)
    if isinstance(outcome, Recorded):
        kept.recorded_from = outcome.positions.start
        kept.save(update_fields=["recorded_from"])
    return outcome


def _own(seat: Seat) -> Seat:
    """The seat as a command is bound to it."""
    return Seat(seat.person, seat.office, seat.union)
