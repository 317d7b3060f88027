"""The people of a change and its pools, as far as the seat may know of each."""

from typing import Any

from evenhand.procedure.audience import Audience
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, members, sealed_for
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.redeploying import DeclareAtRisk, has_accepted_an_offer
from evenhand.procedure.change.selecting import DiscloseScores, Select
from evenhand.procedure.fold import Dossier
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight


def state_of(dossier: Dossier, code: str) -> str:
    """Where the person stands, as the design names it: affected, in a pool, at risk, under notice, placed."""
    if has_accepted_an_offer(dossier, code):
        return "Accepted another post"
    if dossier.every(NoticeGiven, code):
        return "Under notice"
    if dossier.every(DecideDismissal, code):
        return "Dismissal decided, notice not given"
    if dossier.every(DeclareAtRisk, code):
        return "At risk"
    chosen = dossier.latest(Select, code)
    if chosen:
        return "Selected" if chosen.body.selected else "Not selected"
    return "In a pool" if dossier.every(PlaceInPool, code) else "Affected"


def people_of(matter: MatterSight, names: Names) -> list[list[Any]]:
    """One row a person: name or code, job, school, effect, and the state where the seat may know it."""
    rows = []
    for one in matter.dossier.every(Affect):
        code = one.about or ""
        known = is_open_to(matter, Audience.PERSON, code)
        state = state_of(matter.dossier, code) if known else "Not shown to you"
        rows.append([names.of(code), one.body.job, one.body.establishment, one.body.effect.capitalize(), state])
    return rows


def selection_of(matter: MatterSight, names: Names) -> list[dict[str, Any]]:
    """Each pool: who is in it, how it was drawn, and how far it has come. Nobody's points or place stand here."""
    dossier, found = matter.dossier, []
    for formed in dossier.every(FormPool):
        pool, people = formed.body.pool, members(dossier, formed.body.pool)
        published = next((one for one in reversed(dossier.every(PublishCriteria)) if one.body.pool == pool), None)
        sealed, sent = sealed_for(dossier, pool), {one.about for one in dossier.every(DiscloseScores)}
        decided = [code for code in people if dossier.every(Select, code)]
        found.append(
            {
                "formed": formed.body,
                "people": [names.of(code) for code in people],
                "criteria": (published.figures or {}).get("criteria", []) if published else [],
                "rows": [
                    {"key": "Criteria published", "value": published.happened_on if published else None},
                    {"key": "Criteria sealed", "value": sealed.happened_on if sealed else None},
                ],
                "sent": f"{len(sent & set(people))} of {len(people)} have been sent their own scores",
                "decided": f"{len(decided)} of {len(people)} have a result",
            }
        )
    return found
