"""Search and notices tell a seat of nothing that it may not see."""

import pytest
from django.test import Client

from evenhand.procedure.change.consulting import EmployeeRepresentation
from evenhand.procedure.trust.governing import EndOffice
from tests.pages.taking import Desk, words
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, a_change, herself
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    return world


def test_a_change_not_announced_is_found_by_management_alone(world: LedgerWorld):
    assert "Fewer teaching assistants" in words(Desk(world, ASHA).get("/search/?q=teaching"))
    for other in (CARYS, herself("k000")):
        desk = Desk(world, other)
        assert "Nothing found that you can see." in words(desk.get("/search/?q=teaching"))
        assert "Nothing found that you can see." in words(desk.get("/search/?q=k000"))
        assert "Nothing is new" in words(desk.get("/notices/")) and "unread" not in desk.get("/notices/")


def test_a_name_is_found_by_whoever_may_know_it_and_by_code_by_the_union(world: LedgerWorld):
    Desk(world, herself("k000"))  # gives her an account, and so a name
    steps.serve_union(world)
    assert "Person-K000" in words(Desk(world, ASHA).get("/search/?q=person-k0"))
    assert "Nothing found" in words(Desk(world, CARYS).get("/search/?q=person-k0"))
    assert "k000" in words(Desk(world, CARYS).get("/search/?q=k000"))


def test_a_clause_is_found_by_number_or_words(world: LedgerWorld):
    page = Desk(world, CARYS).get("/search/?q=PRO-9.4")
    assert "/policy/secat-2020/#PRO-9.4" in page
    assert "Type at least 2 letters" in words(Desk(world, CARYS).get("/search/?q=P"))


def test_what_others_did_is_new_until_the_change_is_opened(world: LedgerWorld):
    desk = Desk(world, ASHA)
    assert "You have not looked at this change yet" in words(desk.get("/notices/"))
    desk.get("/changes/CH-1/")
    assert "Nothing is new" in words(desk.get("/notices/"))
    steps.serve_union(world)  # by herself, but for the confirmation of a colleague
    assert "Notices (1 unread)" in desk.get("/notices/") and "confirmed a report" in words(desk.get("/notices/"))
    desk.get("/changes/CH-1/")
    assert "unread" not in desk.get("/notices/")


def test_what_an_employee_said_is_news_to_those_who_may_know_who_said_it(world: LedgerWorld):
    steps.serve_union(world)
    carys, ben = Desk(world, CARYS), Desk(world, BEN)
    carys.get("/changes/CH-1/"), ben.get("/changes/CH-1/")
    world.act(herself("k000"), EmployeeRepresentation(subject="other", point="Let me go part-time."), about="k000", happened_on=world.today)
    assert "raised a point about the own job" in words(ben.get("/notices/"))
    assert "Nothing is new" in words(carys.get("/notices/"))


def an_address(desk: Desk) -> str:
    """The address that is shown once, without the site's name."""
    shown = next(one for one in desk.client.post("/calendar/").content.decode().split("<strong>") if ".ics" in one)
    return shown.split("</strong>")[0].partition("testserver")[2]


def test_a_calendar_reads_the_days_without_signing_in_and_names_nobody(world: LedgerWorld):
    desk = Desk(world, BEN)
    path = an_address(desk)
    answer = Client().get(path)
    text = answer.content.decode()
    assert answer.status_code == 200 and text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert not any(secret in text for secret in ("k000", "teaching", "CH-1", "UNISON", "ben"))
    assert max(map(len, text.split("\r\n"))) <= 75
    desk.client.post("/calendar/")
    assert Client().get(path).status_code == 404, "a new address ends the old one"


def test_the_address_ends_with_the_seat(world: LedgerWorld):
    desk = Desk(world, BEN)
    path = an_address(desk)
    world.act(CEO, EndOffice(office=BEN.office), matter="trust", about="ben")
    assert Client().get(path).status_code == 404
