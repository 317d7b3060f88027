"""Informing: the written information to each union under s.188, the first letter to each person, HR1; and how any letter is served."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Literal

from evenhand.law.tulrca_1992.collective import earliest_dismissal, last_day_to_begin
from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.counting import counts, minimum_days
from evenhand.procedure.change.proposing import LEAD, Affect, ApproveInPrinciple, ReviewUnavoidable, proposal
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Question, Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.governing import unions_for

AWARD = "A protective award: up to the statutory maximum of days' actual pay for each person dismissed (TULRCA 1992 s.189)."


BY_A_UNION = HR | LEAD | {Office.UNION_REPRESENTATIVE}


Channel = Literal["by hand", "post", "post to head office", "e-mail", "read on screen", "in person"]


# TULRCA 1992 s.188(5) names delivery and post; it does not name e-mail or a web site.
DELIVERY_IN_THE_STATUTE = ("by hand", "post", "post to head office")


@act("change.release_section_188", by=HR | LEAD, audience=Audience.PARTIES, stage="consulting")
class ReleaseSection188(Body):
    """The written information for one union is final and goes out. Its numbers are worked out from the structure."""

    union: Words

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """Counts per establishment (s.188(4)(b)), totals of each description (c), agency workers (g) to (i), the first day of effect."""
        case = proposal(dossier).body
        days = minimum_days(dossier, context)
        return {
            "counts": [count.as_figure() for count in counts(dossier)],
            "employed": [[line.establishment, line.job, _employed(dossier, line.establishment, line.job) + line.others_employed] for line in case.lines],
            "agency_workers": [[agency.establishment, agency.number, agency.where, agency.work] for agency in case.agency_workers or ()],
            "minimum_days": days,
            "earliest_dismissal_if_served_today": earliest_dismissal(context.today, days).isoformat() if days else None,
        }


@act("change.section_188_served", by=BY_A_UNION, audience=Audience.PARTIES, stage="consulting", reported=True, bears=True)
class Section188Served(Body):
    """A union has the written information: which release, and how it was delivered. Confirmed by the union, or by proof and a second person."""

    union: Words
    release: int | None
    channel: Channel


@act("change.warn_person", by=HR | LEAD, audience=Audience.PERSON, stage="consulting", about_a_person=True)
class WarnPerson(Body):
    """The first letter to someone affected: her job may be at risk, the unions have been told, and she will hear more."""

    letter: Words


@act("change.letter_served", by=HR | LEAD | {Office.EMPLOYEE}, audience=Audience.PERSON, stage="consulting", reported=True, about_a_person=True)
class LetterServed(Body):
    """A letter reached the person it is for, on the day on which it was read or could fairly have been, by a channel. No letter: something else was served."""

    letter: int | None
    channel: Channel


@act("change.reply_served", by=BY_A_UNION, audience=Audience.PARTIES, stage="consulting", reported=True)
class ReplyServed(Body):
    """The answer to a union's representation reached the union."""

    letter: int
    union: Words
    channel: Channel


def _employed(dossier: Dossier, establishment: str, job: str) -> int:
    here = [act for act in dossier.every(Affect) if (act.body.establishment, act.body.job) == (establishment, job)]
    return len({act.about for act in here})


def unions_to_consult(dossier: Dossier, context: Context) -> list[str]:
    """The unions recognised for the staff that the change touches (TULRCA 1992 s.188(1B))."""
    groups = {line.staff_group for line in proposal(dossier).body.lines}
    return sorted(unions_for(context.bearing, set(groups)))


def served_on(dossier: Dossier, union: str) -> Act[Section188Served] | None:
    """The first service on the union, by a delivery that the statute names, of information that still tells the counts as they are; None if there is none."""
    return next((served for served in _services_on(dossier, union) if served.body.channel in DELIVERY_IN_THE_STATUTE), None)


def _services_on(dossier: Dossier, union: str) -> Iterator[Act[Section188Served]]:
    """Each service on the union, however it was delivered, of information released for it by that day that still tells the counts as they are."""
    now = [count.as_figure() for count in counts(dossier)]
    for served in dossier.every(Section188Served):
        release = dossier.at(ReleaseSection188, served.body.release) if served.body.release is not None else None
        if release and served.body.union == release.body.union == union and (release.figures or {}).get("counts") == now:
            if tells_of(served, release):
                yield served


def has_had(dossier: Dossier, letter: Act[Any], code: str | None = None) -> Act[LetterServed] | None:
    """The first service of a letter on the person it is for, or on this one of those it is for; none before the day on which it was written."""
    services = dossier.every(LetterServed, code or letter.about)
    return next((served for served in services if served.body.letter == letter.position and tells_of(served, letter)), None)


def tells_of(served: Act[Any], letter: Act[Any]) -> bool:
    """Whether a service can be of this letter: not before the day on which it was written, and told when the letter was on record to be meant."""
    told_at = served.position if served.corrected_by is None else served.corrected_by
    return served.happened_on >= letter.happened_on and told_at > letter.position


