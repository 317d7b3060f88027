"""A matter that somebody may not know of is answered for as one that does not exist: in the same words, whatever she asks."""

import pytest

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.change.redeploying import OfferAnswered
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand_web.ledger.commands import NotThisCommand
from evenhand_web.ledger.exporting import bundle_of
from evenhand_web.ledger.grants import names_for
from evenhand_web.ledger.models import ActRow, Grant, Head
from evenhand_web.ledger.performing import Refused as LedgerRefused
from evenhand_web.ledger.performing import preview
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, CARYS, CHANGE, SAM, Refused, a_case, a_change, an_employment, herself
from tests.site.acting import a_draft, attempt, recorded, seat_of
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
def test_an_assessors_bundle_of_another_change_says_nothing_of_whom_this_one_affects(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=1, to_stay=0)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    recorded(a_draft(ASHA, a_case(1, 0), matter="CH-9"), a_draft(ASHA, an_employment("k009"), matter="CH-9", about="k009"))
    seats = {office: Seat("someone", office) for office in (Office.ASSESSOR, Office.HR_ADVISER)}
    assert b"person-k009" in bundle_of(CHANGE, seats[Office.HR_ADVISER])
    assert b"person-k000" in bundle_of(CHANGE, seats[Office.ASSESSOR])
    assert b"person-k009" not in bundle_of(CHANGE, seats[Office.ASSESSOR])
    unannounced = ActRow.objects.filter(matter="CH-9").values("position")
    assert not Grant.objects.filter(name__in=names_for(seats[Office.ASSESSOR]), position__in=unannounced).exists()


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
