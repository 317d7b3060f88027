"""Who may act for whom, in words: unions recognised, offices held, powers delegated."""

from collections.abc import Mapping
from datetime import date

from evenhand.calendars.words import day_in_words
from evenhand.procedure.audience import Office
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Appoint, Delegate, RecogniseUnion, office_holders
from evenhand_web.pages.naming import OFFICES

GROUPS = {"teacher": "teachers", "leader": "leaders", "support": "support staff"}


def unions(bearing: Dossier) -> list[list[str]]:
    """Union, the staff it is recognised for, its head office, and since when; the latest word on each."""
    latest = {known.body.union: known for known in bearing.every(RecogniseUnion)}
    return [
        [name, ", ".join(GROUPS[group] for group in known.body.staff_groups), known.body.head_office or "Not recorded", day_in_words(known.happened_on)]
        for name, known in sorted(latest.items())
    ]


def holders(bearing: Dossier) -> list[tuple[str, str]]:
    """Each office and each person who holds it today, by id; a representative's office names her union."""
    found = []
    for office in Office:
        if office is Office.UNION_REPRESENTATIVE:
            named = {given.body.union for given in bearing.every(Appoint) if given.body.office is office and given.body.union}
            found += [(f"{union} representative", person) for union in sorted(named) for person in sorted(office_holders(bearing, office, union))]
        else:
            words = OFFICES[office]
            found += [(f"{words[:1].upper()}{words[1:]}", person) for person in sorted(office_holders(bearing, office))]
    return found


def delegations(bearing: Dossier, on: date, names: Mapping[str, str]) -> list[list[str]]:
    """Power, to whom, by whom, from when, until when: those that have not run out."""
    given = [one for one in bearing.every(Delegate) if one.body.until is None or on <= one.body.until]
    return [
        [
            one.body.power.replace("_", " ").capitalize(),
            names.get(one.about or "", one.about or ""),
            names.get(one.actor.person, one.actor.person),
            day_in_words(one.happened_on),
            day_in_words(one.body.until) if one.body.until else "No end is set",
        ]
        for one in given
    ]


def people_named(bearing: Dossier) -> set[str]:
    """Everybody who is named on the page, by id."""
    given = bearing.every(Delegate)
    return {person for _, person in holders(bearing)} | {one.about or "" for one in given} | {one.actor.person for one in given}
