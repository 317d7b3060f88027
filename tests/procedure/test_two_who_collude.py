"""Two colleagues who confirm each other's word, and what the record still refuses them."""

from datetime import timedelta

import pytest

from evenhand.procedure.amending import Confirm, Correct
from evenhand.procedure.audience import Office
from evenhand.procedure.change.consulting import CompleteConsultation, UnionRepresentation
from evenhand.procedure.change.counting import minimum_days
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import LetterServed, Section188Served, WarnPerson, has_had
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria, to_be_selected
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.redeploying import Considered, ConsiderVacancies
from evenhand.procedure.trust.people import CloseVacancy, EmployerTold, EmploymentEnded, ListVacancy
from tests.procedure import thin_change as steps
from tests.procedure.stages import correct, standing_before
from tests.procedure.world import ASHA, BEN, CARYS, PRIYA, PROOF, SAM, Actor, Refused, World, a_case, a_change, a_trust, an_employment, codes, herself

RULE = "vacancy-is-not-closed-over-a-protected-person"


def refused(attempt, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        attempt(*arguments, **more)
    return caught.value


def with_a_pregnancy(vacancy: str = "V9") -> World:
    """Before the decision, k000 has told the employer, and a vacancy has opened for which nobody has considered her."""
    world = standing_before("decide").world
    world.act(herself("k000"), EmployerTold(of="pregnancy"), matter="trust", about="person-k000", happened_on=world.today)
    world.act(ASHA, ListVacancy(vacancy=vacancy, establishment="Avocet High", job="TA2"), matter="trust")
    return world


def close(world: World, vacancy: str = "V9") -> None:
    world.act(ASHA, CloseVacancy(vacancy=vacancy, because="Filled."), matter="trust")


def test_two_people_never_share_a_code():
    """They would be counted as one employee, and only one of them could be known to be pregnant."""
    world = a_trust()
    a_change(world)
    caught = refused(world.act, ASHA, an_employment("k000", person="another"), about="k000")
    assert caught.faults == ["k000 is the code of another person in this change. Take a code that nobody has had."]
    world.act(ASHA, an_employment("k000", job="MDS", employment="k000-2"), about="k000")


def test_a_code_stays_with_its_person_when_it_is_corrected_or_withdrawn():
    case = standing_before("approve")
    affected = case.last(Affect, "k000")
    assert "does not give a code to another person" in refused(correct, case.world, affected, person="another").faults[0]
    correct(case.world, affected, job="MDS")
    correct(case.world, case.last(Affect, "k001"))
    assert "the code of another person" in refused(case.world.act, ASHA, an_employment("k001", person="another"), about="k001").faults[0]
    case.world.act(ASHA, an_employment("k001"), about="k001")


def test_an_adviser_whose_id_was_given_out_as_a_code_does_not_speak_for_its_holder():
    world = a_trust()
    world.act(ASHA, a_case(1, 0))
    affected = world.act(ASHA, an_employment("asha", person="person-k000"), about="asha")
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    letter = world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="asha")
    report = world.act(ASHA, LetterServed(letter=letter.position, channel="by hand"), about="asha", happened_on=world.today)
    as_employee = Actor("asha", Office.EMPLOYEE)
    assert "does not concern you" in refused(world.act, as_employee, Confirm(positions=(report.position,))).faults[0]
    assert "speak for yourself" in refused(world.act, as_employee, Confirm(positions=(report.position,)), about="asha").faults[0]
    world.act(herself("k000"), Confirm(positions=(report.position,)), about="asha")
    correct(world, affected)
    assert refused(world.act, as_employee, Confirm(positions=(report.position,))).faults
    assert refused(world.act, as_employee, Confirm(positions=(report.position,)), about="asha").faults


def test_a_unions_point_that_a_colleague_recorded_is_not_withdrawn_by_two_of_them():
    world = standing_before("complete", without={"represent", "answer"}).world
    said = world.report(ASHA, UnionRepresentation(union="UNISON", subject="other", point="Stop."), confirmed_by=None)
    withdrawn = correct(world, said, confirmed_by=None)
    assert "settled only by the word" in refused(world.act, PRIYA, Confirm(positions=(withdrawn.position,))).faults[0]
    assert "every-representation-replied-to" in refused(world.act, BEN, CompleteConsultation(considered=(), statement="Done.")).rules


def test_a_vacancy_is_not_taken_back_over_a_protected_person():
    world = with_a_pregnancy()
    listed = world.folded.bearing.by_kind["trust.list_vacancy"][-1]
    assert refused(close, world).rules == {RULE}
    assert "cannot be corrected" in refused(correct, world, listed).faults[0]
    assert "cannot be corrected" in refused(correct, world, listed, vacancy="V1").faults[0]


def test_a_vacancy_that_was_closed_is_not_listed_again_under_its_name():
    """Closed once, it would stay closed to whoever asks which vacancies are open."""
    world = a_trust()
    steps.vacancies(world, "V1")
    close(world, "V1")
    assert "has been listed already" in refused(steps.vacancies, world, "V1").faults[0]
    steps.vacancies(world, "V2")


def test_her_code_in_another_change_is_not_hers():
    world = with_a_pregnancy()
    considered = ConsiderVacancies(considered=(Considered(vacancy="V9", suitable=False, because="Too far."),))
    world.act(ASHA, a_case(3, 2), matter="CH-2")
    world.act(ASHA, an_employment("k000", person="another"), matter="CH-2", about="k000")
    world.act(ASHA, considered, matter="CH-2", about="k000")
    assert refused(close, world).rules == {RULE}
    world.act(ASHA, considered, about="k000")
    close(world)


