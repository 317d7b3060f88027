"""Names in several changes at once: two queries, however many changes there are."""

from collections.abc import Sequence

from evenhand.procedure.acts import MissingFact
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.proposing import Affect
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.naming import Names, names_of
from evenhand_web.pages.sight import MatterSight


def names_in(matters: Sequence[MatterSight]) -> dict[str, Names]:
    """The names that the seat may know, by the code of each change."""
    behind = {matter.code: _people(matter) for matter in matters}
    called = names_of({person for people in behind.values() for person in people.values()})
    found = {}
    for matter in matters:
        names = Names(matter)
        names.__dict__["by_code"] = {code: called[person] for code, person in behind[matter.code].items() if person in called}  # what it would ask for itself
        found[matter.code] = names
    return found


def _people(matter: MatterSight) -> dict[str, str]:
    found = {}
    for affected in matter.dossier.ever(Affect):
        if affected.about and is_open_to(matter, Audience.IDENTITY, affected.about):
            try:
                found[affected.about] = affected.body.person
            except MissingFact:
                continue
    return found
