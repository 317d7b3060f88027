"""A pregnancy notified the day after notice is given: what is owed from that day on, what waits for it, and what it exposes the trust to."""

from datetime import date, timedelta

import pytest

from evenhand.procedure.amending import Confirm
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.duties import State
from evenhand.procedure.trust.people import CloseVacancy, EmployerTold, EmploymentEnded
from tests.procedure import thin_change as steps
from tests.procedure.refusals import answer_protection, offer, tell
from tests.procedure.stages import STEPS, Case, correct, standing_before
from tests.procedure.world import ASHA, PRIYA, Refused, herself

FIRST_CLASS = "An automatically unfair dismissal, whatever the length of service (MAPLE Regulations 1999 reg.20)."


@pytest.fixture
def case() -> Case:
    """Notice was given yesterday; a new vacancy is open; a colleague is at risk too; today she tells the trust."""
    case = standing_before("give", size=(4, 2))
    STEPS["give"](case)
    steps.declare(case.world, "k001")
    steps.vacancies(case.world, "V2")
    case.world.wait_until(case.last(NoticeGiven).happened_on + timedelta(days=1))
    return case


def owed(case: Case, rule: str):
    return next(one for one in case.world.duties() if one.rule == rule and one.about == case.leaver)


def refused(case: Case, attempt) -> Refused:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value


def test_before_she_says_so_nothing_is_owed_to_her_for_it(case):
    assert not case.world.open_duties("offer-suitable-vacancy") and not case.world.open_duties("answer-protected-period")


def test_from_that_day_a_duty_of_law_stands_to_offer_what_suits_before_the_employment_ends(case):
    told = tell(case, case.leaver)
    duty = owed(case, "offer-suitable-vacancy")
    assert (duty.state, duty.due_on, duty.arose_from, duty.owner) == (State.OPEN, case.ends_on, told.position, Office.HR_ADVISER)
    assert (duty.strength.value, duty.exposure, duty.audience) == ("law", FIRST_CLASS, Audience.PROTECTED)
    assert duty.says == "Consider V2 for k000, and offer what suits before the employment ends."


def test_somebody_answers_that_day_whether_a_period_runs_and_the_day_after_it_is_overdue(case):
    told = tell(case, case.leaver)
    duty = owed(case, "answer-protected-period")
    assert (duty.state, duty.due_on, duty.owner, duty.audience) == (State.OPEN, told.happened_on, Office.CONFIDENTIAL_HR, Audience.PROTECTED)
    case.world.wait_until(told.happened_on + timedelta(days=1))
    assert owed(case, "answer-protected-period").state is State.MISSED
    answer_protection(case, told)
    assert owed(case, "answer-protected-period").state is State.DISCHARGED


def test_the_notice_stands_and_is_no_breach_for_what_nobody_knew(case):
    tell(case, case.leaver)
    assert case.last(NoticeGiven).breaches == ()
    assert not [one for one in case.world.open_duties("review-what-rests-on-a-changed-fact")]


def test_a_colleague_is_offered_that_vacancy_only_once_it_was_hers_to_have(case):
    told = tell(case, case.leaver)
    assert refused(case, lambda: offer(case, "k001", "V2")).rules == {"protected-person-comes-first"}
    answer_protection(case, told)
    assert refused(case, lambda: offer(case, "k001", "V2")).rules == {"protected-person-comes-first"}
    steps.consider(case.world, case.leaver, suitable=True)
    assert "V2 suits but has not been offered" in refused(case, lambda: offer(case, "k001", "V2")).says[0]
    offer(case, case.leaver, "V1")
    offer(case, case.leaver, "V2")
    offer(case, "k001", "V2")


def test_the_vacancy_is_not_closed_first(case):
    tell(case, case.leaver)
    close = CloseVacancy(vacancy="V2", because="Filled.")
    caught = refused(case, lambda: case.world.act(ASHA, close, matter="trust"))
    assert caught.rules == {"vacancy-is-not-closed-over-a-protected-person"}
    assert caught.judgement.judged[0].blocked[0].gate.exposure == FIRST_CLASS


def test_closed_all_the_same_it_is_a_breach_and_what_was_owed_stays_owed(case):
    tell(case, case.leaver)
    closed = case.world.act(ASHA, CloseVacancy(vacancy="V2", because="Filled."), matter="trust", elsewhere=True, happened_on=case.world.today)
    assert closed.breaches == ("vacancy-is-not-closed-over-a-protected-person",)
    assert "V2" in owed(case, "offer-suitable-vacancy").says


def test_what_she_told_counts_before_anyone_has_confirmed_it(case):
    """Reported by the head, whom she told in the corridor."""
    case.world.report(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    assert owed(case, "offer-suitable-vacancy").state is State.OPEN
    assert refused(case, lambda: offer(case, "k001", "V2")).rules == {"protected-person-comes-first"}


def test_no_colleague_withdraws_what_she_told(case):
    told = case.world.report(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    made = correct(case.world, told, confirmed_by=None)
    with pytest.raises(Refused):
        case.world.act(PRIYA, Confirm(positions=(made.position,)), matter="trust")
    assert owed(case, "offer-suitable-vacancy").state is State.OPEN
    case.world.act(herself("k000"), Confirm(positions=(made.position,)), matter="trust", about="person-k000")
    assert not case.world.open_duties("offer-suitable-vacancy")


def test_it_stands_through_the_last_day_and_is_missed_if_nothing_was_offered(case):
    tell(case, case.leaver)
    case.world.wait_until(case.ends_on)
    assert owed(case, "offer-suitable-vacancy").state is State.OPEN
    ended = EmploymentEnded(employment="k000-1", because="Redundancy.")
    case.world.report(ASHA, ended, matter="trust", about="person-k000")
    case.world.wait_until(case.ends_on + timedelta(days=1))
    missed = owed(case, "offer-suitable-vacancy")
    assert (missed.state, missed.exposure) == (State.MISSED, FIRST_CLASS)


def test_a_vacancy_that_opens_later_is_hers_first_too(case):
    answer_protection(case, tell(case, case.leaver))
    steps.consider(case.world, case.leaver, suitable=False)
    assert owed(case, "offer-suitable-vacancy").says.startswith("Consider each vacancy that opens for k000")
    case.world.wait_until(date(2027, 1, 11))
    steps.vacancies(case.world, "V3")
    assert owed(case, "offer-suitable-vacancy").says.startswith("Consider V3 for k000")
    assert refused(case, lambda: offer(case, "k001", "V3")).rules == {"protected-person-comes-first"}


def test_given_notice_without_ever_being_declared_at_risk_she_is_owed_the_same():
    case = standing_before("declare")
    steps.vacancies(case.world, "V2")
    case.world.report(ASHA, NoticeGiven(letter=None, ends_on=case.ends_on, given_by="ben"), about="k001")
    tell(case, "k001")
    assert [one.about for one in case.world.open_duties("offer-suitable-vacancy")] == ["k001"]
    assert refused(case, lambda: offer(case, "k000", "V2")).rules == {"protected-person-comes-first"}


def test_two_who_are_protected_and_one_vacancy_is_a_persons_decision(case):
    for code in (case.leaver, "k001"):
        answer_protection(case, tell(case, code))
    offer(case, "k001", "V2")
    offer(case, case.leaver, "V2")
