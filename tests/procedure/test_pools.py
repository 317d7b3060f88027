"""A pool has everyone in its job in it: nobody is compared with nobody, and nobody who came to light later is passed over."""

from typing import Any

import pytest

from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria
from evenhand.procedure.change.selecting import Score
from tests.procedure import thin_change as steps
from tests.procedure.stages import correct, standing_before
from tests.procedure.world import ASHA, BEN, SAM, Refused, World, a_change, a_trust, an_employment

RULE = "everyone-in-the-job-is-in-the-pool"


def a_pool_of_one(world: World, code: str) -> Any:
    formed = FormPool(
        pool=f"only {code}",
        establishment="Saltings Academy",
        job="TA2",
        mode="a single person",
        method="points against the published criteria",
        order="fewest points first",
        because="Her work is like nobody else's.",
    )
    world.act(BEN, formed)
    world.act(BEN, PlaceInPool(pool=formed.pool), about=code)
    published = world.act(BEN, PublishCriteria(pool=formed.pool))
    steps.serve(world, published, about=code)
    return SealCriteria(publication=published.position)


@pytest.mark.parametrize(("holders", "left_out"), [(1, []), (3, ["k001", "k002"])])
def test_a_single_person_is_a_pool_only_where_nobody_else_holds_the_job(holders: int, left_out: list[str]):
    """Or three pools of one would each lose the one post that goes, and three people be selected for it."""
    world = a_trust()
    steps.consult_to_the_end(world, a_change(world, holders=holders, to_stay=holders - 1))
    seal = a_pool_of_one(world, "k000")
    if not left_out:
        world.act(BEN, seal)
        return
    with pytest.raises(Refused) as caught:
        world.act(BEN, seal)
    assert caught.value.says == [f"{code} holds this job and is not in the pool." for code in left_out]


def test_nobody_is_selected_while_one_who_came_to_light_after_the_seal_is_compared_with_nobody():
    case = standing_before("select")
    world = case.world
    world.act(ASHA, an_employment("k009"), about="k009")
    with pytest.raises(Refused) as caught:
        steps.select(world)
    assert RULE in caught.value.rules
    assert "k009 holds this job and is not in the pool." in caught.value.says


def test_the_way_out_is_open_until_the_pool_is_whole():
    case = standing_before("select")
    world = case.world
    world.act(ASHA, an_employment("k009"), about="k009")
    for score in world.dossier().every(Score):
        correct(world, score, by=SAM)
    correct(world, case.last(SealCriteria), by=BEN)
    world.act(BEN, PlaceInPool(pool=steps.POOL), about="k009")
    published = case.last(PublishCriteria)
    steps.serve(world, published, about="k009")
    steps.seal(world, published)
