"""A matter that somebody may not know of is answered for as one that does not exist: in the same words, whatever she asks."""

import pytest

from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.change.redeploying import OfferAnswered
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand_web.ledger.commands import NotThisCommand
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.performing import Refused as LedgerRefused
from evenhand_web.ledger.performing import preview
from tests.procedure import thin_change as steps
from tests.procedure.world import CARYS, CHANGE, SAM, Refused, a_change, herself
from tests.site.acting import a_draft, attempt, seat_of
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

PROMISE = UndertakingGiven(union="UNISON", promise="Wait.", steps=("change.form_pool",), ends_when="they met")


def told(draft) -> list[str]:
    outcome = attempt(draft)
    assert isinstance(outcome, LedgerRefused)
    return list(outcome.judgement.judged[0].faults)


@only_sqlite
@pytest.mark.parametrize(
    ("actor", "body", "about"),
    [
        (CARYS, UnionRepresentation(union="UNISON", subject="other", point="We heard something."), None),
        (herself("k000"), OfferAnswered(offer=9, answer="refused"), "k000"),
        (SAM, ReviewUnavoidable(statement="Looked."), None),
    ],
)
def test_before_it_is_announced_it_is_not_there(a_site: Site, monkeypatch: pytest.MonkeyPatch, actor, body, about):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    here, nowhere = (a_draft(actor, body, matter=code, about=about, happened_on=world.today) for code in (CHANGE, "CH-9"))
    assert [fault.replace(CHANGE, "CH-9") for fault in told(here)] == told(nowhere)
    assert "There is no matter CH-1 yet." in told(here)
    shown = [preview([draft], seat=seat_of(actor))[0].shown(seat_of(actor)) for draft in (here, nowhere)]
    assert shown[0] == shown[1]


@only_sqlite
def test_another_cannot_be_opened_in_its_place(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    size = Head.objects.get().size
    with pytest.raises(NotThisCommand, match="Take another"):
        attempt(a_draft(CARYS, PROMISE, matter=CHANGE, happened_on=world.today))
    assert Head.objects.get().size == size


@only_sqlite
def test_once_her_union_has_had_the_information_she_is_answered(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    with pytest.raises(Refused):
        steps.union_speaks(world)
    steps.serve_union(world)
    assert steps.union_speaks(world).number
