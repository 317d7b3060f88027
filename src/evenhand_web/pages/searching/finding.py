"""What a few typed letters find, for one seat: nothing is looked through that it may not see."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from evenhand.procedure.acts import MissingFact
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.proposing import Affect, proposal
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.naming import names_of
from evenhand_web.pages.policy.reading import anchor
from evenhand_web.pages.sight import MatterSight, Sight

FEWEST_LETTERS, AT_MOST = 2, 20


@dataclass(frozen=True)
class Found:
    """One thing found, what it is, and where it is."""

    text: str
    what: str
    href: str


def search(sight: Sight, typed: str) -> dict[str, list[Found]]:
    """What is found under each heading, at most so many of each; headings without any are left out."""
    sought = typed.casefold().strip()
    if len(sought) < FEWEST_LETTERS:
        return {}
    changes = list(sight.changes())
    found = {"People": _people(changes, sought), "Changes": _changes(changes, sought), "Clauses of the policy": _clauses(sight, sought)}
    return {heading: known for heading, finding in found.items() if (known := [one for _, one in zip(range(AT_MOST), finding, strict=False)])}


def _changes(changes: list[MatterSight], sought: str) -> Iterator[Found]:
    for matter in changes:
        title = proposal(matter.dossier).body.title
        if sought in f"{matter.code} {title}".casefold():
            yield Found(title, matter.code, reverse("changes:overview", args=[matter.code]))


def _people(changes: list[MatterSight], sought: str) -> Iterator[Found]:
    """Those affected whose names, or codes, the seat may know; all names in two queries."""
    affected = {(matter.code, one.about or ""): (matter, one.body) for matter in changes for one in matter.dossier.every(Affect)}
    behind = {key: _person(matter, key[1], body) for key, (matter, body) in affected.items()}
    names = names_of({person for person in behind.values() if person})
    for (change, code), person in behind.items():
        matter = affected[change, code][0]
        name = names.get(person, "")
        if sought in code.casefold() or (name and sought in name.casefold()):
            yield Found(name or code, proposal(matter.dossier).body.title, reverse("changes:people", args=[matter.code]))


def _person(matter: MatterSight, code: str | None, body: Affect) -> str:
    try:
        return body.person if is_open_to(matter, Audience.IDENTITY, code) else ""
    except MissingFact:
        return ""


def _clauses(sight: Sight, sought: str) -> Iterator[Found]:
    for pack in sight.folded.packs.values():
        for number, clause in pack.contents.clauses.items():
            if sought in f"{number} {clause.gist}".casefold():
                yield Found(clause.gist, number, f"{reverse('policy:pack', args=[pack.id])}#{anchor(number)}")
