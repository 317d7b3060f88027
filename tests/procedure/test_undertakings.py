"""Undertakings: which steps they hold back, what ends them, and what they never stop."""

from datetime import date, timedelta

import pytest

from evenhand.procedure.amending import Confirm, Correct, Depart
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.redeploying import OfferVacancy
from evenhand.procedure.change.under_notice import ExtendNotice
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from tests.procedure import thin_change as steps
from tests.procedure.refusals import offer, protected_and_at_risk, undertake
from tests.procedure.stages import LARGE, STEPS, correct, standing_before
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PRIYA, Refused, a_case

APPROVE = "change.approve_in_principle"


def held_back(case, step="approve"):
    try:
        STEPS[step](case)
    except Refused as refused:
        assert refused.rules == {"undertaking-in-force"}
        return True
    return False


@pytest.fixture
def case():
    return standing_before("approve")


def ended(case, given, actor=CARYS, confirmed_by=None):
    body = UndertakingEnded(union="UNISON", given=given.position, because="They met.")
    return case.world.report(actor, body, matter="D-1", confirmed_by=confirmed_by)


@pytest.mark.parametrize(("kind", "waits"), [(APPROVE, True), ("change.select", False)])
def test_only_the_steps_that_it_names_wait(case, kind, waits):
    undertake(case, kind)
    assert held_back(case) is waits


@pytest.mark.parametrize(("matters", "waits"), [((), True), (("CH-1",), True), (("CH-2",), False), (("CH-2", "CH-1"), True)])
def test_only_the_matters_that_it_names_wait_and_all_if_it_names_none(case, matters, waits):
    undertake(case, APPROVE, matters=matters)
    assert held_back(case) is waits


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, True), (2, False)])
def test_it_holds_to_the_end_of_its_last_day(case, days, waits):
    undertake(case, APPROVE, ends_on=case.world.today + timedelta(days=1))
    case.world.wait_until(case.world.today + timedelta(days=days))
    assert held_back(case) is waits


def test_a_new_proposal_waits_as_well(case):
    undertake(case, "change.propose")
    with pytest.raises(Refused) as refused:
        case.world.act(ASHA, a_case(3, 2), matter="CH-2")
    assert refused.value.rules == {"undertaking-in-force"}


def test_the_union_says_that_it_ended(case):
    ended(case, undertake(case, APPROVE))
    assert not held_back(case)


def test_the_trust_alone_does_not_end_it_however_many_colleagues_agree(case):
    end = ended(case, undertake(case, APPROVE), actor=ASHA)
    assert held_back(case)
    with pytest.raises(Refused) as refused:
        case.world.act(PRIYA, Confirm(positions=(end.position,)), matter="D-1")
    assert "is settled only by the word of the employee or union" in refused.value.faults[0]
    assert held_back(case)
    case.world.act(CARYS, Confirm(positions=(end.position,)), matter="D-1")
    assert not held_back(case)


def test_the_trust_does_not_correct_it_away(case):
    given = undertake(case, APPROVE)
    made = correct(case.world, given, confirmed_by=None)
    assert held_back(case)
    with pytest.raises(Refused):
        case.world.act(PRIYA, Confirm(positions=(made.position,)), matter="D-1")
    case.world.act(CARYS, Confirm(positions=(made.position,)), matter="D-1")
    assert not held_back(case)


def test_an_end_that_was_withdrawn_ended_nothing(case):
    end = ended(case, undertake(case, APPROVE))
    case.world.act(CARYS, Correct(corrects=end.position, because="They did not meet."), matter="D-1", happened_on=case.world.today)
    assert held_back(case)


def test_what_ends_was_given_and_to_that_union(case):
    given = undertake(case, APPROVE)
    for position, union, says in (
        (0, "UNISON", "Act 0 is not an undertaking."),
        (given.position, "GMB", f"Act {given.position} was given to UNISON, not to GMB."),
    ):
        body = UndertakingEnded(union=union, given=position, because="They met.")
        with pytest.raises(Refused) as refused:
            case.world.act(ASHA, body, matter="D-1", happened_on=case.world.today)
        assert refused.value.faults == [says]


