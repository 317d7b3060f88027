"""Duties as a seat sees them: those of which it may know, and nothing of the others."""

from dataclasses import replace

from evenhand.procedure.audience import Audience, may_see
from evenhand.procedure.audience_of_a_matter import code_in, is_concerned
from evenhand.procedure.duties import Duty, duties
from evenhand.procedure.judge import matter_kind
from evenhand_web.pages.sight import MatterSight


def duties_of(matter: MatterSight) -> list[Duty]:
    """Every duty in the matter that this seat may know of, done ones included, by due day."""
    found = duties(matter.dossier, matter.context, matter_kind(matter.dossier))
    return [owed for owed in found if is_open_to(matter, owed.audience, owed.about)]


def is_open_to(matter: MatterSight, audience: Audience, about: str | None) -> bool:
    """Whether what is for this audience, about this person, is for the seat; and, where it is looked through, for whoever looks through it too."""
    if not may_see(audience, about, matter.seat, announced=matter.announced, concerned=matter.concerned):
        return False
    if matter.sight.viewing_as is None:
        return True
    own = replace(matter.sight.seat, code=code_in(matter.sight.seat, matter.dossier))
    concerned = is_concerned(own, matter.dossier, matter.sight.bearing)
    return may_see(audience, about, own, announced=matter.announced, concerned=concerned)
