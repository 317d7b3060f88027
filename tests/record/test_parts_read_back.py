"""What the verifier needs of an act's parts: they read back as the act, and no gap in them is ever taken for a fact."""

from datetime import date
from typing import Any

import pytest

from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.audience import Audience, Office, Seat, may_see
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.gates import Answer
from evenhand.procedure.parts import Gap, Part, act_from, part_from
from evenhand.procedure.trust.people import EmployerTold
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, CARYS, CORA, PROOF, World, a_change, a_trust

K000 = Seat("person-k000", Office.EMPLOYEE, code="k000")


def a_selection() -> World:
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    return world


def stored_and_read(world: World, position: int, gaps: dict[str, Gap]) -> Act[Any] | None:
    parts = [part_from(part.content()) for part in world.recorded[position].parts()]
    return act_from(position, [gaps.get(part.name, part) for part in parts])


def test_every_act_of_a_selection_reads_back_from_its_stored_parts():
    for judged in a_selection().recorded:
        parts: list[Part | Gap] = [part_from(part.content()) for part in judged.parts()]
        assert act_from(judged.act.position, parts) == judged.act


def test_erased_figures_are_a_gap_and_not_empty_figures():
    world = a_selection()
    position = next(judged.act.position for judged in world.recorded if isinstance(judged.act.body, DiscloseScores))
    act = stored_and_read(world, position, {"figures": Gap(date(2027, 1, 4))})
    with pytest.raises(MissingFact) as gap:
        (act.figures or {}).get("total")
    assert gap.value.erased_on == date(2027, 1, 4)


def test_a_person_sees_who_did_what_concerns_her_and_when():
    world = a_selection()
    judged = next(one for one in world.recorded if isinstance(one.act.body, DiscloseScores) and one.act.about == "k000")
    assert all(may_see(part.audience, part.about, K000, announced=True, concerned=True) for part in judged.parts() if part.audience is Audience.PERSON)
    other = Seat("person-k001", Office.EMPLOYEE, code="k001")
    assert not any(may_see(part.audience, part.about, other, announced=True, concerned=True) for part in judged.parts() if part.audience is Audience.PERSON)


def test_she_sees_even_the_kind_of_what_is_protected_about_her():
    world = a_trust()
    world.report(CORA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    kind = next(part for part in world.recorded[-1].parts() if part.name == "kind")
    assert kind.audience is Audience.PROTECTED
    assert may_see(kind.audience, kind.about, K000, announced=True, concerned=False)
    assert not may_see(kind.audience, kind.about, Seat("person-k001", Office.EMPLOYEE, code="k001"), announced=True, concerned=True)


def test_an_act_to_which_an_agreement_gives_way_reads_back_the_same():
    world = a_trust()
    a_change(world, holders=25, to_stay=4)
    steps.review(world)
    steps.approve(world)
    promise = UndertakingGiven(union="UNISON", promise="nothing for now", steps=("change.section_188_served",), ends_when="we agree")
    world.act(CARYS, promise, matter="D-1", happened_on=world.today)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    served = Section188Served(union="UNISON", release=release.position, channel="by hand")
    act = world.act(ASHA, served, happened_on=world.today, evidence=PROOF)
    assert ("undertaking-in-force", Answer.GIVES_WAY.value) in act.answers
    assert act.breaches == ()
    assert stored_and_read(world, act.position, {}) == act


def test_a_notice_with_half_weeks_of_pay_can_be_sealed():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    notice = steps.release_notice(world, "k000", steps.decide(world, "k000"))
    assert notice.figures["redundancy_pay"]["weeks"] == "13.5"
    read_back = stored_and_read(world, notice.position, {})
    assert read_back is not None and read_back.figures == notice.figures and dict(read_back.answers) == dict(notice.answers)
