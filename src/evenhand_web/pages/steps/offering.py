"""What a step's questions can be answered with, where that depends on what is on record: which steps, which changes, which employment."""

from evenhand.canonical.encoding import decode
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.people import EmploymentEnded
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS, Step
from evenhand_web.workforce.models import MirrorRow


def offered(step: Step, matter: MatterSight, about: str | None) -> dict[str, dict[str, str]]:
    """By field: each answer, and what it is called."""
    if step.kind.model is UndertakingGiven:
        return {"steps": _that_can_wait(), "matters": {one.code: one.dossier.fold.acts[0].body.title for one in matter.sight.changes()}}
    if step.kind.model is EmploymentEnded and (held := _employments(about)):
        return {"employment": held}
    return {}


def _that_can_wait() -> dict[str, str]:
    """What the trust does in a change. A report is never refused, so no promise can hold one back."""
    return {name: step.title for name, step in STEPS.items() if name.startswith("change.") and not step.kind.reported}


def _employments(person: str | None) -> dict[str, str]:
    """The person's employments by contract number, as the last import had them."""
    rows = MirrorRow.objects.filter(table="employments", key__startswith=person or " ")
    held = [decode(bytes(row.value)) for row in rows]
    return {one["contract_number"]: f"{one['role']}, {one['school']}" for one in held if one["payroll_number"] == person}
