"""Index rows are for finding: dropped and made again from the stored bytes, they are the same."""

from datetime import date
from typing import Any

import pytest

from evenhand_web.ledger.indexing import rebuild_index
from evenhand_web.ledger.models import IndexRow
from tests.procedure import thin_change as steps
from tests.procedure.world import CHANGE, a_change
from tests.site.acting import a_founded_trust
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site


def index() -> list[tuple[Any, ...]]:
    return list(IndexRow.objects.order_by("position").values_list())


def test_an_index_made_again_is_the_same_row_for_row(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=2, to_stay=1)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    steps.warn(world, people)
    before = index()
    rebuild_index()
    assert index() == before and len(before) > 12


def test_what_was_lost_or_altered_in_the_index_comes_back(a_site: Site):
    a_founded_trust()
    before = index()
    IndexRow.objects.filter(position=3).delete()
    IndexRow.objects.filter(position=4).update(matter=CHANGE, happened_on=date(2020, 1, 1), bears=False)
    assert index() != before
    rebuild_index()
    assert index() == before