def test_the_end_of_another_employment_leaves_her_protected_in_this_one():
    world = with_a_pregnancy()
    world.report(ASHA, EmploymentEnded(employment="k000-2", because="The club closed."), matter="trust", about="person-k000")
    assert refused(close, world).rules == {RULE}
    world.report(ASHA, EmploymentEnded(employment="k000-1", because="She left."), matter="trust", about="person-k000")
    close(world)


@pytest.mark.parametrize(("released", "channel", "days"), [(False, "by hand", 30), (True, "read on screen", 30), (True, "by hand", None)])
def test_only_information_delivered_as_the_statute_names_begins_another_consultation(released, channel, days):
    world = a_trust()
    a_change(world, 15, 0)
    steps.review(world)
    steps.approve(world)
    release = world.act(ASHA, steps.ReleaseSection188(union="UNISON")).position if released else None
    world.report(ASHA, Section188Served(union="UNISON", release=release, channel=channel))
    world.act(ASHA, a_case(15, 0), matter="CH-2")
    for code in codes(15):
        world.act(ASHA, an_employment(code), matter="CH-2", about=code)
    assert minimum_days(world.dossier("CH-2"), world.context("CH-2")) == days


def test_a_decision_made_elsewhere_against_a_rule_carries_no_letter_of_notice():
    world = standing_before("declare").world
    decision = world.act(BEN, DecideDismissal(ends_on=steps.ENDS_ON, because="x"), about="k000", elsewhere=True, happened_on=world.today)
    assert "at-risk-person-told" in decision.breaches
    assert "was decided elsewhere" in refused(steps.release_notice, world, "k000", decision).faults[0]


def test_a_decision_made_elsewhere_as_it_should_be_carries_one_once_confirmed():
    world = standing_before("decide").world
    decision = world.act(BEN, DecideDismissal(ends_on=steps.ENDS_ON, because="x"), about="k000", elsewhere=True, happened_on=world.today)
    assert decision.breaches == ()
    assert "was decided elsewhere" in refused(steps.release_notice, world, "k000", decision).faults[0]
    world.act(PRIYA, Confirm(positions=(decision.position,)), evidence=PROOF)
    steps.release_notice(world, "k000", decision)


def test_nobody_is_scored_under_a_seal_made_elsewhere_before_the_criteria_reached_them():
    case = standing_before("send the criteria")
    published = case.last(PublishCriteria)
    seal = case.world.act(BEN, SealCriteria(publication=published.position), elsewhere=True, happened_on=case.world.today)
    assert seal.breaches == ("criteria-reached-the-pool",)
    for code in case.people:
        steps.meet(case.world, code, "first")
    assert "was done elsewhere" in refused(steps.score, case.world, "k000").faults[0]


@pytest.mark.parametrize("kind", [FormPool, PlaceInPool, PublishCriteria, SealCriteria])
def test_once_anyone_is_scored_the_pool_and_its_criteria_stay(kind):
    case = standing_before("score")
    steps.score(case.world, "k001")
    assert "has been scored, so the pool and its criteria stay" in refused(correct, case.world, case.last(kind), by=BEN, confirmed_by=ASHA).faults[0]
    for scored in case.world.dossier().every(steps.Score):
        correct(case.world, scored, by=SAM)
    correct(case.world, case.last(kind), by=BEN, confirmed_by=ASHA)


def only_changed(number: int) -> World:
    """Twenty-two posts go, and so many of their holders are said to be changed, not dismissed; consulted to the end below the threshold."""
    world = a_trust()
    world.act(ASHA, a_case(22, 0))
    for place, code in enumerate(codes(22)):
        world.act(ASHA, an_employment(code, effect="changed" if place < number else "deleted"), about=code)
    return world


def test_whoever_is_only_changed_is_not_to_be_selected():
    assert to_be_selected(only_changed(3).dossier(), "Saltings Academy", "TA2") == 19
    assert to_be_selected(only_changed(2).dossier(), "Saltings Academy", "TA2") == 20


def test_no_more_are_dismissed_than_were_counted_where_the_statute_asks_more_for_so_many():
    world = only_changed(3)
    assert minimum_days(world.dossier(), world.context()) is None
    steps.consult_to_the_end(world, codes(22))
    world.wait_until(world.today + timedelta(days=1))
    decided = [world.act(BEN, DecideDismissal(ends_on=steps.ENDS_ON, because="x"), about=code, elsewhere=True, happened_on=world.today) for code in codes(22)]
    assert ["last-clear-day-has-passed" in one.breaches for one in decided] == [False] * 19 + [True] * 3


def test_whoever_corrects_what_does_not_concern_her_is_not_told_what_it_is():
    """What is wrong with the correction would name the fields of an act, and who did it, though its very kind is withheld from her."""
    world = with_a_pregnancy()
    told = world.folded.bearing.by_kind["trust.employer_told"][-1]
    probe = Correct(corrects=told.position, fields={}, because="x")
    caught = refused(world.act, CARYS, probe, matter="trust", happened_on=world.today)
    assert caught.faults == [f"Act {told.position} does not concern you, so it is not yours to correct."]


def test_a_service_told_before_its_letter_was_on_record_is_not_of_that_letter():
    """Its number could be guessed, and the service confirmed, before anything was written."""
    case = standing_before("publish")
    world = case.world
    early = world.report(ASHA, LetterServed(letter=world.folded.size + 2, channel="by hand"), about="k000")
    published = world.act(BEN, PublishCriteria(pool=steps.POOL))
    assert early.body.letter == published.position and early.happened_on == published.happened_on
    assert has_had(world.dossier(), published, "k000") is None
    correct(world, early, channel="post")
    assert has_had(world.dossier(), published, "k000") is not None
