"""Instead of stored checkpoints: a process that starts reads each act once, and each sequence of bytes once, and then knows the same."""

from collections import Counter

import pytest

from evenhand_web.ledger import reading
from evenhand_web.ledger.folds import FOLDS, folded
from evenhand_web.ledger.models import PartRow
from evenhand_web.ledger.reading import EVERYTHING, acts
from tests.procedure import thin_change as steps
from tests.procedure.world import CHANGE, a_change
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = LedgerWorld(monkeypatch)
    people = a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    steps.warn(world, people)
    return world


def test_folds_begun_again_hold_every_act_in_order(world: LedgerWorld):
    known = folded({CHANGE, "trust"})
    FOLDS.forget()
    again = folded({CHANGE, "trust"})
    everything = acts(EVERYTHING)
    for matter in (CHANGE, "trust"):
        assert again.matters[matter].acts == known.matters[matter].acts == [act for act in everything if act.matter == matter]
    assert again.bearing.acts == known.bearing.acts == [act for act in everything if act.kind.bears]


@only_sqlite
def test_what_bears_on_other_matters_is_read_once(world: LedgerWorld, monkeypatch: pytest.MonkeyPatch):
    read: Counter[int] = Counter()
    whole = reading.read_act
    monkeypatch.setattr(reading, "read_act", lambda position, parts, **more: (read.update([position]), whole(position, parts, **more))[1])
    FOLDS.forget()
    known = folded({CHANGE, "trust"})
    assert len(known.bearing.acts) > 5 and read == Counter(range(known.size))


@only_sqlite
def test_the_same_bytes_are_decoded_once_in_a_reading_and_again_in_the_next(world: LedgerWorld, monkeypatch: pytest.MonkeyPatch):
    decoded: Counter[bytes] = Counter()
    whole = reading.part_from
    monkeypatch.setattr(reading, "part_from", lambda content: (decoded.update([content]), whole(content))[1])
    stored = [bytes(content or b"") for content in PartRow.objects.values_list("content", flat=True)]
    for readings in (1, 2):
        acts(EVERYTHING)
        assert decoded == Counter(dict.fromkeys(stored, readings)) and len(decoded) < len(stored)
