"""The acts of a proposal: the proposal itself, and one for each employment that it affects, from the last import."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.planning.affected import Reach, reach
from evenhand.planning.on_record import affects, agency_workers_at
from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.change.proposing import Propose
from evenhand.workforce.proposals import HeadcountCut, Proposal
from evenhand.workforce.workforce import Workforce
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import a_code

TRACKS = {"headcount": "headcount-cut", "restructure": "restructure", "outsourcing": "outsourcing"}
_SAID_APART = ("posts", "posts_proposed")


def proposal_of(kept: StepDraft, workforce: Workforce) -> Proposal:
    """What is proposed for the posts: as it was imported, or fewer posts of one job. Raises LookupError where the import no longer has it."""
    kind, _, rest = kept.answers["posts"].partition(":")
    if kind == "proposal":
        return workforce.proposals[rest]
    school, _, job = rest.rpartition(":")
    now = sum((post.school, post.jd_code) == (school, job) for post in workforce.posts.values())
    if not now:
        raise LookupError(f"The last import has no posts of {job} at {school}.")
    return Proposal(job, (HeadcountCut(school, job, now, int(kept.answers["posts_proposed"]), None),))


def reached(kept: StepDraft, workforce: Workforce, on: date) -> Reach:
    """Whom and what the proposal touches. Raises CannotPlan with every reason."""
    return reach(workforce, proposal_of(kept, workforce), on, date.fromisoformat(kept.answers["last_dismissal_on"]))


def batch_of(kept: StepDraft, seat: Seat, workforce: Workforce, pack: Pack, on: date) -> list[Draft[Any]]:
    """The acts, the proposal first. The codes of people are made once, and kept with the draft."""
    found = reached(kept, workforce, on)
    actor = Actor(seat.person, seat.office, seat.union)
    answers = {name: value for name, value in kept.answers.items() if name not in _SAID_APART}
    body = Propose(
        pack=pack.id,
        track=TRACKS[proposal_of(kept, workforce).kind],
        lines=found.lines,
        agency_workers=agency_workers_at(workforce, {line.establishment for line in found.lines}),
        **{name: answers.get(name, "") for name in Propose.model_fields if name not in ("pack", "track", "lines", "agency_workers")},
    )
    codes = _codes(kept, found)
    return [Draft(kept.matter, body, actor), *(Draft(kept.matter, affect, actor, code) for code, affect in affects(found, codes, workforce, on))]


def _codes(kept: StepDraft, found: Reach) -> dict[str, str]:
    codes: dict[str, str] = dict(kept.openings[0]) if kept.openings else {}
    fresh = _fresh(set(codes.values()))
    for number in dict.fromkeys(each.person.payroll_number for each in found.affected):
        if number not in codes:
            codes[number] = next(fresh)
    if not kept.openings or codes != kept.openings[0]:
        kept.openings = [codes]
        kept.save(update_fields=["openings"])
    return codes


def _fresh(taken: set[str]) -> Iterator[str]:
    while True:
        code = a_code("", 4)
        if code not in taken and not code.isalpha():  # a word could be a name
            taken.add(code)
            yield code
