"""What random procedures found, each as the shortest way into it."""

from datetime import date, timedelta
from typing import Any

import pytest

from evenhand.procedure.amending import Confirm, Correct, Depart, Review, ReviewInConfidence
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.consulting import AnswerUnion, UnionRepresentation
from evenhand.procedure.change.counting import statutory_total
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.paying import Paid, StatePayment
from evenhand.procedure.change.pooling import SealCriteria
from evenhand.procedure.change.selecting import Score, Select
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.people import CloseVacancy, EmployerTold, EmploymentEnded
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, PRIYA, PROOF, Refused, World, a_case, a_change, a_trust, an_employment

DAY = timedelta(days=1)


def refused(world: World, *drafts: Any) -> str:
    """Everything that is said when the batch is refused."""
    with pytest.raises(Refused) as found:
        world.do(*drafts)
    return " ".join([*sorted(found.value.rules), *found.value.says, *found.value.faults])


def approved(holders: int = 21, to_stay: int = 1) -> World:
    world = a_trust()
    a_change(world, holders, to_stay)
    steps.review(world)
    steps.approve(world)
    return world


def test_information_by_e_mail_alone_leaves_the_duty_to_consult_open():
    world = approved()
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="e-mail"))
    assert len(world.open_duties("consult-unions")) == 1
    assert "only by e-mail" in refused(world, world.draft(BEN, WarnPerson(letter="Your job may be at risk."), about="k000"))


def test_information_that_went_by_hand_after_an_e_mail_was_served():
    world = approved()
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    for channel in ("e-mail", "by hand"):
        world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel=channel))
    assert world.open_duties("consult-unions") == []
    assert world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k000")


def test_nothing_is_served_before_the_day_on_which_it_was_written():
    world = approved()
    world.wait_until(world.today + 9 * DAY)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"), on=world.today - DAY)
    assert len(world.open_duties("consult-unions")) == 1
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"))
    assert world.open_duties("consult-unions") == []
    warning = world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k000")
    world.report(ASHA, LetterServed(letter=warning.position, channel="by hand"), about="k000", on=world.today - DAY)
    assert "k000" in {owed.about for owed in world.open_duties("tell-everyone-affected")}


def test_criteria_do_not_reach_the_pool_before_they_are_published():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.form_pool(world, people)
    world.wait_until(world.today + DAY)
    published = steps.publish(world, people[1:])
    world.report(ASHA, LetterServed(letter=published.position, channel="by hand"), about=people[0], on=world.today - DAY)
    assert people[0] in refused(world, world.draft(BEN, SealCriteria(publication=published.position)))


def test_an_answer_is_a_reply_only_once_the_union_that_spoke_has_it():
    world = approved()
    said = world.act(CARYS, UnionRepresentation(union="UNISON", subject="other", point="Wait."), happened_on=world.today)
    answer = world.act(BEN, AnswerUnion(representation=said.position, outcome="not accepted", reasons="There is no money."))
    assert len(world.open_duties("reply-to-representations")) == 1
    world.report(ASHA, ReplyServed(letter=answer.position, union="GMB", channel="by hand"))
    assert len(world.open_duties("reply-to-representations")) == 1
    world.report(ASHA, ReplyServed(letter=answer.position, union="UNISON", channel="by hand"))
    assert world.open_duties("reply-to-representations") == []


def test_a_report_of_a_day_before_the_proposal_is_recorded():
    world = approved()
    steps.serve_union(world)
    assert world.report(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True), on=date(2026, 10, 1))
    assert world.report(ASHA, Section188Served(union="UNISON", release=None, channel="by hand"), on=date(2026, 10, 1))


def pooled(world: World) -> list[str]:
    """Criteria sealed for a pool; nobody met yet."""
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.form_pool(world, people)
    steps.seal(world, steps.publish(world, people))
    return people


def scored(world: World) -> list[str]:
    """Everyone met and scored, and each with her own scores in hand."""
    people = pooled(world)
    for code in people:
        steps.meet(world, code, "first")
    for place, code in enumerate(people):
        steps.score(world, code, 3 + place)
    for code in people:
        steps.disclose(world, code)
    return people


def test_whoever_is_affected_outside_the_pool_is_met_too_before_any_score():
    world = a_trust()
    people = pooled(world)
    world.act(ASHA, an_employment("k900", effect="changed"), about="k900")
    for code in people:
        steps.meet(world, code, "first")
    with pytest.raises(Refused, match="met-before-any-score"):
        steps.score(world, people[0])
    steps.meet(world, "k900", "first")
    steps.score(world, people[0])


