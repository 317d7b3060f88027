"""A restructure, like the example's support proposal: it goes as far as consultation, and is refused from the stage that is not built yet."""

from datetime import date

import pytest

from evenhand.policy.pack import load_pack
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.pooling import FormPool
from evenhand.procedure.change.proposing import Line
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.everything import BUILT_STAGES
from tests.procedure import thin_change as steps
from tests.procedure.stages import Case, go_on
from tests.procedure.world import ASHA, BEN, Refused, a_case, a_trust, an_employment

WAITS_FOR_SLOTTING = "The policy's track 'restructure' needs the stage of slotting, which Evenhand does not have yet. It cannot go on from there."


@pytest.fixture
def case() -> Case:
    """Six posts of two kinds go, three of a new kind come."""
    world = a_trust()
    lines = (
        Line(establishment="Saltings Academy", job="Office Assistant", staff_group="support", posts_now=4, posts_proposed=0),
        Line(establishment="Saltings Academy", job="Receptionist", staff_group="support", posts_now=2, posts_proposed=0),
        Line(establishment="Saltings Academy", job="Administrator", staff_group="support", posts_now=0, posts_proposed=3),
    )
    people = [f"k{place:03}" for place in range(6)]
    jobs = ["Office Assistant"] * 4 + ["Receptionist"] * 2
    world.do(
        world.draft(ASHA, a_case(6, 0, title="One office", track="restructure", lines=lines)),
        *(world.draft(ASHA, an_employment(code, job=job, effect="deleted"), about=code) for code, job in zip(people, jobs, strict=True)),
    )
    return Case(world, people)


def test_it_runs_from_the_proposal_to_the_end_of_consultation(case):
    go_on(case, to="pool")
    assert case.last(CompleteConsultation).figures["counts"] == [{"establishment": "Saltings Academy", "by_policy": 6, "by_statute": 6, "because": []}]


def test_ways_of_avoiding_dismissals_are_considered_on_the_way(case):
    go_on(case, to="complete")
    steps.measures(case.world)


POOL = FormPool(
    pool="the office",
    establishment="Saltings Academy",
    job="Receptionist",
    mode="everyone in the job at the establishment",
    method="points against the published criteria",
    order="fewest points first",
    because="The work is the same for all.",
)


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (POOL, None),
        (DeclareAtRisk(letter="You are at risk."), "k000"),
        (DecideDismissal(ends_on=date(2027, 4, 30), because="The post goes."), "k000"),
    ],
)
def test_every_step_after_the_stage_that_is_missing_is_refused_with_its_name(case, body, about):
    go_on(case, to="pool")
    with pytest.raises(Refused) as refused:
        case.world.act(BEN, body, about=about)
    assert WAITS_FOR_SLOTTING in refused.value.faults


def test_a_step_of_a_stage_that_the_track_does_not_have_is_refused():
    pack = load_pack("secat-2020")
    assert [stage for stage in BUILT_STAGES if stage not in pack.stages("restructure")] == []
    assert "slotting" not in BUILT_STAGES and "slotting" not in pack.stages("headcount-cut")


def test_the_headcount_cut_is_built_up_to_its_appeals():
    stages = load_pack("secat-2020").stages("headcount-cut")
    assert [stage for stage in stages if stage not in BUILT_STAGES] == ["appealing", "trialling"]
