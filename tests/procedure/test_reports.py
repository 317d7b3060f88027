"""Done and reported: which days are sense, who confirms, who disputes; an unconfirmed report binds the trust and never helps it."""

from datetime import date, timedelta

import pytest

from evenhand.procedure import gates
from evenhand.procedure.acts import Actor
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.audience import Office
from evenhand.procedure.change.consulting import CompleteConsultation, UnionRepresentation
from evenhand.procedure.change.informing import LetterServed, Section188Served, WarnPerson
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.change.redeploying import OfferAnswered
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from evenhand.procedure.fold import Counting
from evenhand.procedure.trust.governing import Appoint
from evenhand.procedure.trust.people import EmployerTold
from tests.procedure import thin_change as steps
from tests.procedure.refusals import offer, protected_and_at_risk
from tests.procedure.stages import STEPS, go_on, standing_before
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, PRIYA, PROOF, Refused, World, herself

TOMORROW = date(2026, 11, 3)


def refused(world: World, *drafts: object) -> Refused:
    with pytest.raises(Refused) as caught:
        world.do(*drafts)
    return caught.value


@pytest.fixture
def case():
    return standing_before("review")


@pytest.fixture
def world(case):
    return case.world


def meeting(world: World, actor: Actor = ASHA, **more: object) -> object:
    facts = {"about": "k000", "happened_on": world.today, "evidence": PROOF} | more
    return world.draft(actor, Meeting(purpose="first", outcome="held"), **facts)


# Days


def test_what_is_done_happens_on_the_day_it_is_recorded(world):
    assert world.act(BEN, ReviewUnavoidable(statement="Looked.")).happened_on == world.today


def test_what_is_done_today_may_say_so(world):
    world.act(BEN, ReviewUnavoidable(statement="Looked."), happened_on=world.today)


@pytest.mark.parametrize(("days", "says"), [(-1, "its day is today"), (1, "has not come yet")])
def test_what_is_done_has_no_other_day_than_today(world, days, says):
    caught = refused(world, world.draft(BEN, ReviewUnavoidable(statement="Looked."), happened_on=world.today + timedelta(days=days)))
    assert len(caught.faults) == 1 and says in caught.faults[0]


def test_a_report_may_be_of_today_or_of_an_earlier_day_and_never_of_tomorrow(world):
    world.do(meeting(world))
    world.do(meeting(world, happened_on=world.today - timedelta(days=30)))
    assert "has not come yet" in refused(world, meeting(world, happened_on=TOMORROW)).faults[0]


def test_a_report_without_a_day_is_refused(world):
    assert refused(world, meeting(world, happened_on=None)).faults == ["Enter the day on which it happened."]


def test_a_kind_that_is_always_reported_is_never_reported_as_done_elsewhere(world):
    assert "This kind of act is always reported" in refused(world, meeting(world, elsewhere=True)).faults[0]


def test_what_was_done_elsewhere_has_the_day_on_which_it_was_done(world):
    reported = world.act(BEN, ReviewUnavoidable(statement="Looked."), elsewhere=True, happened_on=date(2026, 10, 1))
    assert reported.reported and reported.happened_on == date(2026, 10, 1)


# Whose word confirms


def confirm(world: World, actor: Actor, position: int, **more: object) -> None:
    world.act(actor, Confirm(positions=(position,)), **more)


def confirmed(world: World, act: object, matter: str = "CH-1") -> bool:
    return world.folded.matters[matter].confirmed(act)


def test_another_person_with_evidence_confirms_a_report(world):
    report = world.do(meeting(world))[0]
    assert not confirmed(world, report)
    confirm(world, PRIYA, report.position)
    assert confirmed(world, report)


def test_the_evidence_may_come_with_the_confirmation(world):
    report = world.do(meeting(world, evidence=()))[0]
    assert f"Act {report.position} carries no evidence" in refused(world, world.draft(PRIYA, Confirm(positions=(report.position,)))).faults[0]
    confirm(world, PRIYA, report.position, evidence=PROOF)
    assert confirmed(world, report)


def test_nobody_confirms_her_own_report_in_any_office(world):
    world.act(CEO, Appoint(office=Office.HEADTEACHER), matter="trust", about="asha")
    report = world.do(meeting(world))[0]
    for office in (Office.HR_ADVISER, Office.HEADTEACHER):
        caught = refused(world, world.draft(Actor("asha", office), Confirm(positions=(report.position,))))
        assert caught.faults == [f"You reported act {report.position} yourself. Another person has to confirm it."]


def test_she_whom_it_is_about_confirms_without_any_evidence(world):
    report = world.do(meeting(world, evidence=()))[0]
    confirm(world, herself("k000"), report.position, about="k000")
    assert confirmed(world, report)


def test_nobody_takes_the_place_of_the_person_whom_it_is_about(world):
    """An adviser is an employee too: under a colleague's code she would confirm her own report."""
    report = world.do(meeting(world))[0]
    caught = refused(world, world.draft(Actor("asha", Office.EMPLOYEE), Confirm(positions=(report.position,)), about="k000"))
    assert caught.faults == ["As an employee you speak for yourself alone."]