def test_a_meeting_before_the_scores_were_hers_is_not_the_second_meeting():
    world = a_trust()
    people = scored(world)
    for code in people:
        world.report(ASHA, Meeting(purpose="second", outcome="held"), about=code, on=world.today - DAY)
    steps.invite(world, "selection")
    steps.attest(world)
    with pytest.raises(Refused, match="met-before-selection"):
        steps.select(world)
    for code in people:
        steps.meet(world, code, "second")
    assert steps.select(world) == ["k000"]


def test_scores_that_changed_places_are_sent_again_though_their_sum_is_the_same():
    world = a_trust()
    people = scored(world)
    for code in people:
        steps.meet(world, code, "second")
    steps.invite(world, "selection")
    steps.attest(world)
    for one in world.dossier().every(Score, "k000"):
        if one.body.criterion in ("performance", "quality"):
            more = 1 if one.body.criterion == "performance" else -1
            fields = one.body.model_dump(mode="json") | {"points": one.body.points + more}
            fix = world.act(one.actor, Correct(corrects=one.position, fields=fields, because="A slip."), happened_on=world.today, evidence=PROOF)
            world.act(PRIYA, Confirm(positions=(fix.position,)))
    with pytest.raises(Refused, match="own-scores-before-selection"):
        steps.select(world)


def test_a_redeployment_meeting_before_the_person_was_at_risk_is_not_one():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    world.wait_until(world.today + 5 * DAY)
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    meeting = next(met for met in world.dossier().every(Meeting, "k000") if met.body.purpose == "redeployment")
    world.act(
        PRIYA,
        Correct(corrects=meeting.position, fields=meeting.body.model_dump(mode="json"), happened_on=world.today - 2 * DAY, because="Earlier."),
        happened_on=world.today,
    )
    with pytest.raises(Refused, match="redeployment-meeting-held"):
        steps.decide(world, "k000")


def test_whoever_is_not_selected_any_more_is_not_dismissed():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    world.act(CEO, Depart(rule="selection-follows-the-points", instead="A ruling on appeal.", because="The panel said so."))
    world.act(BEN, Select(pool=steps.POOL, selected=False), about="k000")
    with pytest.raises(Refused, match="at-risk-person-told"):
        steps.decide(world, "k000")


def test_notice_in_a_corridor_is_threat_enough_for_whoever_is_protected():
    world = a_trust()
    a_change(world)
    told = EmployerTold(of="pregnancy")
    world.act(ASHA, told, matter="trust", about="person-k000", happened_on=world.today, evidence=PROOF)
    assert world.open_duties("offer-suitable-vacancy") == []
    world.report(BEN, NoticeGiven(letter=None, ends_on=date(2027, 4, 30), given_by="ben"), about="k000")
    assert [owed.about for owed in world.open_duties("offer-suitable-vacancy")] == ["k000"]
    steps.vacancies(world, "V001")
    refused(world, world.draft(ASHA, CloseVacancy(vacancy="V001", because="Filled."), matter="trust"))


def test_a_notice_whose_day_was_corrected_still_asks_for_new_vacancies():
    world = a_trust()
    a_change(world)
    given = world.report(BEN, NoticeGiven(letter=None, ends_on=date(2027, 4, 30), given_by="ben"), about="k000", on=world.today)
    steps.vacancies(world, "V001")
    assert len(world.open_duties("consider-new-vacancies")) == 1
    fields = given.body.model_dump(mode="json")
    world.act(ASHA, Correct(corrects=given.position, fields=fields, happened_on=world.today - DAY, because="A day earlier."), happened_on=world.today)
    assert len(world.open_duties("consider-new-vacancies")) == 1


def test_the_statement_is_owed_still_when_the_payment_was_made_without_it():
    world = a_trust(date(2026, 9, 1))
    a_change(world)
    ends_on = date(2026, 12, 31)
    given = world.report(BEN, NoticeGiven(letter=None, ends_on=ends_on, given_by="ben"), about="k000")
    world.wait_until(ends_on)
    world.report(ASHA, EmploymentEnded(employment="k000-1", because="Redundancy."), matter="trust", about="person-k000")
    paid = world.report(ASHA, Paid(amount="9000.00"), about="k000")
    assert "statement-before-payment" in paid.breaches
    assert len(world.open_duties("give-written-statement-and-pay")) == 1
    steps.serve(world, world.act(ASHA, StatePayment(notice=given.position), about="k000"))
    assert world.open_duties("give-written-statement-and-pay") == []


