"""Leaving: the decision by whoever holds the power, after a meeting; notice, given when read; the statement before payment."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationError

from evenhand.calendars.words import day_in_words
from evenhand.law.era_1996.redundancy_pay import RedundancyPayQuestion, redundancy_pay
from evenhand.law.tulrca_1992.collective import earliest_dismissal, minimum_consultation_days
from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.audience import HR, Audience, For, Office
from evenhand.procedure.change.consulting import comes_first, consultation_is_unfinished
from evenhand.procedure.change.counting import counts, minimum_days, minimum_days_by_policy, statutory_total
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import by_law_or_policy, served_on, unions_to_consult
from evenhand.procedure.change.notifying import establishments_over_the_threshold, hr1_counts_from, hr1_received, told_too_few
from evenhand.procedure.change.pooling import UNFAIR
from evenhand.procedure.change.proposing import LEAD, Affect, employments_of, person_behind, proposal
from evenhand.procedure.change.redeploying import OfferVacancy, has_accepted_an_offer, looked_at
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Counting, Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.people import open_vacancies, what_the_employer_was_told

_AWARD = "A protective award, and an unfair dismissal."


@act("change.release_notice", by=LEAD, audience=Audience.PERSON, stage="leaving", about_a_person=True)
class ReleaseNotice(Body):
    """The letter of notice is final, with an estimate of the payment. It is given only when it is read or could fairly have been."""

    decision: int
    ends_on: date
    assume_last_known: bool = False

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """The estimate of statutory redundancy pay, line by line, with what it assumes."""
        affected = dossier.latest(Affect, draft.about)
        return payment(affected.body, self.ends_on, context.today, "last-known" if self.assume_last_known else None) if affected else {}


@act(
    "change.notice_given",
    by=LEAD | HR | {Office.EMPLOYEE},
    audience=Audience.PERSON,
    stage="leaving",
    reported=True,
    about_a_person=True,
    bears=True,
    binds=True,
)
class NoticeGiven(Body):
    """Notice was given on this day: read, fairly readable, or spoken. Which letter it was, if it was one; by whom; when the employment is to end."""

    letter: int | None
    ends_on: date
    given_by: Annotated[str, For(Audience.PERSON)] = Field(min_length=1)


def payment(affected: Affect, ends_on: date, given_on: date, assume: Any) -> dict[str, Any]:
    """Statutory redundancy pay on the facts as they stood, as an act records it. Raises NotOnFile beyond the law on file."""
    question = RedundancyPayQuestion(
        date_of_birth=affected.date_of_birth,
        service_from=affected.service_from,
        ends_on=ends_on,
        notice_given_on=given_on,
        weekly_pay=affected.weekly_pay,
        assume=assume,
    )
    answer = redundancy_pay(question).as_json()
    # What is recorded has no fractions, which not every reader of JSON holds alike: half weeks travel as text.
    return {"redundancy_pay": {name: str(value) if isinstance(value, float) else value for name, value in answer.items()}}


def why_not_worked_out(fault: Exception) -> str:
    """Why a payment cannot be worked out, in sentences."""
    if isinstance(fault, ValidationError):
        return " ".join(f"{problem['msg'].removeprefix('Value error, ')}." for problem in fault.errors())
    return str(fault)


_TO_DISMISS = (DecideDismissal, ReleaseNotice, NoticeGiven)


NOTICE = (ReleaseNotice, NoticeGiven)


@sense(ReleaseNotice)
def releases_what_was_decided(dossier: Dossier, draft: Draft[ReleaseNotice], context: Context) -> Iterator[str]:
    """A notice carries out a decision about the same person and day, and its estimate can be worked out."""
    decision = dossier.at(DecideDismissal, draft.body.decision)
    if decision is not None and not draft.reported and dossier.but(counting=Counting.CONFIRMED).at(DecideDismissal, decision.position) is None:
        yield f"Act {decision.position} was decided elsewhere, and is not confirmed or broke a rule. Have it decided here by whoever holds the power."
    if decision is None or decision.about != draft.about:
        yield f"Act {draft.body.decision} does not decide to dismiss {draft.about}."
    elif decision.body.ends_on != draft.body.ends_on:
        yield f"The decision was for {day_in_words(decision.body.ends_on)}, not for {day_in_words(draft.body.ends_on)}. Decide again, or correct the day."
    try:
        draft.body.figures(dossier, draft, context)
    except (ValueError, LookupError) as fault:
        yield f"The estimate cannot be worked out: {why_not_worked_out(fault)}"


@by_law_or_policy("consultation-genuinely-complete", "consultation-finished", on=_TO_DISMISS, cites="TULRCA 1992 s.188(2); Junk C-188/03", exposure=_AWARD)
def consultation_genuinely_complete(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Before anyone's dismissal is decided or noticed, a named person has said that consultation is complete, and it still is."""
    yield from consultation_is_unfinished(dossier, draft, context)