def test_another_employee_confirms_nothing_about_her(world):
    report = world.do(meeting(world))[0]
    caught = refused(world, world.draft(herself("k001"), Confirm(positions=(report.position,)), about="k001"))
    assert caught.faults == [f"Act {report.position} does not concern you, so your word cannot confirm it."]


def test_a_union_confirms_what_was_served_on_it_and_not_what_was_served_on_another(world):
    case = standing_before("warn", without={"serve the unions"})
    steps.serve_union(case.world, confirmed_by=None)
    served = case.last(Section188Served)
    case.world.act(CEO, Appoint(office=Office.UNION_REPRESENTATIVE, union="GMB"), matter="trust", about="gil")
    other = Actor("gil", Office.UNION_REPRESENTATIVE, union="GMB")
    assert "does not concern you" in refused(case.world, case.world.draft(other, Confirm(positions=(served.position,)))).faults[0]
    confirm(case.world, CARYS, served.position)
    assert confirmed(case.world, served)


def test_no_employee_reports_for_the_trust_that_a_union_was_served(world):
    body = Section188Served(union="UNISON", release=None, channel="by hand")
    assert refused(world, world.draft(herself("k000"), body, happened_on=world.today)).faults[0].startswith("Only chief executive")


def test_what_stands_in_the_same_batch_is_confirmed_afterwards(world):
    report = meeting(world, actor=ASHA)
    caught = refused(world, report, world.draft(ASHA, Confirm(positions=(world.folded.size,))))
    assert f"Act {world.folded.size} is in the same batch. Confirm it afterwards, having looked at it." in caught.faults


@pytest.mark.parametrize("position", [0, 10_000])
def test_only_a_report_of_this_matter_can_be_confirmed(world, position):
    caught = refused(world, world.draft(PRIYA, Confirm(positions=(position,)), evidence=PROOF))
    assert caught.faults == [f"Act {position} is not a report in this matter, so there is nothing to confirm."]


def test_what_was_done_here_needs_no_confirmation_and_gets_none(world):
    done = world.act(BEN, ReviewUnavoidable(statement="Looked."))
    assert "is not a report" in refused(world, world.draft(PRIYA, Confirm(positions=(done.position,)), evidence=PROOF)).faults[0]


SETTLED = "is settled only by the word of the employee or union whom it concerns. Ask them."