@pytest.mark.parametrize("letter", [None, 0, 9999])
def test_hr1_on_the_day_of_a_notice_is_not_shown_to_come_first_by_a_letter_that_is_none(letter: int | None):
    world = approved()
    steps.hr1(world, 20)
    given = world.report(BEN, NoticeGiven(letter=letter, ends_on=date(2027, 4, 30), given_by="ben"), about="k000")
    assert "hr1-received-before-notice" in given.breaches


def test_changes_are_counted_together_wherever_their_spans_come_within_the_window():
    world = a_trust()
    a_change(world, 13, 1, first_dismissal_on=date(2027, 1, 31), last_dismissal_on=date(2027, 8, 31))
    world.do(
        world.draft(ASHA, a_case(9, 1, first_dismissal_on=date(2027, 8, 31), last_dismissal_on=date(2027, 8, 31)), matter="CH-2"),
        *(world.draft(ASHA, an_employment(f"z{place}"), about=f"z{place}", matter="CH-2") for place in range(9)),
    )
    assert statutory_total(world.dossier(), world.context(), "Saltings Academy") == 20


def test_a_change_is_not_counted_with_two_others_that_only_meet_each_other():
    world = a_trust()
    a_change(world, 3, 2, first_dismissal_on=date(2027, 1, 31), last_dismissal_on=date(2027, 1, 31))
    for matter, day in (("CH-2", date(2027, 4, 20)), ("CH-3", date(2027, 6, 30))):
        names = [f"{matter}-{place}" for place in range(11)]
        world.do(
            world.draft(ASHA, a_case(11, 1, first_dismissal_on=day, last_dismissal_on=day), matter=matter),
            *(world.draft(ASHA, an_employment(name), about=name, matter=matter) for name in names),
        )
    assert statutory_total(world.dossier(), world.context(), "Saltings Academy") == 11
    assert statutory_total(world.dossier("CH-2"), world.context("CH-2"), "Saltings Academy") == 20


def test_a_decision_made_elsewhere_is_threat_enough_too():
    world = a_trust()
    a_change(world)
    world.act(ASHA, EmployerTold(of="maternity"), matter="trust", about="person-k001", happened_on=world.today, evidence=PROOF)
    decided = DecideDismissal(ends_on=date(2027, 4, 30), because="Fewest points.")
    world.act(BEN, decided, about="k001", happened_on=world.today, elsewhere=True, evidence=PROOF)
    assert [owed.about for owed in world.open_duties("offer-suitable-vacancy")] == ["k001"]


def test_a_correction_that_makes_no_such_act_is_refused_in_a_sentence():
    world = approved()
    warning = world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k000", happened_on=world.today, elsewhere=True, evidence=PROOF)
    said = refused(world, world.draft(BEN, Correct(corrects=warning.position, fields={"letter": 5}, because="A slip."), happened_on=world.today))
    assert said == "The correction does not make an act of the same kind: letter: input should be a valid string."


