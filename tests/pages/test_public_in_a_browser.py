"""The public pages and the policy in a browser: each state readable to everybody, whole at every width, and to be looked at under var/pictures."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from evenhand.canonical.encoding import encode
from evenhand_web.ledger.receipts import receipts_for
from tests.pages.browser import no_axe_findings, nothing_beyond_the_edge, screenshot, sign_in
from tests.site.acting import a_founded_trust

WIDTHS = (1280, 375, 320)
A_LEAVER = {"date_of_birth": "1975-03-27", "service_from": "2009-09-01", "ends_on": "2026-12-31", "weekly_pay": "512.40"}
TOO_LATE = {**A_LEAVER, "ends_on": "2027-08-31"}
TWO_SCHOOLS = {
    "first_dismissal_on": "2027-02-28",
    "establishments-1-name": "Saltings Academy",
    "establishments-1-proposed_dismissals": "43",
    "establishments-2-name": "Avocet High",
    "establishments-2-proposed_dismissals": "3",
}
STATES = {
    "start": "/",
    "calculators": "/calculators/",
    "about": "/about/",
    "guide": "/guide/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "redundancy-pay": "/calculators/redundancy-pay/",
    "redundancy-pay-problems": "/calculators/redundancy-pay/?date_of_birth-day=31&date_of_birth-month=2&date_of_birth-year=1975&colour=red",
    "redundancy-pay-not-known": f"/calculators/redundancy-pay/?{urlencode(TOO_LATE)}",
    "redundancy-pay-answer": f"/calculators/redundancy-pay/?{urlencode(A_LEAVER)}",
    "redundancy-pay-estimate": f"/calculators/redundancy-pay/?{urlencode({**TOO_LATE, 'assume': 'last-known'})}",
    "notice": "/calculators/notice/",
    "notice-problems": "/calculators/notice/?contract_weeks=200",
    "notice-answer": "/calculators/notice/?service_from=2019-09-01&given_on=2026-11-30&contract=teacher",
    "collective": "/calculators/collective/",
    "collective-problems": "/calculators/collective/?establishments-1-name=Saltings",
    "collective-another": f"/calculators/collective/?{urlencode(TWO_SCHOOLS)}&add=establishments",
    "collective-answer": f"/calculators/collective/?{urlencode(TWO_SCHOOLS)}",
    "deadline": "/calculators/deadline/",
    "deadline-answer": "/calculators/deadline/?from=2027-05-27&number=10&day_type=working",
    "check": "/check/",
}


def good(page: Page, name: str) -> None:
    assert nothing_beyond_the_edge(page)
    if page.viewport_size["width"] > min(WIDTHS):  # type: ignore[index]  # the narrowest differs from the next in nothing but room
        assert no_axe_findings(page)
    screenshot(page, f"public-{name}-{page.viewport_size['width']}")  # type: ignore[index]


@pytest.mark.parametrize("name", STATES)
def test_it_is_clean_to_axe_and_whole_at_every_width(name: str, address: str, page_at: Callable[..., Page]):
    for width in WIDTHS:
        page = page_at(width)
        page.goto(f"{address}{STATES[name]}")
        for closed in page.locator("details:not([open]) summary").all():
            closed.click()
        good(page, name)


def test_a_calculator_is_filled_in_without_script_and_back_keeps_the_answers(address: str, page_at: Callable[..., Page]):
    page = page_at(375, script=False)
    page.goto(f"{address}/calculators/deadline/")
    for part, value in (("Day", "27"), ("Month", "5"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("How many days?").fill("2")
    page.get_by_label("Working days").check()
    page.get_by_label("How many days?").press("Enter")
    assert page.locator("h1").inner_text() == "Until the end of Tuesday 1 June 2027"
    page.get_by_role("link", name="Change your answers").click()
    assert page.get_by_label("Year", exact=True).input_value() == "2027"
    page.go_back()
    page.go_back()
    assert page.get_by_label("How many days?").input_value() == "2"
    assert page.context.cookies() == []


def test_enter_works_out_the_answer_and_does_not_add_an_establishment(address: str, page_at: Callable[..., Page]):
    page = page_at()
    page.goto(f"{address}/calculators/collective/?{urlencode(TWO_SCHOOLS)}&change=yes")
    page.get_by_label("Name").first.press("Enter")
    assert "1 of 2 establishments" in page.locator("h1").inner_text()


def test_an_answer_prints_without_what_only_a_screen_needs(address: str, page_at: Callable[..., Page]):
    page = page_at()
    page.goto(f"{address}{STATES['redundancy-pay-answer']}")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_text("use your browser's print command").is_visible()
    assert not page.get_by_role("link", name="Change: What is a week's pay?").is_visible()
    screenshot(page, "public-printed")


def test_a_problem_s_link_leads_to_its_field(address: str, page_at: Callable[..., Page]):
    page = page_at(375)
    page.goto(f"{address}{STATES['redundancy-pay-problems']}")
    page.get_by_role("link", name="Enter a week's pay.").click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "weekly_pay"


def test_a_receipt_is_checked(address: str, page_at: Callable[..., Page], tmp_path: Path):
    a_founded_trust()
    receipt, other = tmp_path / "receipt.json", tmp_path / "other.json"
    receipt.write_bytes(encode(receipts_for(range(1))[0].as_value()))
    other.write_bytes(b"{}")
    for width in WIDTHS:
        page = page_at(width)
        for name, file in (("check-nothing", None), ("check-holds", receipt), ("check-no-match", other)):
            page.goto(f"{address}/check/")
            if file:
                page.get_by_label("The receipt's file").set_input_files(file)
            page.get_by_role("button", name="Check the receipt").click()
            good(page, name)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("policies", "/policy/"),
        ("policy", "/policy/secat-2020/"),
        ("policy-found", "/policy/secat-2020/?q=maternity"),
        ("policy-none", "/policy/secat-2020/?q=zebra"),
    ],
)
def test_the_policy_is_clean_to_axe_and_whole_at_every_width(name: str, at: str, address: str, page_at: Callable[..., Page]):
    a_founded_trust()
    for width in WIDTHS:
        page = page_at(width)
        sign_in(page, address, "nobody in particular")
        page.goto(f"{address}{at}")
        good(page, name)