def test_it_names_steps_that_are_acts(case):
    body = UndertakingGiven(union="UNISON", promise="No jokes.", steps=("change.joke",), ends_when="they laugh")
    with pytest.raises(Refused) as refused:
        case.world.act(CARYS, body, matter="D-1", happened_on=case.world.today)
    assert refused.value.faults == ["There is no step called change.joke."]


def test_a_report_against_it_is_recorded_as_a_breach_with_its_exposure():
    case = standing_before("give")
    undertake(case, "change.notice_given")
    judged = case.world.judged(
        case.world.draft(BEN, NoticeGiven(letter=None, ends_on=case.ends_on, given_by="ben"), about=case.leaver, happened_on=case.world.today)
    ).judged[0]
    assert "undertaking-in-force" in judged.act.breaches
    assert next(one.gate.exposure for one in judged.unmet if one.gate.rule == "undertaking-in-force") == "An undertaking broken."


def test_nobody_departs_from_it(case):
    undertake(case, APPROVE)
    with pytest.raises(Refused):
        case.world.act(CEO, Depart(rule="undertaking-in-force", instead="Go on.", because="It is urgent."))


# It never stops an act that discharges an open duty of law


def a_notice_too_short():
    """Notice was given in a corridor for a day before statutory notice could end."""
    case = standing_before("give", ends_on=date(2027, 4, 30))
    given = case.world.report(BEN, NoticeGiven(letter=None, ends_on=date(2026, 12, 1), given_by="ben"), about=case.leaver)
    assert case.world.open_duties("put-a-notice-right")
    undertake(case, "change.extend_notice")
    return case, given


def test_a_notice_that_ends_too_soon_is_extended_all_the_same_and_the_act_says_so():
    case, given = a_notice_too_short()
    extended = case.world.act(BEN, ExtendNotice(notice=given.position, ends_on=date(2027, 4, 30), because="It was too short."), about=case.leaver)
    assert dict(extended.answers)["undertaking-in-force"] == "gives way to a duty of law"
    assert not case.world.open_duties("put-a-notice-right")


def test_an_extension_that_discharges_nothing_waits():
    case, given = a_notice_too_short()
    with pytest.raises(Refused) as refused:
        case.world.act(BEN, ExtendNotice(notice=given.position, ends_on=date(2026, 12, 2), because="A little longer."), about=case.leaver)
    assert refused.value.rules == {"undertaking-in-force"}


def test_what_gave_way_is_not_held_to_rest_on_a_changed_fact():
    case, given = a_notice_too_short()
    case.world.act(BEN, ExtendNotice(notice=given.position, ends_on=date(2027, 4, 30), because="It was too short."), about=case.leaver)
    case.world.wait_until(case.world.today + timedelta(days=1))
    case.world.report(ASHA, NoticeGiven(letter=None, ends_on=date(2027, 4, 30), given_by="ben"), about="k001", on=case.world.today - timedelta(days=1))
    assert "undertaking-in-force" not in {owed.owed_to for owed in case.world.open_duties("review-what-rests-on-a-changed-fact")}


def test_a_protected_person_is_considered_and_offered_what_suits_all_the_same():
    case = protected_and_at_risk("decide", None)
    undertake(case, "change.offer_vacancy", "change.consider_vacancies")
    steps.consider(case.world, case.leaver, suitable=True)
    made = offer(case, case.leaver)
    assert dict(made.answers)["undertaking-in-force"] == "gives way to a duty of law"
    with pytest.raises(Refused) as refused:
        case.world.act(ASHA, OfferVacancy(vacancy="V1", starts_on=date(2027, 5, 1)), about="k001")
    assert refused.value.rules == {"undertaking-in-force"}


def test_the_unions_information_is_released_all_the_same_where_the_law_asks_for_it():
    case = standing_before("serve the unions", size=LARGE)
    undertake(case, "change.release_section_188")
    assert dict(case.world.act(ASHA, ReleaseSection188(union="UNISON")).answers)["undertaking-in-force"] == "gives way to a duty of law"


def test_below_the_threshold_no_law_asks_for_it_and_it_waits():
    case = standing_before("serve the unions")
    undertake(case, "change.release_section_188")
    assert held_back(case, "serve the unions")
