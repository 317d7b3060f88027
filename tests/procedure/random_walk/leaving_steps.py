"""What law and policy require of notice and of the payment."""

from datetime import date

from tests.procedure.random_walk.consulting_steps import unserved
from tests.procedure.random_walk.counts import (
    days_by_law,
    days_by_policy,
    hr1,
    hr1_clock,
    latest,
    over_the_threshold,
    posts_to_go,
    reached,
    representations,
    service_on,
    unions,
)
from tests.procedure.random_walk.days import burgundy_leaving_day, day_after_clear_days, statutory_notice_ends_on
from tests.procedure.random_walk.raw import Raw, Reading
from tests.procedure.random_walk.redeploying_steps import open_vacancies, passed_over, person_behind, told_of
from tests.procedure.random_walk.steps import (
    COMPLETE,
    DECIDE,
    LETTER,
    NOTICE,
    by_law_or_policy,
    step,
)

# Leaving


def releases(r: Reading, act: Raw) -> Raw | None:
    """The letter of notice that was given, if it is this person's."""
    letter = r.one(LETTER, act.fields["letter"]) if act.kind == NOTICE else None
    return letter if letter and letter.about == act.about else None


def shown_to_come_first(r: Reading, first: Raw, act: Raw) -> bool:
    """On an earlier day; or, of a report on the same day, if the letter that was given was released after it stood in the record."""
    if act.kind != NOTICE and not act.elsewhere:
        return True
    letter = releases(r, act)
    return first.day < act.day or (letter is not None and letter.position > first.position)


@by_law_or_policy("consultation-genuinely-complete", "consultation-finished", DECIDE, LETTER, NOTICE)  # LAW 1.1 (Junk); POL-3.1.2
def _(r: Reading, act: Raw) -> bool:
    complete = latest(r.here(COMPLETE))
    if complete is None or not shown_to_come_first(r, complete, act) or unserved(r):
        return True
    considered = {one["representation"] for one in complete.fields["considered"]}
    overlooked = any(said.day <= complete.day and said.position not in considered for said in representations(r))
    return overlooked or r.record.noted[complete.position] != posts_to_go(r)


@step("hr1-received-before-notice", LETTER, NOTICE, law=True)  # LAW 1.3: before notice to anyone
def _(r: Reading, act: Raw) -> bool:
    return any((received := hr1(r, place)) is None or not shown_to_come_first(r, received, act) for place in over_the_threshold(r))


def first_day_of_effect(r: Reading, days: int, with_hr1: bool) -> date | None:
    began = [service_on(r, union) for union in unions(r)] + ([hr1_clock(r, place) for place in over_the_threshold(r)] if with_hr1 else [])
    return None if not began or None in began else day_after_clear_days(max(one.day for one in began if one), days)


@step("last-clear-day-has-passed", DECIDE, LETTER, NOTICE, law=True)  # LAW 1.1, 1.3: both ends left out
def _(r: Reading, act: Raw) -> bool:
    days = days_by_law(r)
    return days is not None and too_early(r, act, days, with_hr1=True)


@step("policy-count-period-has-passed", DECIDE, LETTER, NOTICE)  # PRO-3.3, PRO-3.5: posts, not employees
def _(r: Reading, act: Raw) -> bool:
    days = days_by_policy(r)
    return days is not None and days > (days_by_law(r) or 0) and too_early(r, act, days, with_hr1=False)


def too_early(r: Reading, act: Raw, days: int, with_hr1: bool) -> bool:
    opens_on = first_day_of_effect(r, days, with_hr1)
    return opens_on is None or date.fromisoformat(act.fields["ends_on"]) < opens_on


@step("statutory-notice-is-given", LETTER, NOTICE, law=True)  # LAW 3 (s.86)
def _(r: Reading, act: Raw) -> bool:
    return any(
        date.fromisoformat(act.fields["ends_on"]) < statutory_notice_ends_on(date.fromisoformat(job.fields["service_from"]), act.day)
        for job in r.facts("change.affect", act.about)
    )


@step("contractual-notice-is-given", LETTER, NOTICE)  # PRO-7.1
def _(r: Reading, act: Raw) -> bool:
    for job in r.facts("change.affect", act.about):
        if job.fields["contract"] == "statutory":
            by_statute = statutory_notice_ends_on(date.fromisoformat(job.fields["service_from"]), act.day)
            weeks = date.fromordinal(act.day.toordinal() + 7 * (job.fields["contract_weeks"] or 0))
            if date.fromisoformat(act.fields["ends_on"]) < max(by_statute, weeks):
                return True
    return False


@step("teacher-notice-ends-on-a-term-end", LETTER, NOTICE)  # PRO-7.1; LAW 3 (Burgundy Book)
def _(r: Reading, act: Raw) -> bool:
    ends_on = date.fromisoformat(act.fields["ends_on"])
    contracts = [job.fields["contract"] for job in r.facts("change.affect", act.about)]
    return any(contract != "statutory" and not burgundy_leaving_day(contract, act.day, ends_on) for contract in contracts)


@step("protected-period-answered", DECIDE, LETTER, NOTICE, law=True)  # LAW 5; PRO-8.3
def _(r: Reading, act: Raw) -> bool:
    return any(answer is None for _, answer in told_of(r, person_behind(r, act.about)))


@step("protected-person-offered-what-suits", DECIDE, LETTER, NOTICE, law=True)  # LAW 5; PRO-8.4
def _(r: Reading, act: Raw) -> bool:
    if not any(answer and answer.fields["runs"] for _, answer in told_of(r, person_behind(r, act.about))):
        return False
    return any(passed_over(r.of(act.matter), act.about, vacancy) for vacancy in open_vacancies(r))


@step("no-offer-was-accepted", DECIDE, LETTER, NOTICE, law=True)  # LAW 2.2 (s.138(1)): not a dismissal
def _(r: Reading, act: Raw) -> bool:
    answers = {one.fields["offer"]: one.fields["answer"] for one in r.here("change.offer_answered", act.about)}
    return "accepted" in answers.values()


@step("decided-before-notice", NOTICE)  # what was given is what was decided
def _(r: Reading, act: Raw) -> bool:
    letter = releases(r, act)
    return letter is None or letter.fields["ends_on"] != act.fields["ends_on"]


@step("statement-before-payment", "change.paid", law=True)  # LAW 2.1 (s.165)
def _(r: Reading, act: Raw) -> bool:
    stated = latest(r.here("change.state_payment", act.about))
    return stated is None or reached(r, stated, act.about) is None
