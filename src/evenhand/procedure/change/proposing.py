"""Proposing: the business case, whom it affects, the review that redundancy is unavoidable, approval in principle."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from evenhand.procedure.acts import REGISTER, Act, Body, Draft, act
from evenhand.procedure.amending import Correct, Words
from evenhand.procedure.audience import HR, MANAGEMENT, Audience, For, Office
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.governing import holds_power

StaffGroup = Literal["teacher", "leader", "support"]
LEAD = frozenset({Office.HEADTEACHER, Office.CHIEF_EXECUTIVE})


class Line(Body):
    """One job at one establishment: posts now and proposed, as the establishment list has them.

    `holders_left_out`: filled posts whose holder could not be imported; `others_employed`: employees of this description who are not affected.
    """

    establishment: Words
    job: Words
    staff_group: StaffGroup
    posts_now: int = Field(ge=0)
    posts_proposed: int = Field(ge=0)
    holders_left_out: int = Field(default=0, ge=0)
    others_employed: int = Field(default=0, ge=0)


class AgencyWorkers(Body):
    """Agency workers at an establishment: how many, where, at what work (TULRCA 1992 s.188(4)(g) to (i)); none is said as nought."""

    establishment: Words
    number: int = Field(ge=0)
    where: str = ""
    work: str = ""


@act("change.propose", by=HR | LEAD, audience=Audience.PARTIES, stage="proposing", opens_matter=True, bears=True)
class Propose(Body):
    """A change is proposed under a policy: its five-part case, the posts it touches, when dismissals would take effect and how they would be chosen."""

    title: Words
    pack: Words
    track: Words
    need: Literal["curriculum", "statutory", "budget"]
    reason_for_change: Literal["closure or move", "cost or budget", "new technology or ways of working"]
    why_vacancies_do_not_meet_it: str
    details: str
    rationale: str
    implementation: str
    financial_implications: str
    effect_on_employees: str
    lines: tuple[Line, ...] = Field(min_length=1)
    agency_workers: tuple[AgencyWorkers, ...] | None = None
    first_dismissal_on: date
    last_dismissal_on: date
    selection_method: str
    dismissal_method: str
    payment_method: str

    @model_validator(mode="after")
    def _in_order(self) -> "Propose":
        if self.last_dismissal_on < self.first_dismissal_on:
            raise ValueError("the last dismissal cannot take effect before the first")
        return self


@act("change.affect", by=HR | LEAD, audience=Audience.PARTIES, stage="proposing", about_a_person=True, bears=True)
class Affect(Body):
    """The person with this code is affected: in which job, by one employment; the facts of it that pay and notice rest on, as they stood."""

    person: Annotated[str, For(Audience.IDENTITY)]
    establishment: Words
    job: Words
    staff_group: StaffGroup
    effect: Literal["in a pool", "deleted", "changed"]
    expires_by_itself_on: date | None = None
    employment: Annotated[str, For(Audience.PERSON)]
    date_of_birth: Annotated[date, For(Audience.PERSON)]
    service_from: Annotated[date, For(Audience.PERSON)]
    weekly_pay: Annotated[Decimal, For(Audience.PERSON)] = Field(ge=0, decimal_places=2)
    contract: Annotated[Literal["statutory", "teacher", "headteacher"], For(Audience.PERSON)]
    contract_weeks: Annotated[int | None, For(Audience.PERSON)] = None


@act("change.review_unavoidable", by=LEAD, audience=Audience.PARTIES, stage="proposing")
class ReviewUnavoidable(Body):
    """The head has reviewed in full whether redundancies can be avoided, and states why they cannot."""

    statement: Words


@act("change.approve_in_principle", by=MANAGEMENT, audience=Audience.PARTIES, stage="proposing")
class ApproveInPrinciple(Body):
    """The proposal is approved for consultation, and for nothing more."""

    statement: Words


def about_someone_affected(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """What is about a person is about someone whom this change affects."""
    if draft.kind.concerns_a_person and draft.kind is not Affect.kind and draft.about and not dossier.every(Affect, draft.about):
        yield f"{draft.about} is not a person whom this change affects."


def speaks_for_herself(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """Whoever acts as an employee speaks of herself: under her code in a change, under her own id elsewhere."""
    if draft.actor.office is Office.EMPLOYEE and draft.about is not None:
        affected = _ever_affected(dossier, draft.about)
        if (affected[-1].body.person if affected else draft.about) != draft.actor.person:
            yield "As an employee you speak for yourself alone."


def stage_is_built(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """The track that the matter follows has this stage, and needs none before it that Evenhand does not have yet."""
    if not dossier.fold.acts or context.pack is None or draft.kind.stage is None:
        return
    track = proposal(dossier).body.track
    stages = context.pack.stages(track)
    built = {kind.stage for kind in REGISTER.values()}
    missing = next((stage for stage in stages if stage not in built), None)
    if draft.kind.stage not in stages:
        yield f"The policy's track '{track}' has no stage of {draft.kind.stage}."
    elif missing and stages.index(draft.kind.stage) >= stages.index(missing):
        yield f"The policy's track '{track}' needs the stage of {missing}, which Evenhand does not have yet. It cannot go on from there."


@sense(Propose)
def governed_by_a_known_policy(dossier: Dossier, draft: Draft[Propose], context: Context) -> Iterator[str]:
    """The pack is known, and has the track."""
    pack = context.packs.get(draft.body.pack)
    if pack is None:
        yield f"There is no policy pack called {draft.body.pack}."
    elif draft.body.track not in pack.contents.tracks:
        yield f"The policy {pack.id} has no track called {draft.body.track}."


@sense(Correct)
def a_proposal_keeps_its_policy(dossier: Dossier, draft: Draft[Correct], context: Context) -> Iterator[str]:
    """The proposal that a matter opened with is not withdrawn, nor moved to another policy or track by correcting it."""
    opened, fields = dossier.fold.at(draft.body.corrects), draft.body.fields
    if opened is None or not isinstance(opened.body, Propose):
        return
    if fields is None:
        yield "The proposal opened this matter, so it cannot be withdrawn. If nothing comes of it, leave the matter where it stands."
    elif (fields.get("pack"), fields.get("track")) != (opened.body.pack, opened.body.track):
        yield "A correction does not move the matter to another policy or track. Propose it anew."


@sense(Affect)
def a_code_is_one_persons(dossier: Dossier, draft: Draft[Affect], context: Context) -> Iterator[str]:
    """A code stands for one person for as long as the matter lasts, so that nobody is counted, answered or protected as somebody else."""
    for known in _ever_affected(dossier, draft.about)[:1]:
        if known.body.person != draft.body.person:
            yield f"{draft.about} is the code of another person in this change. Take a code that nobody has had."


@sense(Correct)
def a_code_stays_with_its_person(dossier: Dossier, draft: Draft[Correct], context: Context) -> Iterator[str]:
    """Who is behind a code is not corrected: what was said, served and answered under it was so of one person."""
    known, fields = dossier.fold.at(draft.body.corrects), draft.body.fields
    if known is not None and isinstance(known.body, Affect) and fields is not None and fields.get("person") != known.body.person:
        yield "A correction does not give a code to another person. Withdraw this, and record the right person under a new code."


def _ever_affected(dossier: Dossier, code: str | None) -> list[Act[Affect]]:
    """Each act that gave this code to somebody, as first recorded, those withdrawn since included."""
    dossier.reads.add(Affect.kind.name)
    found = dossier.fold.by_person.get((Affect.kind.name, code or ""), ())
    return [act for act in found if dossier.before is None or act.position < dossier.before]


def person_behind(dossier: Dossier, code: str | None) -> str:
    """The trust-wide id of the person with this code in the matter. Raises MissingFact if it was erased or is withheld."""
    known = employments_of(dossier, code)
    return known[-1].body.person if known else ""


def employments_of(dossier: Dossier, code: str | None) -> list[Act[Affect]]:
    """By what a person is affected, whatever the day that is asked about: it was hers before anyone recorded it."""
    return dossier.but(on=None).every(Affect, code)


def proposal(dossier: Dossier) -> Act[Propose]:
    """The proposal that opened the matter, whatever the day that is asked about: what is reported may have happened before it."""
    found = dossier.but(on=None).latest(Propose)
    assert found is not None, "a change begins with its proposal, which cannot be withdrawn"
    return found


@gate("business-case-is-whole", Strength.POLICY, on=(ApproveInPrinciple,), cites="ERA 1996 s.98(4)")
def business_case_is_whole(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The case has all of its parts: what changes, why, how and when, what it costs and saves, what it does to employees."""
    case = proposal(dossier).body
    for part in ("details", "rationale", "implementation", "financial_implications", "effect_on_employees", "why_vacancies_do_not_meet_it"):
        if not getattr(case, part):
            yield not_recorded(f"The business case says nothing under '{part.replace('_', ' ')}'.", "Write that part of the case.")


@gate("approver-holds-the-power", Strength.POLICY, on=(ApproveInPrinciple,), cites="the trust's scheme of delegation")
def approver_holds_the_power(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Whoever approves may approve: by office, or by a delegation on record."""
    if not holds_power(draft.actor, "approve_in_principle", context):
        yield Reason("You may not approve a proposal in principle.", "Ask someone who holds that power, or have it delegated to you on record.")
