"""People of the tests' trust taking steps as they would in a browser: the forms that they get, filled in and sent."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from evenhand.procedure.acts import Actor
from tests.accounts.signing_in import signed_in
from tests.procedure.world import CHANGE
from tests.site.acting import seat_of
from tests.site.ledger_world import LedgerWorld


class Desk:
    """One person in one seat, with a browser of her own."""

    def __init__(self, world: LedgerWorld, actor: Actor) -> None:
        self.world, self.actor, self.client = world, actor, Client()
        account = signed_in(self.client, actor.person, seat_of(actor))
        account.email = f"{actor.person}@marram.example"  # a letter names whom to talk to, and how
        account.save()

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def begin(self, kind: str, about: str = "", matter: str = CHANGE) -> str:
        return self.get(address(kind, about, matter))

    def answer(self, kind: str, about: str = "", matter: str = CHANGE, openings: Any = None, **given: Any) -> Any:
        """Send the questions' answers; the answer to that: a redirect to the check page, or the questions again."""
        chosen = {"openings": openings} if openings is not None else {}
        return self.client.post(address(kind, about, matter), {**chosen, **in_boxes(given)})

    def take(self, kind: str, about: str = "", matter: str = CHANGE, openings: Any = None, **given: Any) -> str:
        """The whole step, to the page that says it is recorded."""
        answered = self.answer(kind, about, matter, openings, **given)
        assert answered.status_code == 302, errors(answered.content.decode())
        checked = self.client.get(answered["Location"])
        assert checked.status_code == 200 and "Record this" in checked.content.decode(), words(checked.content.decode())
        sent = self.client.post(answered["Location"])
        if sent["Location"].endswith("/sure/"):
            assert "You are about to" in self.get(sent["Location"])
            sent = self.client.post(answered["Location"], {"sure": "1"})
        self.world.read_back()
        return self.get(sent["Location"])

    def choices(self, kind: str, about: str = "", matter: str = CHANGE) -> list[str]:
        """What the step could be taken for, as its form offers it."""
        return [unescape(one) for one in re.findall(r'name="openings" type="(?:radio|checkbox)" value="([^"]*)"', self.begin(kind, about, matter))]


def address(kind: str, about: str = "", matter: str = CHANGE) -> str:
    return f"/changes/{matter}/steps/{kind.replace('.', '-')}/" + (f"?about={about}" if about else "")


def in_boxes(given: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a form sends them: a day in three boxes, yes and no in words."""
    sent: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, date):
            sent |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif isinstance(value, bool):
            sent[name] = "yes" if value else "no"
        else:
            sent[name] = value
    return sent


def errors(page: str) -> list[str]:
    return re.findall(r'<a href="#[^"]*">([^<]*)</a>', page) or [words(page)[:600]]


def words(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main)).strip()
