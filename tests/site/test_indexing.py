"""Index rows are for finding: dropped and made again from the stored bytes, they are the same."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from evenhand.procedure.trust.governing import EndOffice
from evenhand_web.ledger.indexing import rebuild_index
from evenhand_web.ledger.models import IndexRow
from evenhand_web.ledger.performing import Refused
from evenhand_web.ledger.reading import RecordDamaged
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, CEO, CHANGE, a_change
from tests.site.acting import a_draft, a_founded_trust, a_vacancy, attempt, recorded
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


@pytest.mark.parametrize("harm", ["an act is missing from it", "it says that an act does not bear"])
def test_nothing_is_judged_while_the_index_leaves_out_what_bears(a_site: Site, harm: str):
    """An office that was ended would be held again, and a pregnancy that was told never have been told."""
    a_founded_trust()
    recorded(a_draft(CEO, EndOffice(office=ASHA.office), about="asha"))
    ended = IndexRow.objects.filter(position=8)
    ended.delete() if harm == "an act is missing from it" else ended.update(bears=False)
    a_site.opened()
    with pytest.raises(RecordDamaged, match="Make it again from the ledger"):
        attempt(a_vacancy("V1"))
    rebuild_index()
    assert isinstance(attempt(a_vacancy("V1")), Refused)


def test_nothing_is_judged_on_a_matter_that_lacks_an_act(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=2, to_stay=1)
    steps.review(world)
    steps.approve(world)
    review = IndexRow.objects.get(kind="change.review_unavoidable")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_actrow_unchanged" + (" ON ledger_actrow" if connection.vendor == "postgresql" else ""))
        cursor.execute("UPDATE ledger_actrow SET matter = 'CH-9' WHERE position = %s", [review.position])
    a_site.opened()
    with pytest.raises(RecordDamaged, match="CH-1 lacks its act number 4"):
        steps.serve_union(world)
