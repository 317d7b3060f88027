"""Looking back, and looking through another's eyes: what was known then, what both may see, and no form on any page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.pages.taking import Desk, words
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, a_change
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = LedgerWorld(monkeypatch)
    people = a_change(world)
    steps.review(world)
    steps.approve(world)
    world.wait_until(world.today + timedelta(days=3))
    steps.serve_union(world)
    steps.warn(world, people)
    world.wait_until(world.today + timedelta(days=1))
    return world


def boxes(day: date) -> dict[str, int]:
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def test_as_it_stood_shows_what_was_known_then_and_nothing_to_do(world: LedgerWorld):
    desk = Desk(world, ASHA)
    assert "UNISON" in words(desk.get("/changes/CH-1/consultation/")) and "by hand" in words(desk.get("/changes/CH-1/consultation/"))
    assert desk.client.post("/changes/CH-1/as-it-stood/", boxes(date(2026, 11, 2))).status_code == 302
    page = desk.get("/changes/CH-1/")
    assert "As it stood on Monday 2 November 2026" in page and "<form" not in page[page.index("<main") : page.index("</main>")]
    assert "by hand" not in words(desk.get("/changes/CH-1/consultation/"))
    assert "You can look, not act" in words(desk.begin("change.release_section_188"))
    assert desk.answer("change.release_section_188").status_code == 200, "nothing is taken while looking back"
    assert desk.client.get("/return/?next=/changes/CH-1/consultation/")["Location"] == "/changes/CH-1/consultation/"
    assert "by hand" in words(desk.get("/changes/CH-1/consultation/"))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 11, 1), "Nothing of this change was on record before Monday 2 November 2026"),
        (date(2026, 11, 6), "That day is not over"),
    ],
)
def test_a_day_that_cannot_be_looked_back_to_is_refused_with_the_reason(world: LedgerWorld, day: date, says: str):
    answered = Desk(world, ASHA).client.post("/changes/CH-1/as-it-stood/", boxes(day))
    assert answered.status_code == 200 and says in answered.content.decode()


def test_through_a_unions_eyes_no_names_are_seen_and_nothing_is_done(world: LedgerWorld):
    desk = Desk(world, BEN)
    assert desk.client.post("/changes/CH-1/view-as/", {"eyes": "union:UNISON"}).status_code == 302
    page = desk.get("/changes/CH-1/people/")
    assert "Viewing as a" in page and "Not shown to you" in page
    assert "You can look, not act" in words(desk.begin("change.union_representation"))
    assert desk.client.get("/changes/CH-1/steps/change-warn_person/").status_code == 404, "a union knows of no such step"


def test_the_other_side_looks_through_nobodys_eyes(world: LedgerWorld):
    assert Desk(world, CARYS).client.get("/changes/CH-1/view-as/").status_code == 404


def test_back_leads_nowhere_else(world: LedgerWorld):
    assert Desk(world, ASHA).client.get("/return/?next=https://elsewhere.example/")["Location"] == reverse("homes:home")
