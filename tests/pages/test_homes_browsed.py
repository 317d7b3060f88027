"""Homes, the trust, the record and letters in a real browser, at a desk and on a phone: nothing that axe finds, nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import WarnPerson
from tests.pages.browser import AXE, no_axe_findings, screenshot, sign_in
from tests.pages.situations import CHANGE, HOME, SEATS, SOMEBODY, announced, scored, with_addresses
from tests.site.acting import seat_of
from tests.site.sites import Site

RECORD = f"/changes/{CHANGE}/record/"
ONCE_SCORED = [
    *((office, HOME) for office in Office),
    (Office.HR_ADVISER, "/trust/"),
    (Office.HR_ADVISER, RECORD),
    (Office.HR_ADVISER, f"{RECORD}?kind=change.score"),
    (Office.HR_ADVISER, f"{RECORD}7/receipt/"),
    (Office.UNION_REPRESENTATIVE, f"{RECORD}verify/"),
    (Office.HR_ADVISER, f"/changes/{CHANGE}/letters/"),
    (Office.UNION_REPRESENTATIVE, "/letters/"),
]


def none_in_the_main_part(page: Page) -> bool:
    """The same of what these pages put below the head of a change, which is the change page's own."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("async () => (await axe.run('main', {resultTypes: ['violations']})).violations.map(one => one.id + ': ' + one.nodes[0].html)")
    assert not found, found
    return True


def looked_at(page: Page, address: str, name: str) -> None:
    page.goto(address)
    screenshot(page, name)
    assert no_axe_findings(page) if "/changes/" not in address else none_in_the_main_part(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is wider than the window"


@pytest.mark.parametrize("width", [1280, 375])
def test_each_page_is_whole(browsed_site: Site, address: str, page_at: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, width: int):
    scored(monkeypatch)
    with_addresses()
    for number, (office, path) in enumerate(ONCE_SCORED):
        page = page_at(width)
        sign_in(page, address, SEATS[office].person, seat_of(SEATS[office]))
        looked_at(page, f"{address}{path}", f"homes-{number}-{office}-{width}")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_letter_is_opened_without_script(browsed_site: Site, address: str, page_at: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, width: int):
    world, _ = announced(monkeypatch)
    with_addresses()
    letter = world.dossier().latest(WarnPerson, "k000")
    assert letter is not None
    page = page_at(width, script=width == 1280)
    sign_in(page, address, "person-k000", seat_of(SEATS[Office.EMPLOYEE]))
    page.goto(f"{address}{HOME}")
    page.get_by_role("link", name="Go to the letter").click()
    screenshot(page, f"letters-closed-{width}")
    page.get_by_role("button", name="Open the letter").click()
    assert page.get_by_text("Dear Dana Whitfield").is_visible()
    screenshot(page, f"letters-open-{width}")
    if width == 1280:
        assert no_axe_findings(page)


def test_somebody_in_no_change_has_a_quiet_page(browsed_site: Site, address: str, page_at: Callable[..., Page], monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    page = page_at(320)
    sign_in(page, address, SOMEBODY.person, seat_of(SOMEBODY))
    looked_at(page, f"{address}{HOME}", "homes-nobody-320")
