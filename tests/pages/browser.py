"""The real site in a real browser: Chromium, the whole stack of settings in a thread of this process, SQLite in a folder of the test's own.

    def test_something(page_at, address):
        page = page_at(375)
        page.goto(f"{address}/calculators/")
        assert no_axe_findings(page)
        screenshot(page, "calculators-375")

At its end a test fails if the content policy stopped anything on its pages, or a style, script or picture did not come.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from evenhand.procedure.audience import Seat
from evenhand_web.pages.sight import READING
from tests.accounts.signing_in import signed_in
from tests.site.sites import Site

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_OPTIONS = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"  # all rules, and that of WCAG 2.2 which is off unless asked for
PICTURES = Path(__file__).parents[2] / "var" / "pictures"
HEIGHTS = {1280: 900, 768: 1024, 375: 812, 320: 640}


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *told: Any) -> None:
        """Nothing: requests are asserted on, not read."""


_STARTED: list[Browser] = []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run, also where several folders of tests ask for it: a thread has room for one Playwright."""
    if _STARTED:
        yield _STARTED[0]
        return
    executable = next(filter(None, map(shutil.which, EXECUTABLES)), None)
    if executable is None:
        pytest.fail(
            "The pages' tests need Chromium, and none of " + ", ".join(EXECUTABLES) + " was found. Run sh tests/chromium.sh as root, or install it yourself."
        )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread; the tests still run one thing at a time
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        _STARTED.append(browser)
        yield browser
        _STARTED.clear()
        browser.close()


@pytest.fixture
def browsed_site(templates: Callable[[str], str], tmp_path: Path, django_db_blocker: Any) -> Iterator[Site]:
    """An empty site on SQLite, opened."""
    path, keys = tmp_path / "site.sqlite3", tmp_path / "keys"
    shutil.copy(templates("sqlite"), path)
    keys.mkdir(mode=0o700)
    with django_db_blocker.unblock():
        READING.forget()
        yield Site("sqlite", str(path), keys).opened()
        connections.close_all()
        READING.forget()


@pytest.fixture
def address(browsed_site: Site) -> Iterator[str]:
    """Where the opened site is served, with every middleware and header that it has."""
    with served(WSGIHandler()) as at:
        yield at


class served:  # noqa: N801  read as a verb: `with served(application) as at`
    """An application behind a threaded server on a free port; the answer is its address."""

    def __init__(self, application: Any) -> None:
        self._server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler)
        self._server.daemon_threads = True
        self._server.set_app(application)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://localhost:{self._server.server_port}"

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def page_at(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A fresh page, signed out, of a width in pixels; `script=False` for a browser without JavaScript; other options as Playwright's new_context has them."""
    contexts, complaints = [], []

    def made(width: int = 1280, *, script: bool = True, **options: Any) -> Page:
        size = {"width": width, "height": HEIGHTS.get(width, 900)}
        context = chromium.new_context(viewport=size, java_script_enabled=script, locale="en-GB", reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        wanted = ("stylesheet", "script", "image", "font")
        page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 and got.request.resource_type in wanted else None)
        return page

    yield made
    for context in contexts:
        context.close()
    assert not complaints, complaints


def sign_in(page: Page, address: str, person: str, seat: Seat | None = None) -> None:
    """Has the page's browser be signed in as the person, in that seat if one is named, without the pages of sign-in."""
    client = Client()
    signed_in(client, person, seat)
    name = settings.SESSION_COOKIE_NAME
    told = {
        "name": name,
        "value": client.cookies[name].value,
        "url": address.replace("http:", "https:"),
        "httpOnly": True,
        "secure": settings.SESSION_COOKIE_SECURE,
    }
    page.context.add_cookies([told])  # type: ignore[list-item]


def no_axe_findings(page: Page) -> bool:
    """True where axe-core finds nothing; else fails with what it found, where, and why."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(f"async () => (await axe.run(document, {AXE_OPTIONS})).violations")
    lines = [f"{one['id']}: {one['help']}\n    {node['html'][:300]}\n    {node['failureSummary']}" for one in found for node in one["nodes"]]
    assert not lines, f"{page.url} at {page.viewport_size}:\n" + "\n".join(lines)
    return True


def nothing_beyond_the_edge(page: Page) -> bool:
    """True where no part of the page is wider than the window; a table may be, inside its own scrolling region."""
    width = page.viewport_size["width"]  # type: ignore[index]
    found = page.evaluate(
        """width => [...document.body.querySelectorAll('*')]
            .filter(one => !one.closest('.evenhand-scroll, .govuk-visually-hidden, .govuk-skip-link, svg'))
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => one.outerHTML.slice(0, 160))""",
        width,
    )
    assert not found, f"{page.url} at {width} px: beyond the edge stand {found}"
    return True


def screenshot(page: Page, name: str) -> Path:
    """The whole page as a picture, under var/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
