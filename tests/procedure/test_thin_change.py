from tests.procedure import thin_change as steps
from tests.procedure.world import a_change, a_trust


def test_a_headcount_cut_runs_from_idea_to_notice_given():
    world = a_trust()
    people = a_change(world, holders=3, to_stay=2)
    steps.consult_to_the_end(world, people)
    selected = steps.select_to_the_end(world, people)
    assert selected == ["k000"]
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    decision = steps.decide(world, "k000")
    notice = steps.release_notice(world, "k000", decision)
    assert notice.figures["redundancy_pay"]["eligible"] is True
    given = steps.give_notice(world, "k000", notice)
    assert given.breaches == ()
