"""Pages in the states that people meet, wide and narrow: nothing for axe to find, nothing beyond the edge, every control by keyboard, little to send."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from evenhand.procedure.acts import Actor
from tests.browser.every_address import examples, keys_of
from tests.pages.browser import no_axe_findings, nothing_beyond_the_edge, sign_in
from tests.pages.situations import CHANGE, EMPLOYEE, a_world, announced, looking_as, proposed, scored, with_addresses
from tests.pages.taking import address as step_address
from tests.procedure.world import ASHA, BEN, CARYS, CORA, SAM
from tests.site.acting import seat_of

LARGEST_FIRST_VIEW_BYTES = 100 * 1024
AT = f"/changes/{CHANGE}/"
Opened = Callable[[Actor, str], Page]


@pytest.fixture(params=[1280, 320])
def opened(request: pytest.FixtureRequest, page_at: Callable[..., Page], address: str) -> Opened:
    """A page of the site, opened by somebody; wide and narrow."""
    pages: dict[Actor, Page] = {}

    def at(actor: Actor, path: str) -> Page:
        if actor not in pages:
            pages[actor] = page_at(request.param)
            sign_in(pages[actor], address, actor.person, seat_of(actor))
        pages[actor].goto(f"{address}{path}")
        return pages[actor]

    return at


def is_well(page: Page) -> bool:
    for details in page.locator("main details:not([open]) > summary").all():
        if details.is_visible():
            details.click()
    return no_axe_findings(page) and nothing_beyond_the_edge(page) and not sideways(page)


def sideways(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_where_nothing_is_yet(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    a_world(monkeypatch)
    for actor in (ASHA, BEN, CARYS, SAM, EMPLOYEE):
        for path in ("/home/", "/changes/", "/trust/", "/letters/"):
            assert is_well(opened(actor, path)), (actor, path)
    for path in ("/propose/", "/import/", "/policy/", "/policy/secat-2020/", "/seat/", "/changes/CH-404/"):
        assert is_well(opened(ASHA, path)), path


def test_what_is_not_announced(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    with_addresses()
    for path in ("/home/", "/changes/", AT, f"{AT}people/", f"{AT}consultation/", f"{AT}record/", f"{AT}steps/", "/trust/"):
        assert is_well(opened(ASHA, path)), path
    assert "not announced" in opened(ASHA, AT).inner_text("body").lower()


def test_steps_blocked_due_and_done(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    scored(monkeypatch)
    with_addresses()
    given = examples(keys_of(looking_as(ASHA), CHANGE), CHANGE)
    for path in (AT, f"{AT}people/", f"{AT}consultation/", f"{AT}selection/", f"{AT}record/", f"{AT}record/1/receipt/", f"{AT}record/verify/", f"{AT}letters/"):
        assert is_well(opened(ASHA, path)), path
    draft, sent_in = f"{AT}drafts/{given['steps:check'][1]}", f"/import/{given['importing:check'][0]}/"
    for path in (f"{AT}steps/", step_address("change.release_notice"), step_address("change.meeting"), f"{draft}/check/", sent_in):
        assert is_well(opened(ASHA, path)), path
    for actor, paths in {
        BEN: ("/home/", AT, step_address("change.seal_criteria"), f"{AT}recorded/20/"),
        SAM: ("/home/", f"{AT}scores/", f"{AT}scores/k001/performance/"),
        CARYS: ("/home/", AT, f"{AT}consultation/", step_address("change.union_representation"), f"{AT}record/"),
        EMPLOYEE: ("/home/", AT, "/letters/", f"{AT}record/"),
    }.items():
        for path in paths:
            assert is_well(opened(actor, path)), (actor, path)


def test_answers_that_cannot_be_taken(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    with_addresses()
    page = opened(CARYS, step_address("change.union_representation"))
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error:") and is_well(page)
    page = opened(ASHA, "/import/")
    page.get_by_role("button", name="Check it").click()
    assert page.title().startswith("Error:") and is_well(page)


def test_as_it_stood_and_as_another(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    with_addresses()
    page = opened(ASHA, f"{AT}as-it-stood/")
    assert is_well(page)
    for part, number in (("day", "2"), ("month", "11"), ("year", "2026")):
        page.fill(f"[name$=_{part}]", number)
    page.locator("main button").first.click()
    assert "As it stood" in page.inner_text("body") and is_well(page) and is_well(opened(ASHA, f"{AT}people/"))
    page = opened(CORA, f"{AT}view-as/")
    assert is_well(page)
    page.locator("main [type=radio]").first.check()
    page.locator("main button").first.click()
    assert "Viewing as" in page.inner_text("body") and is_well(page)


def test_every_control_is_reached_by_the_keyboard_and_seen_to_be(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    with_addresses()
    for actor, path in ((ASHA, AT), (CARYS, step_address("change.union_representation")), (EMPLOYEE, "/home/"), (ASHA, "/import/")):
        page = opened(actor, path)
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent") == "Skip to main content"
        page.keyboard.press("Enter")
        assert page.evaluate("() => location.hash") == "#main-content"
        page = opened(actor, path)
        assert not missed_by_the_keyboard(page), path


def missed_by_the_keyboard(page: Page) -> list[Any]:
    """The controls to which Tab does not lead, and those that do not show that it did; a group of radios is one control."""
    count = page.evaluate(
        """() => {
            const groups = new Set()
            window.wanted = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
                .filter(one => one.checkVisibility() && !one.closest('[hidden]'))
                .filter(one => one.type !== 'radio' || (!groups.has(one.name) && groups.add(one.name)))
            return window.wanted.length
        }"""
    )
    reached = """() => {
        const one = document.activeElement, look = getComputedStyle(one), label = one.labels?.[0] && getComputedStyle(one.labels[0], '::before')
        const seen = [look, label].some(had => had && (had.boxShadow !== 'none' || (had.outlineStyle !== 'none' && had.outlineWidth !== '0px')))
        window.wanted = window.wanted.filter(other => other !== one && !(one.type === 'radio' && other.name === one.name))
        return seen || one === document.body ? '' : one.outerHTML.slice(0, 120)
    }"""
    unseen = []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(reached))
    return [one for one in unseen if one] + list(page.evaluate("() => window.wanted.map(one => one.outerHTML.slice(0, 120))"))


def test_on_paper_there_is_what_there_is_to_read_and_nothing_to_press(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    with_addresses()
    page = opened(ASHA, AT)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible() and page.locator("main table").first.is_visible()
    assert not page.locator(".evenhand-navigation").is_visible() and not page.locator(".govuk-footer").is_visible()
    assert not any(button.is_visible() for button in page.locator(".govuk-button").all())


def test_the_first_view_is_at_most_100_kb_as_sent(page_at: Callable[..., Page], a_served_demonstration: str):
    """As `evenhand serve` sends it: styles collected and compressed."""
    page = page_at(1280)
    page.goto(f"{a_served_demonstration}/demonstration/")
    page.locator("main form button").first.click()
    seen = [f"{a_served_demonstration}{path}" for path in ("/demonstration/", "/home/", "/changes/")]
    page.goto(seen[-1])
    seen += [str(page.locator("main a[href^='/changes/']").first.evaluate("link => link.href"))]
    for at in seen:
        fresh, sent = page.context.browser.new_context(storage_state=page.context.storage_state()).new_page(), []
        fresh.on("requestfinished", lambda request, sent=sent: sent.append((request.url, request.sizes()["responseBodySize"])))
        fresh.goto(at, wait_until="networkidle")
        assert sum(size for _, size in sent) <= LARGEST_FIRST_VIEW_BYTES, sent
        assert len(sent) > 3, "nothing came from a cache"
        fresh.context.close()
