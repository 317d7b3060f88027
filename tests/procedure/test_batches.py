"""Batches: judged in order, refused whole, and the folds left exactly as they were found."""

from datetime import date
from typing import Any

import pytest

from evenhand.procedure.acts import Actor
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.audience import Office
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.informing import LetterServed, WarnPerson
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.proposing import ApproveInPrinciple, ReviewUnavoidable
from evenhand.procedure.context import Folded
from evenhand.procedure.fold import Fold
from evenhand.procedure.judge import judge
from evenhand.procedure.trust.governing import Appoint, EndOffice, Found
from evenhand.procedure.trust.people import CloseVacancy, ListVacancy
from tests.procedure.refusals import undertake
from tests.procedure.stages import standing_before
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PROOF, Refused, World, a_case, a_trust, an_employment, herself


def snapshot(folded: Folded) -> dict[str, Any]:
    """All that the folds hold, copied, what they remember apart: that is worked out again whenever it is asked for."""

    def indexes(fold: Fold) -> dict[str, Any]:
        held = {name: value for name, value in vars(fold).items() if name != "remembered"}
        return {
            name: {key: list(one) if isinstance(one, list) else one for key, one in value.items()}
            if isinstance(value, dict)
            else list(value)
            if isinstance(value, list)
            else set(value)
            if isinstance(value, set)
            else value
            for name, value in held.items()
        }

    return {"bearing": indexes(folded.bearing), "size": folded.size} | {code: indexes(fold) for code, fold in folded.matters.items()}


def every_sort_of_draft(case) -> list[Any]:
    world, letter = case.world, case.last(LetterServed, "k000")
    return [
        world.draft(BEN, ReviewUnavoidable(statement="Again.")),
        world.draft(BEN, Meeting(purpose="first", outcome="held"), about="k000", happened_on=world.today, evidence=PROOF),
        world.draft(BEN, Confirm(positions=(letter.position,))),
        world.draft(BEN, Correct(corrects=letter.position + 1, because="No."), happened_on=world.today),
        world.draft(BEN, Correct(corrects=letter.position, because="No."), happened_on=world.today),
    ]


@pytest.mark.parametrize("spoilt", [False, True])
def test_the_folds_are_left_exactly_as_they_were_found(spoilt):
    case = standing_before("complete")
    before = snapshot(case.world.folded)
    drafts = every_sort_of_draft(case)
    if spoilt:
        drafts.insert(2, case.world.draft(BEN, Meeting(purpose="first", outcome="held"), about="nobody", happened_on=case.world.today))
        drafts.append(case.world.draft(BEN, Correct(corrects=10_000, because="No."), happened_on=case.world.today))
    assert case.world.judged(*drafts).refused is spoilt
    assert snapshot(case.world.folded) == before


def test_a_refused_matter_leaves_no_empty_one_behind():
    world = a_trust()
    before = snapshot(world.folded)
    world.judged(world.draft(ASHA, a_case(3, 2), matter="CH-9"))
    world.judged(world.draft(ASHA, ReviewUnavoidable(statement="Looked."), matter="CH-10"))
    assert snapshot(world.folded) == before


def test_an_undertaking_asked_about_leaves_the_folds_as_they_were():
    case = standing_before("approve")
    undertake(case, "change.approve_in_principle")
    before = snapshot(case.world.folded)
    assert case.world.judged(case.world.draft(BEN, ApproveInPrinciple(statement="Approved."))).refused
    assert snapshot(case.world.folded) == before


def test_a_dispute_taken_back_leaves_the_report_as_it_stood():
    case = standing_before("complete")
    letter, before = case.last(LetterServed, "k000"), snapshot(case.world.folded)
    case.world.judged(case.world.draft(herself("k000"), Dispute(position=letter.position, because="No."), about="k000"))
    assert snapshot(case.world.folded) == before


def test_an_act_sees_those_before_it_in_its_batch_and_none_after():
    world = standing_before("approve").world
    affect, warn = world.draft(ASHA, an_employment("k003"), about="k003"), world.draft(ASHA, WarnPerson(letter="x"), about="k003")
    assert world.judged(affect, warn).judged[1].faults == ()
    assert world.judged(warn, affect).judged[0].faults == ("k003 is not a person whom this change affects.",)


def test_a_batch_is_refused_whole_with_every_reason():
    case = standing_before("approve", details="")
    world, size = case.world, case.world.folded.size
    with pytest.raises(Refused) as refused:
        world.do(
            world.draft(BEN, ReviewUnavoidable(statement="Again.")),
            world.draft(BEN, ApproveInPrinciple(statement="Approved.")),
            world.draft(BEN, WarnPerson(letter="x"), about="nobody"),
        )
    assert refused.value.rules == {"business-case-is-whole"}
    assert refused.value.faults == ["nobody is not a person whom this change affects."]
    assert world.folded.size == size