def test_what_the_employer_was_told_is_settled_by_her_alone(world):
    told = world.report(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    assert SETTLED in refused(world, world.draft(CORA, Confirm(positions=(told.position,)), matter="trust")).faults[0]
    confirm(world, herself("k000"), told.position, matter="trust", about="person-k000")
    assert confirmed(world, told, "trust")


def test_many_reports_are_confirmed_in_one_act(world):
    reports = [world.do(meeting(world, about=code))[0] for code in ("k000", "k001")]
    world.act(PRIYA, Confirm(positions=tuple(one.position for one in reports)))
    assert all(confirmed(world, one) for one in reports)


# Disputes


@pytest.fixture
def met(world):
    report = world.do(meeting(world))[0]
    confirm(world, PRIYA, report.position)
    return report


def dispute(world: World, position: int) -> object:
    return world.act(herself("k000"), Dispute(position=position, because="I was away."), about="k000")


def test_what_she_disputes_no_longer_helps_until_she_confirms_it_herself(world, met):
    dispute(world, met.position)
    assert not confirmed(world, met)
    confirm(world, BEN, met.position)
    assert not confirmed(world, met)
    confirm(world, herself("k000"), met.position, about="k000")
    assert confirmed(world, met)


def test_a_dispute_that_she_withdraws_is_none(world, met):
    disputed = dispute(world, met.position)
    world.act(herself("k000"), Correct(corrects=disputed.position, because="I was there."), about="k000", happened_on=world.today)
    assert confirmed(world, met)


def test_the_trust_does_not_withdraw_her_dispute(world, met):
    disputed = dispute(world, met.position)
    caught = refused(world, world.draft(ASHA, Correct(corrects=disputed.position, because="She was there."), happened_on=world.today))
    assert f"Your office could not have recorded act {disputed.position}, so it cannot correct it." in caught.faults


def test_only_a_report_that_concerns_her_is_hers_to_dispute(world, met):
    done = world.act(BEN, ReviewUnavoidable(statement="Looked."))
    for position, says in ((done.position, "is not a report in this matter"), (10_000, "is not a report in this matter")):
        assert says in refused(world, world.draft(herself("k000"), Dispute(position=position, because="No."), about="k000")).faults[0]
    caught = refused(world, world.draft(herself("k001"), Dispute(position=met.position, because="No."), about="k001"))
    assert caught.faults == [f"Act {met.position} does not concern you."]


def test_a_confirmation_that_was_withdrawn_no_longer_counts(world, met):
    given = world.folded.matters["CH-1"].acts[-1]
    world.act(PRIYA, Correct(corrects=given.position, because="I took it for another."), happened_on=world.today)
    assert not confirmed(world, met)


# The three ways of counting: each is what stops something that the other two would let through


def views(case):
    dossier = case.world.dossier()
    return {counting: dossier.but(counting=counting) for counting in Counting}


def waiting(case, step: str) -> Refused:
    with pytest.raises(Refused) as caught:
        STEPS[step](case)
    return caught.value


def only_confirmed():
    """She is reported to be pregnant, which binds; unconfirmed, it does not put her beside a colleague whose protection is certain."""
    case = protected_and_at_risk("meet on redeployment", None)
    case.world.report(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k001", confirmed_by=None)
    return case, lambda: offer(case, "k001"), "protected-person-comes-first"


def only_everything():
    """Nobody confirmed that she accepted; it is reported, so nobody dismisses her as if she had not."""
    case = standing_before("decide")
    made = offer(case, case.leaver)
    case.world.report(ASHA, OfferAnswered(offer=made.position, answer="accepted"), about=case.leaver, confirmed_by=None)
    return case, lambda: STEPS["decide"](case), "no-offer-was-accepted"


def only_binding():
    """With everything counted the undertaking has ended; with what is confirmed alone it was never given."""
    case = standing_before("approve")
    given = UndertakingGiven(union="UNISON", promise="No approval yet.", steps=("change.approve_in_principle",), ends_when="they met")
    first = case.world.report(ASHA, given, matter="D-1", confirmed_by=None)
    case.world.report(BEN, UndertakingEnded(union="UNISON", given=first.position, because="They met."), matter="D-1", confirmed_by=None)
    return case, lambda: STEPS["approve"](case), "undertaking-in-force"


ALONE = {Counting.CONFIRMED: only_confirmed, Counting.EVERYTHING: only_everything, Counting.BINDING: only_binding}


@pytest.mark.parametrize("counting", list(Counting))
def test_each_way_of_counting_stops_what_no_other_would(counting, monkeypatch):
    _, attempt, rule = ALONE[counting]()
    with pytest.raises(Refused) as caught:
        attempt()
    assert caught.value.rules == {rule}
    monkeypatch.setattr(gates, "WAYS_OF_COUNTING", tuple(way for way in Counting if way is not counting))
    attempt()


def test_a_service_that_nobody_confirmed_opens_nothing():
    case = standing_before("warn", without={"serve the unions"})
    steps.serve_union(case.world, confirmed_by=None)
    assert [bool(view.every(Section188Served)) for view in views(case).values()] == [True, False, False]
    caught = waiting(case, "warn")
    assert caught.rules == {"unions-told-before-people"}
    assert "It is reported but not confirmed, and an unconfirmed report never helps the trust." in caught.says[0]


def test_an_unconfirmed_representation_binds_the_trust_to_answer_it():
    case = standing_before("complete", without={"represent", "answer"})
    body = UnionRepresentation(union="UNISON", subject="other", point="Ask the governors.")
    case.world.report(ASHA, body, confirmed_by=None)
    assert waiting(case, "complete").rules == {"every-representation-replied-to"}


def test_what_was_done_elsewhere_against_a_rule_never_helps_even_when_confirmed():
    """Nor where it is the only report in the matter, and everything else is confirmed."""
    case = standing_before("complete", without={"invite"})
    considered = [{"representation": case.last(UnionRepresentation).position, "conclusion": "Answered."}]
    body = CompleteConsultation(considered=considered, statement="Complete.")
    report = case.world.act(BEN, body, elsewhere=True, happened_on=case.world.today, evidence=PROOF)
    assert report.breaches == ("volunteers-invited",)
    confirm(case.world, PRIYA, report.position)
    assert waiting(case, "pool").rules == {"pool-after-consultation"}


def test_what_was_done_elsewhere_by_the_rules_helps_once_confirmed():
    case = standing_before("complete")
    considered = [{"representation": case.last(UnionRepresentation).position, "conclusion": "Answered."}]
    body = CompleteConsultation(considered=considered, statement="Complete.")
    report = case.world.act(BEN, body, elsewhere=True, happened_on=case.world.today, evidence=PROOF)
    assert report.breaches == ()
    assert waiting(case, "pool").rules == {"pool-after-consultation"}
    confirm(case.world, PRIYA, report.position)
    STEPS["pool"](case)


def test_a_disputed_letter_blocks_again_what_rests_on_it():
    case = standing_before("complete")
    letter = case.last(LetterServed, "k000")
    case.world.act(herself("k000"), Dispute(position=letter.position, because="It never came."), about="k000")
    caught = waiting(case, "complete")
    assert caught.rules == {"everyone-affected-told"}
    confirm(case.world, herself("k000"), letter.position, about="k000")
    go_on(case, since="complete", to="pool")


def test_her_own_word_helps_without_anyone_else():
    case = standing_before("complete", without={"warn"})
    for code in case.people:
        warned = case.world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=code)
        case.world.act(herself(code), LetterServed(letter=warned.position, channel="post"), about=code, happened_on=case.world.today)
    STEPS["complete"](case)