@gate("hr1-received-before-notice", Strength.LAW, on=NOTICE, cites="TULRCA 1992 s.193(1), (2)", exposure="A criminal offence, with a fine (TULRCA 1992 s.194).")
def hr1_received_before_notice(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """For each establishment over the threshold HR1 was received before notice to anyone: on an earlier day, or earlier in the record."""
    for establishment in establishments_over_the_threshold(dossier, context):
        first = hr1_received(dossier, establishment)
        if told_too_few(dossier, establishment):
            yield Reason(f"HR1 for {establishment} told of fewer dismissals than are proposed.", "Send one that tells of them all, and record its receipt.")
        elif first is None:
            yield not_recorded(f"HR1 for {establishment} is not on record as received.", "Send it, and record the day on which it was received.")
        elif not comes_first(first, dossier, draft):
            yield not_recorded("HR1 was received on the day of the notice, and which came first is not recorded.", "Record the letter released after it.")


@gate("last-clear-day-has-passed", Strength.LAW, on=(DecideDismissal, *NOTICE), cites="TULRCA 1992 ss.188(1A), 193", exposure=_AWARD)
def last_clear_day_has_passed(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """No dismissal takes effect before the day after the last clear day, counted from the later of the last union's service and HR1's receipt."""
    days = minimum_days(dossier, context)
    if days is not None:
        yield from _too_early(dossier, draft, context, days, needs_hr1=True)
    yield from _more_than_were_counted(dossier, draft, context)


def _more_than_were_counted(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """With this one more people are dismissed at an establishment than were counted, and for so many the statute asks for a longer period."""
    on, known = proposal(dossier).happened_on, {count.establishment: count.by_statute for count in counts(dossier)}
    for establishment, people in _dismissed(dossier, draft).items():
        total = statutory_total(dossier, context, establishment)
        more = max(0, len(people) - known.get(establishment, 0))
        if minimum_consultation_days(total + more, on) != minimum_consultation_days(total, on):
            yield Reason(
                f"This would be dismissal no. {len(people)} at {establishment}, where {known.get(establishment, 0)} were counted.",
                "Correct the proposal, or what is recorded of whom it affects, to what is proposed, and consult on that.",
            )


def _dismissed(dossier: Dossier, draft: Draft[Any]) -> dict[str, set[str | None]]:
    """By establishment, who is or would be dismissed. A fixed term that simply expires is no dismissal here (TULRCA 1992 s.282)."""
    from evenhand.procedure.change.under_notice import NoticeWithdrawn

    found: list[Act[Any]] = [*dossier.every(DecideDismissal), *dossier.every(NoticeGiven)]
    withdrawn = {gone.about: gone.position for gone in dossier.every(NoticeWithdrawn)}  # what was decided or given after that stands again
    ends = {act.about: act.body.ends_on for act in found if act.position > withdrawn.get(act.about, -1)} | {draft.about: draft.body.ends_on}
    people: dict[str, set[str | None]] = {}
    for code, ends_on in ends.items():
        for affected in employments_of(dossier, code):
            expires_on = affected.body.expires_by_itself_on
            if expires_on is None or ends_on < expires_on:
                people.setdefault(affected.body.establishment, set()).add(code)
    return people


@gate("policy-count-period-has-passed", Strength.POLICY, on=(DecideDismissal, *NOTICE), cites="ERA 1996 s.98(4)")
def policy_count_period_has_passed(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Where the policy's count of posts asks for a longer period than the statute's count of employees, that period has run as well."""
    by_policy, by_statute = minimum_days_by_policy(dossier), minimum_days(dossier, context)
    if by_policy is not None and (by_statute is None or by_policy > by_statute):
        yield from _too_early(dossier, draft, context, by_policy, needs_hr1=False)


def _too_early(dossier: Dossier, draft: Draft[Any], context: Context, days: int, *, needs_hr1: bool) -> Iterator[Reason]:
    began: list[Act[Any] | None] = [served_on(dossier, union) for union in unions_to_consult(dossier, context)]
    if needs_hr1:
        began += [hr1_counts_from(dossier, place) for place in establishments_over_the_threshold(dossier, context)]
    if not began or None in began:
        yield not_recorded(
            f"No dismissal can take effect until {days} clear days after the last union was served" + (" and HR1 was received." if needs_hr1 else "."),
            "Record the services and the receipt that are missing.",
        )
        return
    opens_on = earliest_dismissal(max(act.happened_on for act in began if act), days)
    if draft.body.ends_on < opens_on:
        yield Reason(
            f"No dismissal can take effect before {day_in_words(opens_on)}: {days} clear days must lie between.",
            f"Let it end on {day_in_words(opens_on)} or later.",
            opens_on=opens_on,
        )


@gate(
    "protected-period-answered", Strength.LAW, on=_TO_DISMISS, cites="MAPLE Regulations 1999 reg.10 and its kin", audience=Audience.PROTECTED, exposure=UNFAIR
)
def protected_period_answered(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Whatever the employer was told of pregnancy or family leave, a named person has answered whether it protects her."""
    for told, answer in what_the_employer_was_told(context.bearing, person_behind(dossier, draft.about)):
        if answer is None:
            yield not_recorded(
                f"The employer was told of {told.body.of}, and nobody has answered whether a protected period runs.",
                "Have it answered by the named HR adviser.",
            )


@gate(
    "protected-person-offered-what-suits",
    Strength.LAW,
    on=_TO_DISMISS,
    cites="MAPLE Regulations 1999 reg.10 and its kin",
    audience=Audience.PROTECTED,
    exposure=UNFAIR,
)
def protected_person_offered_what_suits(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """A protected person has been considered for each open vacancy, and offered each that suits."""
    person = person_behind(dossier, draft.about)
    if not any(answer and answer.body.runs for _, answer in what_the_employer_was_told(context.bearing, person)):
        return
    said, offered = looked_at(dossier, draft.about), {offer.body.vacancy for offer in dossier.every(OfferVacancy, draft.about)}
    for vacancy in open_vacancies(context.bearing):
        if vacancy not in said:
            yield not_recorded(f"{vacancy} has not been considered for a protected person.", "Consider it, with reasons.")
        elif said[vacancy].suitable and vacancy not in offered:
            yield Reason(f"{vacancy} suits a protected person and has not been offered.", "Offer it.")


@gate("no-offer-was-accepted", Strength.LAW, on=_TO_DISMISS, cites="ERA 1996 s.138(1)", exposure=UNFAIR)
def no_offer_was_accepted(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Whoever has accepted another post in time is not dismissed."""
    if has_accepted_an_offer(dossier, draft.about):
        yield Reason(
            "An offer of another post was accepted.",
            "Place the person in it. If the post falls through, record that the offer was refused or ended.",
            audience=Audience.PERSON,
        )


@gate("decided-before-notice", Strength.POLICY, on=(NoticeGiven,), cites="ERA 1996 s.98(4)", exposure=UNFAIR)
def decided_before_notice(dossier: Dossier, draft: Draft[NoticeGiven], context: Context) -> Iterator[Reason]:
    """The notice that was given is the letter that was released, for the day that was decided."""
    released = dossier.at(ReleaseNotice, draft.body.letter) if draft.body.letter is not None else None
    if released is None or released.about != draft.about:
        yield Reason("What was given is not a letter of notice released to this person.", "Have the decision looked at by whoever holds the power.")
    elif released.body.ends_on != draft.body.ends_on:
        yield Reason(
            f"The letter ends on {day_in_words(released.body.ends_on)}; what was given says {day_in_words(draft.body.ends_on)}.", "Record which day stands."
        )
