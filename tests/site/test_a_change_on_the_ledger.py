"""The headcount cut from idea to notice, through the ledger, on both databases; stopped at a gate with every reason, and nothing of it recorded."""

import pytest

from evenhand.procedure.change.deciding import DecideDismissal
from evenhand_web.ledger.models import ActRow, Head
from evenhand_web.ledger.reading import problems_of_the_record
from tests.procedure import thin_change as steps
from tests.procedure.world import BEN, CHANGE, Refused, a_change
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site


def test_a_headcount_cut_runs_from_idea_to_notice_given(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=3, to_stay=2)
    steps.consult_to_the_end(world, people)
    assert steps.select_to_the_end(world, people) == ["k000"]
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    notice = steps.release_notice(world, "k000", steps.decide(world, "k000"))
    assert notice.figures["redundancy_pay"]["eligible"] is True
    assert steps.give_notice(world, "k000", notice).breaches == ()
    numbers = list(ActRow.objects.filter(matter=CHANGE).order_by("position").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert problems_of_the_record() == []


def test_a_refused_step_leaves_nothing_behind_and_says_every_reason(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=3, to_stay=2)
    before = Head.objects.get().size
    with pytest.raises(Refused) as refused:
        world.act(BEN, DecideDismissal(ends_on=steps.ENDS_ON, because="Fewest points."), about="k000")
    assert len(refused.value.says) > 3
    assert Head.objects.get().size == ActRow.objects.count() == before
