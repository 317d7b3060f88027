"""People of the tests' trust at their own browsers: they read what a page asks, fill it in and press its buttons."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from evenhand.procedure.acts import Actor
from tests.pages.browser import sign_in
from tests.site.acting import seat_of
from tests.site.ledger_world import LedgerWorld


class BrowserDesk:
    """One person in one seat, at a browser of her own; signed in already, unless the test has her come through the door."""

    def __init__(self, world: LedgerWorld, page: Page, site: str, actor: Actor, matter: str = "", *, through_the_door: bool = False) -> None:
        self.world, self.page, self.site, self.actor, self.matter = world, page, site, actor, matter
        self.headings: set[str] = set()
        page.set_default_timeout(15_000)
        if not through_the_door:
            sign_in(page, site, actor.person, seat_of(actor))

    def get(self, path: str) -> str:
        """Go there; what its main part says."""
        self.world.now += timedelta(seconds=1)
        self.page.goto(f"{self.site}{path}")
        return self.words()

    def words(self) -> str:
        said = re.sub(r"\s+", " ", self.page.inner_text("main"))
        self.headings |= {heading for heading in ("The law says", "An agreement says", "Trust policy says") if heading in said}
        return said

    def step(self, kind: str, about: str = "", matter: str = "") -> str:
        return self.get(f"/changes/{matter or self.matter}/steps/{kind.replace('.', '-')}/" + (f"?about={about}" if about else ""))

    def offered(self, kind: str, about: str = "") -> list[str]:
        """What the step could be taken for; nothing where there is only one thing."""
        self.step(kind, about)
        return [str(one.get_attribute("value")) for one in self.page.locator("[name=openings]").all()]

    def answer(self, kind: str, about: str = "", matter: str = "", **given: Any) -> str:
        self.step(kind, about, matter)
        self.fill(given)
        self.press("Continue")
        assert "/drafts/" in self.page.url, self.words()[:600]
        return self.words()

    def take(self, kind: str, about: str = "", matter: str = "", **given: Any) -> str:
        """The whole step, to the page that says that it is recorded."""
        self.answer(kind, about, matter, **given)
        self.record()
        return self.words()

    def record(self) -> None:
        """From the check page: press, and on the page of its own before a heavy step, go on."""
        self.press("Record this")
        if urlsplit(self.page.url).path.endswith("/sure/"):
            assert "You are about to" in self.words()
            self.press("Continue")
        assert "/recorded/" in self.page.url, (self.page.url, self.words()[:600])
        assert "Recorded at" in self.words() and "Receipt" in self.words()

    def press(self, text: str) -> None:
        """The only button of that name, a second after whatever was pressed before."""
        button = self.page.get_by_role("button", name=text, exact=True)
        assert button.count() == 1, (self.page.url, self.words()[:600])
        self.world.now += timedelta(seconds=1)
        button.click()

    def fill(self, given: Mapping[str, Any]) -> None:
        for name, value in given.items():
            if isinstance(value, date):
                for part, number in (("day", value.day), ("month", value.month), ("year", value.year)):
                    self.page.fill(f'[name="{name}_{part}"]', str(number))
            elif name in ("evidence", "files"):
                self.page.set_input_files(f"[name={name}]", value)
            else:
                self._fill_one(name, {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value)

    def _fill_one(self, name: str, value: Any) -> None:
        control = self.page.locator(f'[name="{name}"]')
        if control.first.get_attribute("type") in ("radio", "checkbox"):
            for chosen in value if isinstance(value, list) else [value]:
                self.page.locator(f'[name="{name}"][value="{chosen}"]').check()
        elif control.first.evaluate("one => one.tagName") == "SELECT":
            control.first.select_option(value)
        else:
            control.first.fill(str(value))
