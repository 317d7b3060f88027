"""Every duty: from which act it arises, by which day, what discharges it; open while that is only reported, missed after the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from evenhand.procedure.amending import Confirm, Correct, Review
from evenhand.procedure.change.avoiding import InviteVolunteers
from evenhand.procedure.change.consulting import AnswerEmployee, AnswerUnion, EmployeeRepresentation, UnionRepresentation
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.paying import Paid, StatePayment
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.change.redeploying import Considered, ConsiderVacancies
from evenhand.procedure.change.under_notice import ExtendNotice, NoticeWithdrawn
from evenhand.procedure.duties import DUTIES, Duty, State, duties
from evenhand.procedure.gates import Strength
from evenhand.procedure.trust.governing import RecogniseUnion
from evenhand.procedure.trust.people import CloseVacancy, EmploymentEnded
from tests.procedure import thin_change as steps
from tests.procedure.refusals import answer_protection, offer, tell
from tests.procedure.stages import LARGE, STEPS, Case, correct, standing_before
from tests.procedure.test_gates import pack_without
from tests.procedure.world import ASHA, BEN, PRIYA, PROOF, an_employment, herself


@dataclass
class Owing:
    """A case in which something is owed. `discharge` does it, reported as confirmed by a second person or not; `arose_from` is the act it arises from."""

    case: Case
    arose_from: Any
    due_on: date | None
    discharge: Callable[[Any], Any]
    reported: bool = True


OWING: dict[str, Callable[[], Owing]] = {}


def owed_under(rule: str) -> Callable[[Callable[[], Owing]], Callable[[], Owing]]:
    def declare(build: Callable[[], Owing]) -> Callable[[], Owing]:
        OWING[rule] = build
        return build

    return declare


@owed_under("consult-unions")
def _() -> Owing:
    """The first dismissal is on 30 April 2027: thirty clear days between are counted from 30 March at the latest."""
    case = standing_before("serve the unions", size=LARGE)
    return Owing(case, case.last(Propose), date(2027, 3, 30), lambda by: steps.serve_union(case.world, confirmed_by=by))


@owed_under("notify-secretary-of-state")
def _() -> Owing:
    case = standing_before("hr1", size=LARGE)
    body = Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True)
    return Owing(case, case.last(Propose), date(2027, 3, 30), lambda by: case.world.report(ASHA, body, confirmed_by=by))


@owed_under("tell-everyone-affected")
def _() -> Owing:
    case = standing_before("warn")
    letters = {code: case.world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=code) for code in case.people}
    for code in ("k001", "k002"):
        steps.serve(case.world, letters[code])
    body = LetterServed(letter=letters["k000"].position, channel="post")
    return Owing(case, case.last(Affect, "k000"), None, lambda by: case.world.report(ASHA, body, about="k000", confirmed_by=by))


@owed_under("reply-to-representations")
def _() -> Owing:
    case = standing_before("answer")
    answered = case.world.act(BEN, AnswerUnion(representation=case.last(UnionRepresentation).position, outcome="accepted", reasons="It helps."))
    body = ReplyServed(letter=answered.position, union="UNISON", channel="by hand")
    return Owing(case, case.last(UnionRepresentation), None, lambda by: case.world.report(ASHA, body, confirmed_by=by))


@owed_under("invite-volunteers")
def _() -> Owing:
    case = standing_before("invite")
    body = InviteVolunteers(time="consultation", terms="The statutory payment.")
    return Owing(case, case.last(Section188Served), None, lambda by: case.world.act(ASHA, body), reported=False)


@owed_under("answer-protected-period")
def _() -> Owing:
    case = standing_before("review")
    told = tell(case, "k000")
    return Owing(case, told, told.happened_on, lambda by: answer_protection(case, told), reported=False)


def under_notice(**more: Any) -> Case:
    case = standing_before("give", **more)
    STEPS["give"](case)
    return case


@owed_under("offer-suitable-vacancy")
def _() -> Owing:
    """It stands until the employment ends, with every vacancy of that time dealt with."""
    case = under_notice()
    told = tell(case, case.leaver)
    answer_protection(case, told)
    return Owing(case, told, case.ends_on, lambda by: end_employment(case, case.ends_on, by))


def end_employment(case: Case, day: date, confirmed_by: Any = PRIYA) -> Any:
    case.world.wait_until(day)
    body = EmploymentEnded(employment="k000-1", because="Redundancy.")
    return case.world.report(ASHA, body, matter="trust", about="person-k000", confirmed_by=confirmed_by)


@owed_under("put-a-notice-right")
def _() -> Owing:
    case = standing_before("give")
    given = case.world.report(BEN, NoticeGiven(letter=None, ends_on=date(2026, 12, 1), given_by="ben"), about=case.leaver)
    body = ExtendNotice(notice=given.position, ends_on=date(2027, 4, 30), because="It was too short.")
    return Owing(case, given, date(2026, 12, 1), lambda by: case.world.act(BEN, body, about=case.leaver), reported=False)


@owed_under("consider-new-vacancies")
def _() -> Owing:
    case = under_notice()
    steps.vacancies(case.world, "V2")
    body = ConsiderVacancies(considered=(Considered(vacancy="V2", suitable=False, because="Far away."),))
    return Owing(case, case.last(NoticeGiven), case.ends_on, lambda by: case.world.act(ASHA, body, about=case.leaver), reported=False)


AN_END = date(2027, 3, 31)  # the last that a payment can be worked out for without an assumption


def left(statement: bool = True) -> Case:
    case = under_notice(ends_on=AN_END)
    end_employment(case, AN_END)
    if statement:
        steps.serve(case.world, case.world.act(ASHA, StatePayment(notice=case.last(NoticeGiven).position), about=case.leaver))
    return case


@owed_under("give-written-statement-and-pay")
def _() -> Owing:
    case = left()
    return Owing(case, case.last(NoticeGiven), AN_END, lambda by: case.world.report(ASHA, Paid(amount=stated(case)), about=case.leaver, confirmed_by=by))


def stated(case: Case) -> str:
    return case.last(StatePayment, case.leaver).figures["redundancy_pay"]["amount"]


@owed_under("review-what-rests-on-a-changed-fact")
def _() -> Owing:
    case = standing_before("pool")
    complete = [one for one in case.world.folded.matters["CH-1"].acts if one.kind.name == "change.complete_consultation"][0]
    correct(case.world, case.last(LetterServed, "k000"))
    body = Review(position=complete.position, rule="everyone-affected-told", conclusion="It stands.")
    return Owing(case, complete, None, lambda by: case.world.act(BEN, body), reported=False)


def this_duty(rule: str, owing: Owing) -> Duty:
    """The one duty of the rule that arose from that act and is about that person; of vacancies, the one last listed."""
    found = [owed for owed in owing.case.world.duties() if owed.rule == rule and owed.arose_from == owing.arose_from.position]
    assert found, f"nothing is owed under {rule}"
    return found[-1]


def test_every_duty_is_here():
    assert sorted(OWING) == sorted(DUTIES)


@pytest.mark.parametrize("rule", sorted(DUTIES))
def test_it_arises_is_open_and_says_by_when_and_by_whom(rule):
    owing = OWING[rule]()
    owed = this_duty(rule, owing)
    assert (owed.state, owed.due_on) == (State.OPEN, owing.due_on)
    assert owed.says.endswith(".") or "." in owed.says
    assert owed.strength is DUTIES[rule].strength and owed.cites == DUTIES[rule].cites
    assert owed.exposure or owed.strength is Strength.POLICY or rule.startswith("review-")  # which exposes to what the gate says, if anything


@pytest.mark.parametrize("rule", sorted(DUTIES))
def test_it_is_discharged_by_the_act_that_does_it(rule):
    owing = OWING[rule]()
    before = owing.case.world.folded.size
    owing.discharge(PRIYA)
    owed = this_duty(rule, owing)
    assert owed.state is State.DISCHARGED and owed.discharged_by >= before


@pytest.mark.parametrize("rule", sorted(rule for rule in OWING if OWING[rule]().reported))
def test_while_that_is_only_reported_it_stays_open(rule):
    owing = OWING[rule]()
    owing.discharge(None)
    assert this_duty(rule, owing).state is State.OPEN


@pytest.mark.parametrize("rule", sorted(rule for rule in OWING if OWING[rule]().due_on))
@pytest.mark.parametrize(("days", "state"), [(0, State.OPEN), (1, State.MISSED)])
def test_it_is_open_to_the_end_of_its_day_and_missed_after_it(rule, days, state):
    owing = OWING[rule]()
    owing.case.world.wait_until(owing.due_on + timedelta(days=days))
    assert this_duty(rule, owing).state is state


@pytest.mark.parametrize("rule", sorted(rule for rule in DUTIES if DUTIES[rule].strength is Strength.POLICY))
def test_a_duty_of_policy_stands_only_where_the_policy_asks_for_it(rule):
    owing = OWING[rule]()
    world = owing.case.world
    context = world.context()
    without = pack_without(rule)
    assert rule in {owed.rule for owed in duties(world.dossier(), context, "change")}
    silent = type(context)(context.today, context.now, context.bearing, {without.id: without}, without)
    assert rule not in {owed.rule for owed in duties(world.dossier(), silent, "change")}


# Where nothing is owed


def test_below_the_threshold_the_law_owes_neither_consultation_nor_hr1():
    owed = {one.rule for one in standing_before("warn").world.duties()}
    assert owed.isdisjoint({"consult-unions", "notify-secretary-of-state"})


def test_before_the_unions_are_told_nobody_is_owed_a_letter_or_an_invitation():
    owed = {one.rule for one in standing_before("serve the unions").world.duties()}
    assert owed.isdisjoint({"tell-everyone-affected", "invite-volunteers"})


def test_whoever_is_not_under_threat_is_owed_an_answer_and_no_vacancy():
    case = standing_before("declare")
    tell(case, "k002")
    owed = {one.rule for one in case.world.duties() if one.about == "k002" and one.state is State.OPEN}
    assert owed == {"answer-protected-period"}


def test_where_no_protected_period_runs_no_vacancy_is_owed():
    case = under_notice()
    answer_protection(case, tell(case, case.leaver), runs=False)
    assert not case.world.open_duties("offer-suitable-vacancy")


def test_a_notice_that_is_long_enough_is_not_to_be_put_right():
    assert not any(one.rule == "put-a-notice-right" for one in under_notice().world.duties())


def test_once_the_employment_ended_no_new_vacancy_is_considered():
    case = under_notice()
    steps.vacancies(case.world, "V2")
    end_employment(case, case.ends_on)
    assert not case.world.open_duties("consider-new-vacancies")


def test_whoever_has_not_left_is_not_paid_yet():
    assert not any(one.rule == "give-written-statement-and-pay" for one in under_notice().world.duties())


# What discharges, and what does not


def test_each_union_is_owed_its_own_information():
    case = standing_before("serve the unions", size=LARGE)
    case.world.act(ASHA, RecogniseUnion(union="GMB", staff_groups=("support",)), matter="trust")
    steps.serve_union(case.world, "GMB")
    assert [owed.owed_to for owed in case.world.open_duties("consult-unions")] == ["UNISON"]


def test_information_that_came_by_email_alone_leaves_it_owed():
    case = standing_before("serve the unions", size=LARGE)
    release = case.world.act(ASHA, ReleaseSection188(union="UNISON"))
    case.world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="e-mail"))
    assert case.world.open_duties("consult-unions")
    case.world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="post"))
    assert not case.world.open_duties("consult-unions")


def test_a_release_alone_serves_nobody():
    case = standing_before("serve the unions", size=LARGE)
    case.world.act(ASHA, ReleaseSection188(union="UNISON"))
    assert case.world.open_duties("consult-unions")


def test_the_first_union_to_be_told_again_when_the_numbers_change():
    case = standing_before("warn", size=LARGE)
    assert not case.world.open_duties("consult-unions")
    case.world.act(ASHA, an_employment("k099"), about="k099")
    assert case.world.open_duties("consult-unions")


def test_an_employee_who_spoke_for_herself_is_answered_herself():
    case = standing_before("complete", without={"represent", "answer"})
    world = case.world
    said = world.act(herself("k001"), EmployeeRepresentation(subject="other", point="I would go part-time."), about="k001", happened_on=world.today)
    assert [owed.owed_to for owed in world.open_duties("reply-to-representations")] == ["employee k001"]
    answered = world.act(BEN, AnswerEmployee(representation=said.position, outcome="accepted", reasons="It helps."), about="k001")
    assert world.open_duties("reply-to-representations")
    steps.serve(world, answered)
    assert not world.open_duties("reply-to-representations")


def test_an_answer_to_another_is_no_answer():
    case = standing_before("complete", without={"represent", "answer"})
    world = case.world
    said = world.act(herself("k001"), EmployeeRepresentation(subject="other", point="I would go part-time."), about="k001", happened_on=world.today)
    for body, about, says in (
        (AnswerEmployee(representation=said.position, outcome="accepted", reasons="x"), "k002", "was not made by the person whom you answer"),
        (AnswerUnion(representation=said.position, outcome="accepted", reasons="x"), None, "is not a representation of that kind"),
    ):
        assert says in world.judged(world.draft(BEN, body, about=about)).judged[0].faults[0]


def test_a_vacancy_that_suits_is_offered_and_not_only_considered_and_closing_it_undoes_nothing():
    case = under_notice()
    told = tell(case, case.leaver)
    answer_protection(case, told)
    steps.consider(case.world, case.leaver, suitable=True)
    case.world.act(ASHA, CloseVacancy(vacancy="V1", because="Filled."), matter="trust", elsewhere=True, happened_on=case.world.today)
    end_employment(case, case.ends_on)
    owed = next(one for one in case.world.duties() if one.rule == "offer-suitable-vacancy")
    assert owed.state is State.OPEN and "V1" in owed.says
    case.world.wait_until(case.ends_on + timedelta(days=1))
    assert next(one for one in case.world.duties() if one.rule == "offer-suitable-vacancy").state is State.MISSED


def test_a_vacancy_that_suits_and_was_offered_leaves_nothing_owed_once_the_employment_ended():
    case = under_notice()
    answer_protection(case, tell(case, case.leaver))
    steps.consider(case.world, case.leaver, suitable=True)
    offer(case, case.leaver)
    assert case.world.open_duties("offer-suitable-vacancy")
    end_employment(case, case.ends_on)
    assert not case.world.open_duties("offer-suitable-vacancy")


@pytest.mark.parametrize("rule", ["offer-suitable-vacancy", "consider-new-vacancies"])
def test_what_is_owed_before_the_employment_ends_is_owed_until_the_extended_end(rule):
    owing = OWING[rule]()
    case = owing.case
    case.world.act(BEN, ExtendNotice(notice=case.last(NoticeGiven).position, ends_on=date(2027, 8, 31), because="She asked."), about=case.leaver)
    assert this_duty(rule, owing).due_on == date(2027, 8, 31)


def test_a_notice_that_ends_too_soon_is_withdrawn_only_with_her_word():
    owing = OWING["put-a-notice-right"]()
    world, given = owing.case.world, owing.arose_from
    body = NoticeWithdrawn(notice=given.position, because="It was too short.")
    withdrawn = world.report(BEN, body, about="k000", confirmed_by=None)
    assert world.open_duties("put-a-notice-right")
    world.act(herself("k000"), Confirm(positions=(withdrawn.position,)), about="k000")
    assert not world.open_duties("put-a-notice-right")


def test_an_extension_that_is_still_too_short_puts_nothing_right():
    owing = OWING["put-a-notice-right"]()
    world = owing.case.world
    world.act(BEN, ExtendNotice(notice=owing.arose_from.position, ends_on=date(2026, 12, 2), because="A little longer."), about="k000")
    assert world.open_duties("put-a-notice-right")


def test_an_extension_is_of_her_notice_and_ends_later():
    owing = OWING["put-a-notice-right"]()
    world, given = owing.case.world, owing.arose_from
    for about, position, ends_on, says in (
        ("k001", given.position, date(2027, 4, 30), f"Act {given.position} is not a notice given to k001."),
        ("k000", 3, date(2027, 4, 30), "Act 3 is not a notice given to k000."),
        ("k000", given.position, date(2026, 12, 1), "It ends on Tuesday 1 December 2026 already: an extension ends later."),
    ):
        drafted = world.draft(BEN, ExtendNotice(notice=position, ends_on=ends_on, because="x"), about=about)
        assert world.judged(drafted).judged[0].faults == (says,)


def test_a_payment_without_its_statement_discharges_nothing():
    case = left(statement=False)
    case.world.report(ASHA, Paid(amount="9000.00"), about=case.leaver)
    assert case.world.open_duties("give-written-statement-and-pay")


def test_a_statement_without_its_payment_discharges_nothing():
    assert left().world.open_duties("give-written-statement-and-pay")


@pytest.mark.parametrize(("pence", "owed"), [(-1, True), (0, False)])
def test_what_is_paid_is_what_was_stated_to_the_penny(pence, owed):
    case = left()
    case.world.report(ASHA, Paid(amount=Decimal(stated(case)) + Decimal(pence) / 100), about=case.leaver)
    assert bool(case.world.open_duties("give-written-statement-and-pay")) is owed


def test_it_may_be_paid_in_parts():
    case = left()
    for amount in (Decimal("100.00"), Decimal(stated(case)) - Decimal("100.00")):
        assert case.world.open_duties("give-written-statement-and-pay")
        case.world.report(ASHA, Paid(amount=amount), about=case.leaver)
    assert not case.world.open_duties("give-written-statement-and-pay")


@pytest.mark.parametrize(("service_from", "owed"), [(date(2025, 4, 1), True), (date(2025, 4, 2), False)])
def test_only_after_two_years_is_a_payment_owed(service_from, owed):
    case = under_notice(ends_on=AN_END, affected={"service_from": service_from})
    end_employment(case, AN_END)
    assert bool(case.world.open_duties("give-written-statement-and-pay")) is owed


def test_nothing_is_stated_on_an_assumption():
    case = under_notice()
    body = StatePayment(notice=case.last(NoticeGiven).position)
    assert case.world.judged(case.world.draft(ASHA, body, about=case.leaver)).judged[0].faults[0].startswith("The payment cannot be worked out yet:")
    wrong = case.world.judged(case.world.draft(ASHA, StatePayment(notice=3), about=case.leaver)).judged[0].faults
    assert wrong == ("Act 3 is not a notice that was given to k000.",)


# The worse of two views


def test_an_unconfirmed_correction_does_not_make_of_a_missed_duty_an_open_one():
    """Someone says that the first dismissal was always meant for later: until that is confirmed, the day that was missed is missed."""
    case = standing_before("serve the unions", size=LARGE)
    case.world.wait_until(date(2027, 3, 31))
    proposed = case.last(Propose)
    fields = proposed.body.model_dump(mode="json") | {"first_dismissal_on": "2027-08-31", "last_dismissal_on": "2027-08-31"}
    made = case.world.act(ASHA, Correct(corrects=proposed.position, fields=fields, because="A slip."), happened_on=case.world.today)
    owed = [one for one in case.world.duties() if one.rule == "consult-unions"]
    assert [(one.state, one.due_on) for one in owed] == [(State.MISSED, date(2027, 3, 30))]
    case.world.act(PRIYA, Confirm(positions=(made.position,)), evidence=PROOF)
    owed = [one for one in case.world.duties() if one.rule == "consult-unions"]
    assert [(one.state, one.due_on) for one in owed] == [(State.OPEN, date(2027, 7, 31))]


def test_duties_come_by_the_day_that_they_are_due():
    days = [one.due_on or date.max for one in under_notice(size=LARGE).world.duties()]
    assert days == sorted(days)