def test_a_batch_is_one_persons():
    case = standing_before("approve")
    world = case.world
    caught = world.judged(world.draft(BEN, ReviewUnavoidable(statement="Again.")), world.draft(CEO, ReviewUnavoidable(statement="Again.")))
    assert {one.faults for one in caught.judged} == {("A batch is one person's. Record each person's acts apart.",)}


def test_positions_run_through_the_ledger_and_numbers_through_the_matter():
    world = a_trust()
    first, second = world.do(world.draft(ASHA, a_case(1, 0)), world.draft(ASHA, an_employment("k000"), about="k000"))
    other = world.act(ASHA, ListVacancy(vacancy="V1", establishment="Avocet High", job="MDS"), matter="trust")
    third = world.act(BEN, ReviewUnavoidable(statement="Looked."))
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert [one.position for one in (second, other, third)] == [first.position + 1, first.position + 2, first.position + 3]
    assert other.number == len(world.folded.matters["trust"].acts)


def test_an_act_records_the_basis_that_it_was_judged_on():
    case = standing_before("approve")
    basis = case.world.judged(case.world.draft(BEN, ApproveInPrinciple(statement="Approved."))).judged[0].basis
    assert basis["known_at"] == case.world.folded.size - 1
    assert basis["pack"] == case.world.pack.digest
    assert basis["law"] and basis["calendars"] and basis["version"]


def test_where_no_policy_is_pinned_the_basis_names_none():
    world = a_trust()
    drafted = world.draft(ASHA, ListVacancy(vacancy="V1", establishment="Avocet High", job="MDS"), matter="trust")
    assert world.judged(drafted).judged[0].basis["pack"] is None


# Where an act belongs


@pytest.mark.parametrize(
    ("matter", "body", "says"),
    [
        ("CH-1", ListVacancy(vacancy="V1", establishment="Avocet High", job="MDS"), "trust.list_vacancy does not belong in the matter CH-1."),
        ("trust", a_case(3, 2), "change.propose does not belong in the matter trust."),
        ("CH-1", a_case(3, 2), "CH-1 has begun already."),
        ("CH-2", ReviewUnavoidable(statement="Looked."), "There is no matter CH-2 yet."),
        ("CH-2", Found(trust="Another", chief_executive="asha", public_key="00"), "trust.found does not belong in the matter CH-2."),
        ("CH-1", WarnPerson(letter="x"), "Say whom this is about."),
        ("trust", CloseVacancy(vacancy="V1", because="Filled."), None),
    ],
)
def test_an_act_belongs_in_a_matter_of_its_own_kind_that_has_begun(matter, body, says):
    world = standing_before("review").world
    told = world.judged(world.draft(ASHA, body, matter=matter)).judged[0].faults
    assert says in told if says else told == ()


def test_a_proposal_names_a_policy_and_a_track_that_are_known():
    world = a_trust()
    assert world.judged(world.draft(ASHA, a_case(3, 2, pack="mine"))).judged[0].faults == ("There is no policy pack called mine.",)
    assert world.judged(world.draft(ASHA, a_case(3, 2, track="merger"))).judged[0].faults == ("The policy secat-2020 has no track called merger.",)


def test_dismissals_that_end_before_they_begin_are_no_proposal():
    with pytest.raises(ValueError, match="the last dismissal cannot take effect before the first"):
        a_case(3, 2, last_dismissal_on=date(2027, 4, 29))


def test_no_office_is_held_before_it_is_given_or_after_it_ended():
    world = a_trust()
    nora = Actor("nora", Office.HEADTEACHER)
    told = world.judged(world.draft(nora, a_case(3, 2))).judged[0].faults
    assert told == ("nora does not hold the office of headteacher today. Have the appointment recorded first.",)
    world.act(CEO, Appoint(office=Office.HEADTEACHER), matter="trust", about="nora")
    assert not world.judged(world.draft(nora, a_case(3, 2))).refused
    world.act(CEO, EndOffice(office=Office.HEADTEACHER), matter="trust", about="nora")
    assert world.judged(world.draft(nora, a_case(3, 2))).refused


def test_whoever_founds_the_trust_needs_no_appointment_and_names_the_first_chief_executive():
    world = World()
    world.act(CEO, Found(trust="Marram", chief_executive="imani", public_key="00"), matter="trust")
    world.act(CEO, Appoint(office=Office.HR_ADVISER), matter="trust", about="asha")
    assert world.context("trust").pack is None


def test_a_representative_speaks_for_her_own_union_and_no_other():
    case = standing_before("represent")
    drafted = case.world.draft(CARYS, UnionRepresentation(union="GMB", subject="other", point="x"), happened_on=case.world.today)
    assert case.world.judged(drafted).judged[0].faults == ("A representative speaks for her own union, UNISON.",)


def test_judging_needs_no_more_than_the_folds_and_the_day():
    case = standing_before("approve")
    drafts = [case.world.draft(BEN, ApproveInPrinciple(statement="Approved."))]
    first = judge(drafts, case.world.folded, today=case.world.today, now=case.world.now)
    assert first == judge(drafts, case.world.folded, today=case.world.today, now=case.world.now)
