"""The changes of a home: what is said of each in one line; the undertakings in force; what others did since one last looked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act
from evenhand.procedure.amending import Depart
from evenhand.procedure.audience import THE_OTHER_SIDE, Audience
from evenhand.procedure.change.opening.people import affected
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.dispute.undertakings import UndertakingGiven, undertakings_in_force
from evenhand.procedure.duties import State
from evenhand_web.pages.changes.overview import Overview
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.homes.due import Owed
from evenhand_web.pages.models import LastVisit
from evenhand_web.pages.naming import Names, names_of
from evenhand_web.pages.seats import as_text
from evenhand_web.pages.sight import MatterSight, Sight
from evenhand_web.pages.steps.catalogue import done_in_words

AT_MOST = 10


@dataclass(frozen=True)
class Line:
    """One change in a list."""

    code: str
    title: str
    stage: str
    affected: int
    schools: str
    next_date: str
    announced: bool
    missed: int


def line(matter: MatterSight, names: Names, owed: list[Owed]) -> Line:
    """The change in one line; `owed` are the duties of all changes that are not done."""
    body = proposal(matter.dossier).body
    own = [one.duty for one in owed if one.matter.code == matter.code]
    return Line(
        code=matter.code,
        title=body.title,
        stage=Overview(matter, names).stage_in_words,
        affected=len(affected(matter.dossier)),
        schools=", ".join(dict.fromkeys(one.establishment for one in body.lines)),
        next_date=next_date([(duty.due_on, names.named(duty.says)) for duty in own if duty.due_on and duty.state is State.OPEN], body.first_dismissal_on),
        announced=matter.announced,
        missed=sum(duty.state is State.MISSED for duty in own),
    )


def next_date(due: list[tuple[date, str]], first_dismissal_on: date) -> str:
    """The next day that anything falls on, with what it is: the soonest duty's, else the first dismissal that is proposed."""
    when, what = min([*due, (first_dismissal_on, "First dismissal proposed.")])
    return f"{day_in_words(when)}: {what}"


def undertakings(sight: Sight) -> list[Act[UndertakingGiven]]:
    """The undertakings in force of which this seat may know."""
    found = []
    for given in undertakings_in_force(sight.bearing, sight.on):
        matter = sight.matter(given.matter)
        if matter and is_open_to(matter, Audience.PARTIES, None):
            found.append(given)
    return found


def departures(matters: list[MatterSight], names: dict[str, Names]) -> list[list[Any]]:
    """Rule, what was done instead, why, when and in which change: each departure from policy that the seat may know of, the latest first."""
    found = [(matter, one) for matter in matters for one in matter.dossier.every(Depart) if is_open_to(matter, one.kind.audience, one.about)]
    found.sort(key=lambda pair: pair[1].position, reverse=True)
    return [
        [
            one.body.rule.replace("-", " ").capitalize(),
            names[matter.code].named(one.body.instead),
            names[matter.code].named(one.body.because),
            day_in_words(one.happened_on),
            proposal(matter.dossier).body.title,
        ]
        for matter, one in found
    ]


def since_last_looked(sight: Sight, matters: list[MatterSight], names: dict[str, Names]) -> list[dict[str, Any]]:
    """What others did in changes that the seat has looked at before, after it last did; the latest first, ten at most. Three queries at most."""
    visits = {one.matter: one.size for one in LastVisit.objects.filter(person=sight.seat.person, seat=as_text(sight.seat))}
    seen = [(matter, act) for matter in matters if matter.code in visits for act in matter.dossier.fold.acts if act.position >= visits[matter.code]]
    known = [(matter, act) for matter, act in seen if act.actor.person != sight.seat.person and _may_know(matter, act)]
    known = sorted(known, key=lambda pair: pair[1].position, reverse=True)[:AT_MOST]
    people = names_of({act.actor.person for _, act in known})
    return [
        {"code": matter.code, "number": act.number, "on": act.happened_on, "says": _says(act, names[matter.code], people), "title": _title(matter)}
        for matter, act in known
    ]


def _may_know(matter: MatterSight, act: Act[Any]) -> bool:
    """Who did it is for fewer where an employee did: `procedure.parts.layout` says for whom."""
    by = Audience.PERSON if act.actor.office in THE_OTHER_SIDE and act.kind.audience is Audience.PARTIES and not act.actor.union else act.kind.audience
    known = matter.sight.known_at is None or act.position <= matter.sight.known_at
    return known and is_open_to(matter, act.kind.audience, act.about) and is_open_to(matter, by, act.about)


def _says(act: Act[Any], names: Names, people: dict[str, str]) -> str:
    whom = f" ({names.of(act.about)})" if act.about else ""
    return f"{people.get(act.actor.person, act.actor.person)} {done_in_words(act.kind)}{whom}"


def _title(matter: MatterSight) -> str:
    return proposal(matter.dossier).body.title