def test_a_notice_given_before_anyone_recorded_whom_it_affects_is_judged_on_her_facts():
    world = a_trust()
    earlier = world.today
    world.act(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", happened_on=earlier, evidence=PROOF)
    world.wait_until(earlier + 5 * DAY)
    a_change(world)
    given = world.report(BEN, NoticeGiven(letter=None, ends_on=earlier + 20 * DAY, given_by="ben"), about="k000", on=earlier)
    assert {"protected-period-answered", "statutory-notice-is-given"} <= set(given.breaches)


def test_an_estimate_that_cannot_be_worked_out_says_why_in_sentences():
    world = a_trust(date(2026, 9, 1))
    a_change(world)
    decided = DecideDismissal(ends_on=date(2026, 9, 3), because="Fewest points.")
    decision = world.act(BEN, decided, about="k000", happened_on=world.today, elsewhere=True, evidence=PROOF)
    world.wait_until(date(2026, 9, 9))
    said = refused(world, world.draft(BEN, ReleaseNotice(decision=decision.position, ends_on=date(2026, 9, 3)), about="k000"))
    assert "notice cannot be given after the contract ended on Thursday 3 September 2026" in said
    assert "validation error" not in said


def test_nobody_is_paid_for_another_persons_notice():
    world = a_trust(date(2026, 9, 1))
    a_change(world)
    given = world.report(BEN, NoticeGiven(letter=None, ends_on=date(2026, 12, 31), given_by="ben"), about="k000")
    assert "not a notice that was given to k001" in refused(world, world.draft(ASHA, StatePayment(notice=given.position), about="k001"))


def test_a_service_that_nobody_confirmed_leaves_the_way_open_for_another_release():
    world = approved()
    body = UndertakingGiven(union="UNISON", promise="We will wait.", steps=("change.release_section_188",), ends_when="the talks are over")
    world.act(CARYS, body, matter="DI-1", happened_on=world.today)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"), confirmed_by=None)
    assert world.act(ASHA, ReleaseSection188(union="UNISON"))


def test_a_change_under_way_when_evenhand_came_goes_on_before_anyone_confirmed_how_it_began():
    world = a_trust()
    began = {"elsewhere": True, "happened_on": world.today - 20 * DAY, "evidence": PROOF}
    acts = world.do(
        world.draft(ASHA, a_case(21, 1), **began), *(world.draft(ASHA, an_employment(f"k{place:03}"), about=f"k{place:03}", **began) for place in range(21))
    )
    steps.review(world)
    steps.approve(world)
    assert [owed.owed_to for owed in world.open_duties("consult-unions")] == ["UNISON"]
    world.act(PRIYA, Confirm(positions=tuple(act.position for act in acts[1:])))
    assert world.act(ASHA, ReleaseSection188(union="UNISON")).figures["minimum_days"] == 30


@pytest.mark.parametrize(("service_from", "owed"), [(date(2025, 1, 1), 0), (date(2024, 12, 31), 1)])
def test_a_payment_is_owed_only_to_whom_the_statute_gives_one(service_from: date, owed: int):
    world = a_trust(date(2026, 9, 1))
    world.do(world.draft(ASHA, a_case(1, 0)), world.draft(ASHA, an_employment("k000", service_from=service_from), about="k000"))
    ends_on = date(2026, 12, 30)
    world.report(BEN, NoticeGiven(letter=None, ends_on=ends_on, given_by="ben"), about="k000")
    world.wait_until(ends_on)
    world.report(ASHA, EmploymentEnded(employment="k000-1", because="Redundancy."), matter="trust", about="person-k000")
    assert len(world.open_duties("give-written-statement-and-pay")) == owed


def test_a_duty_that_is_reported_as_done_already_lets_nothing_else_past_an_undertaking():
    world = approved()
    world.act(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True), happened_on=world.today, evidence=PROOF)
    body = UndertakingGiven(union="UNISON", promise="We will wait.", steps=("change.invite_volunteers",), ends_when="the talks are over")
    world.act(CARYS, body, matter="DI-1", happened_on=world.today)
    with pytest.raises(Refused, match="undertaking-in-force"):
        steps.invite(world, "consultation")


def test_what_only_the_named_adviser_may_know_is_looked_at_again_in_confidence():
    world = a_trust()
    a_change(world)
    given = world.report(BEN, NoticeGiven(letter=None, ends_on=date(2027, 4, 30), given_by="ben"), about="k000")
    world.wait_until(world.today + DAY)
    world.act(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", happened_on=given.happened_on, evidence=PROOF)
    rule = "review-what-rests-on-a-changed-fact"
    [owed] = [one for one in world.open_duties(rule) if one.owed_to == "protected-period-answered"]
    assert owed.audience is Audience.PROTECTED
    fields: Any = {"position": given.position, "rule": owed.owed_to, "conclusion": "The notice is withdrawn."}
    assert "in confidence" in refused(world, world.draft(ASHA, Review(**fields), about="k000"))
    world.act(CORA, ReviewInConfidence(**fields), about="k000")
    assert "protected-period-answered" not in {one.owed_to for one in world.open_duties(rule)}


def test_a_duty_to_look_again_tells_the_parties_nothing_that_is_for_one_person():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    one = next(score for score in world.dossier().every(Score, "k002") if score.body.criterion == "performance")
    fields = one.body.model_dump(mode="json") | {"points": 1}
    fix = Correct(corrects=one.position, fields=fields, because="A slip.")
    world.wait_until(world.today + DAY)
    world.act(one.actor, fix, happened_on=world.today, evidence=PROOF)
    for owed in world.open_duties("review-what-rests-on-a-changed-fact"):
        assert owed.audience is not Audience.PARTIES or "The points" not in owed.says


def test_where_no_union_is_recognised_somebody_owes_the_employees_representatives():
    world = a_trust(unions=())
    a_change(world, 21, 1)
    assert [owed.owed_to for owed in world.open_duties("consult-unions")] == ["representatives of the employees affected"]
