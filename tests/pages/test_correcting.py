"""Correcting and withdrawing a step through its pages, and disputing somebody else's report."""

import pytest

from evenhand.procedure.amending import Confirm, Dispute
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.proposing import ReviewUnavoidable
from tests.pages.taking import Desk, in_boxes, words
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, PRIYA, a_change, herself
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = LedgerWorld(monkeypatch)
    people = a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    steps.warn(world, people)
    return world


def corrected(desk: Desk, number: int, **given: object) -> str:
    sent = desk.client.post(f"/changes/CH-1/record/{number}/correct/", in_boxes(given))
    assert sent.status_code == 302, words(sent.content.decode())
    check = words(desk.get(sent["Location"]))
    assert desk.client.post(sent["Location"]).status_code == 302
    desk.world.read_back()
    return check


def test_a_correction_shows_what_was_and_what_stands_now(world: LedgerWorld):
    act = world.dossier().latest(ReviewUnavoidable)
    check = corrected(Desk(world, BEN), act.number, way="correct", statement="Two ways were looked at.", why="It was cut short.", happened_on=world.today)
    assert "Two ways were looked at. (it was: Every other way was looked at.)" in check
    assert world.dossier().fold.at(act.position).body.statement == "Every other way was looked at."
    assert len(world.dossier().fold.corrections[act.position]) == 1


def test_a_report_is_withdrawn_without_answering_its_questions_again(world: LedgerWorld):
    said = steps.union_speaks(world)
    check = corrected(Desk(world, CARYS), said.number, way="withdraw", why="It was meant for another school.")
    assert "It is withdrawn" in check
    assert world.dossier().every(UnionRepresentation) == []


def test_nobody_changes_what_another_did_and_is_told_why(world: LedgerWorld):
    act = world.dossier().latest(ReviewUnavoidable)
    page = Desk(world, ASHA).get(f"/changes/CH-1/record/{act.number}/correct/")
    assert "Correct it" not in words(page)
    assert Desk(world, CARYS).client.get("/changes/CH-1/record/1/correct/").status_code == 200
    assert "does not concern you" in words(Desk(world, CARYS).get("/changes/CH-1/record/1/correct/"))


def test_an_employee_disputes_a_report_about_herself_and_it_no_longer_helps(world: LedgerWorld):
    steps.meet(world, "k000", "first")
    met = world.dossier().latest(Meeting, "k000")
    assert met is not None and met.position not in world.dossier().fold.unconfirmed
    k000 = Desk(world, herself("k000"))
    offered = k000.choices("record.dispute")
    chosen = next(one for one in offered if f"position={met.position}" in one)
    k000.take("record.dispute", openings=chosen, because="Nobody met me.")
    assert world.dossier().latest(Dispute).about == "k000"
    assert met.position in world.dossier().fold.unconfirmed


def test_a_colleague_confirms_and_whoever_reported_it_cannot(world: LedgerWorld):
    report = world.act(ASHA, Meeting(purpose="first", outcome="held"), about="k001", happened_on=world.today)
    assert not any(str(report.position) in one for one in Desk(world, ASHA).choices("record.confirm"))
    Desk(world, PRIYA).begin("record.confirm")
    assert world.dossier().every(Confirm)