@sense(ReleaseSection188, Section188Served)
def a_union_to_consult(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """The union is one that this change concerns."""
    known = unions_to_consult(dossier, context)
    if draft.body.union not in known:
        yield f"{draft.body.union} is not recognised for the staff whom this change touches. Recognised: {', '.join(known) or 'none on record'}."


_OPENS_CONSULTATION = (ReleaseSection188, Section188Served)


@gate("approved-before-consultation", Strength.POLICY, on=_OPENS_CONSULTATION, cites="ERA 1996 s.98(4)")
def approved_before_consultation(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The proposal was approved in principle before it went to the unions."""
    if not dossier.every(ApproveInPrinciple):
        yield not_recorded("The proposal has not been approved in principle.", "Have it approved by whoever holds that power.")


@gate("unavoidable-reviewed-before-consultation", Strength.POLICY, on=_OPENS_CONSULTATION, cites="ERA 1996 s.98(4)")
def unavoidable_reviewed_before_consultation(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The head reviewed in full that redundancies cannot be avoided."""
    if not dossier.every(ReviewUnavoidable):
        yield not_recorded("Nobody has reviewed whether redundancies can be avoided.", "The head records that review, in full.")


def by_law_or_policy(law_rule: str, policy_rule: str, *, on: tuple[type[Body], ...], cites: str, exposure: str) -> Callable[[Question], Question]:
    """Declare one question under two rules: the law's where the statute asks for consultation, else the policy's, if the pack asks for it."""

    def declare(asks: Question) -> Question:
        @wraps(asks)
        def by_law(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterable[Reason]:
            return asks(dossier, draft, context) if minimum_days(dossier, context) is not None else ()

        @wraps(asks)
        def by_policy(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterable[Reason]:
            return asks(dossier, draft, context) if minimum_days(dossier, context) is None else ()

        gate(law_rule, Strength.LAW, on=on, cites=cites, exposure=exposure)(by_law)
        gate(policy_rule, Strength.POLICY, on=on, cites="ERA 1996 s.98(4)")(by_policy)
        return asks

    return declare


@by_law_or_policy("section-188-information-complete", "union-information-complete", on=(ReleaseSection188,), cites="TULRCA 1992 s.188(4)", exposure=AWARD)
def section_188_information_complete(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Every item is there: reasons, numbers and descriptions, totals, methods of selection, dismissal and payment, agency workers."""
    case = proposal(dossier).body
    items = {"(a) the reasons": case.rationale, "(d) the method of selection": case.selection_method}
    items |= {"(e) the method of carrying out the dismissals": case.dismissal_method, "(f) the method of working out payments": case.payment_method}
    for item, text in items.items():
        if not text:
            yield not_recorded(f"The information for the unions lacks {item}.", "Complete the proposal.")
    if not dossier.every(Affect):
        yield not_recorded("The information lacks (b), the numbers and descriptions: nobody affected is on record.", "Record each person affected.")
    if case.agency_workers is None:
        yield not_recorded("The information lacks (g) to (i), the agency workers.", "Say how many, where and at what work; if none, say none.")


@gate("unions-told-before-people", Strength.POLICY, on=(WarnPerson,), cites="ERA 1996 s.98(4)")
def unions_told_before_people(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """The letter says that the unions were told, so they were: each has had its information."""
    yield from unserved(dossier, context)


def unserved(dossier: Dossier, context: Context) -> Iterator[Reason]:
    """Each recognised union that has not had information which tells the numbers as they now are, by a delivery that the statute names."""
    unions = unions_to_consult(dossier, context)
    if not unions:
        yield not_recorded("No union is on record as recognised for these staff.", "Record the recognised unions, or that representatives were elected.")
    for union in unions:
        if served_on(dossier, union) is None:
            otherwise = next((served.body.channel for served in _services_on(dossier, union)), None)
            if otherwise is None:
                yield not_recorded(
                    f"{union} has not had information that tells the numbers as they now are.", "Serve it, and record how and when it was delivered."
                )
            else:
                yield Reason(f"{union} has had it only by {otherwise}.", "Deliver it by hand or by post as well: the statute names those (s.188(5)).")


@duty("consult-unions", Strength.LAW, matter="change", cites="TULRCA 1992 s.188(1), (1A)")
def consult_unions(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Each recognised union has its information in time for the clear days to run before the first dismissal."""
    days, opened = minimum_days(dossier, context), proposal(dossier)
    if days is None:
        return
    unions = unions_to_consult(dossier, context)
    if not unions:
        yield Duty(
            rule="consult-unions",
            owner=Office.HEADTEACHER,
            owed_to="representatives of the employees affected",
            says="No union is on record as recognised for these staff: record it, or have representatives elected and consult them (TULRCA 1992 s.188A).",
            arose_from=opened.position,
            due_on=last_day_to_begin(opened.body.first_dismissal_on, days),
            exposure=AWARD,
        )
    for union in unions:
        served = served_on(dossier, union)
        yield Duty(
            rule="consult-unions",
            owner=Office.HEADTEACHER,
            owed_to=union,
            says=f"Give {union} the written information.",
            arose_from=opened.position,
            due_on=last_day_to_begin(opened.body.first_dismissal_on, days),
            discharged_by=served.position if served else None,
            steps=(ReleaseSection188,),
            exposure=AWARD,
        )


@duty("tell-everyone-affected", Strength.POLICY, matter="change", cites="ERA 1996 s.98(4)")
def tell_everyone_affected(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Once the unions are told, so is each person affected, those away included."""
    first = dossier.every(Section188Served)
    for affected in dossier.every(Affect) if first else ():
        warning = dossier.latest(WarnPerson, affected.about)
        told = has_had(dossier, warning) if warning else None
        yield Duty(
            rule="tell-everyone-affected",
            owner=Office.HEADTEACHER,
            owed_to=f"employee {affected.about}",
            about=affected.about,
            says=f"Tell {affected.about} that the job may be at risk.",
            arose_from=affected.position,
            discharged_by=told.position if told else None,
        )
