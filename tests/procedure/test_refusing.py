"""What each seat reads of a refusal, and whom a matter concerns."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.procedure.audience import Audience, Office, Seat
from evenhand.procedure.audience_of_a_matter import code_in, is_announced, is_concerned
from evenhand.procedure.change.consulting import CompleteConsultation, EmployeeRepresentation
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.refusing import OUTSIDE, refusal
from tests.procedure.refusals import REFUSALS, undertake
from tests.procedure.stages import STEPS, standing_before
from tests.procedure.test_gates import judged_by
from tests.procedure.world import ASHA, BEN, Refused, a_trust, an_employment, herself

HEAD, CONFIDENTIAL = Seat("ben", Office.HEADTEACHER), Seat("cora", Office.CONFIDENTIAL_HR)
UNISON, GMB = (Seat("someone", Office.UNION_REPRESENTATIVE, union=union) for union in ("UNISON", "GMB"))


def read_by(seat: Seat, rule: str) -> list[str]:
    stopped = REFUSALS[rule].build(None)
    judged_by(stopped, stopped.attempt)
    return refusal(stopped.case.world.judgements[-1], seat)


def test_a_rule_stands_under_the_heading_of_whose_it_is_with_its_authority_and_its_name():
    assert read_by(HEAD, "met-before-decision") == [
        "Trust policy says:",
        "- The meeting before the decision has not been held. Hold it, with notice and a companion if wished."
        " (ERA 1996 s.98(4); policy Ruling R-1) [met-before-decision]",
    ]
    assert read_by(HEAD, "last-clear-day-has-passed")[0] == "The law says:"
    assert read_by(HEAD, "undertaking-in-force")[0] == "An agreement says:"


def test_what_time_opens_says_when():
    assert "It opens on Thursday 3 December 2026." in read_by(HEAD, "last-clear-day-has-passed")[1]


def test_what_is_protected_is_told_to_a_head_as_blocked_and_whom_to_ask():
    assert read_by(HEAD, "protected-period-answered") == ["The law says:", f"- {OUTSIDE}"]
    assert "told of pregnancy" in read_by(CONFIDENTIAL, "protected-period-answered")[1]


def test_she_who_is_offered_a_vacancy_is_not_told_for_whom_it_was_first():
    offered = Seat("person-k001", Office.EMPLOYEE, code="k001")
    assert read_by(offered, "protected-person-comes-first") == ["The law says:", f"- {OUTSIDE}"]


def test_what_makes_no_sense_comes_first_and_each_line_once():
    case = standing_before("approve", details="")
    world = case.world
    drafts = [world.draft(ASHA, an_employment("k009"), about=None), world.draft(ASHA, an_employment("k008"), about=None)]
    assert refusal(world.judged(*drafts), HEAD) == ["This cannot be recorded as it stands:", "- Say whom this is about."]


def test_of_several_acts_each_reason_says_whose_it_is():
    case = standing_before("select", without={"attest"})
    with pytest.raises(Refused):
        STEPS["select"](case)
    both = [one.act.as_draft() for one in case.world.judgements[-1].judged] * 2
    lines = refusal(case.world.judged(*both), HEAD)
    assert lines[0] == "The law says:" and lines[1].startswith("- For k000: Nobody has stated")


def test_nothing_is_said_of_what_goes_through():
    case = standing_before("approve")
    assert refusal(case.world.judged(case.world.draft(ASHA, an_employment("k009"), about="k009")), HEAD) == []


@pytest.mark.parametrize(("step", "announced"), [("review", False), ("serve the unions", False), ("warn", True)])
def test_a_change_is_announced_once_its_information_went_to_a_union(step, announced):
    assert is_announced(standing_before(step).world.dossier()) is announced


def test_which_employee_made_a_point_is_told_to_no_union_and_no_colleague():
    world = standing_before("complete").world
    said = world.act(herself("k001"), EmployeeRepresentation(subject="other", point="I was ill."), about="k001", happened_on=world.today)
    judged = world.judged(world.draft(BEN, CompleteConsultation(considered=(), statement="Done.")))
    lines = refusal(judged, UNISON)
    assert any(f"The representation of an employee (no. {said.number}) has no answer." in line for line in lines)
    assert not any("k001" in line for line in lines)
    assert [owed.audience for owed in world.open_duties("reply-to-representations") if owed.about] == [Audience.PERSON]


def test_any_other_matter_is_no_secret():
    assert is_announced(a_trust().dossier("trust"))


def test_a_change_concerns_the_unions_of_its_staff_and_those_whom_it_affects():
    case = standing_before("review")
    dossier, bearing = case.world.dossier(), case.world.context().bearing
    k000, stranger = Seat("person-k000", Office.EMPLOYEE), Seat("person-x", Office.EMPLOYEE)
    assert [is_concerned(seat, dossier, bearing) for seat in (UNISON, GMB, k000, stranger, HEAD)] == [True, False, True, False, False]
    assert (code_in(k000, dossier), code_in(stranger, dossier)) == ("k000", None)


def test_an_undertaking_concerns_the_union_that_it_was_given_to():
    case = standing_before("review")
    undertake(case, "change.select")
    dossier, bearing = case.world.dossier("D-1"), case.world.context("D-1").bearing
    assert [is_concerned(seat, dossier, bearing) for seat in (UNISON, GMB)] == [True, False]


def test_whoever_was_erased_from_a_change_is_nobody_in_it_any_more():
    case = standing_before("review")
    fields = case.last(Affect, "k000").body.model_dump(mode="json")
    erased = Affect.kind.body({name: value for name, value in fields.items() if name != "person"}, absent=["person"], erased_on=date(2026, 12, 1))
    acts = [replace(one, body=erased) if one.about == "k000" else one for one in case.world.folded.matters["CH-1"].acts]
    assert code_in(Seat("person-k000", Office.EMPLOYEE), Dossier(Fold(acts))) is None
    assert code_in(Seat("person-k001", Office.EMPLOYEE), Dossier(Fold(acts))) == "k001"
