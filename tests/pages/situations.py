"""A change on the site's ledger, taken so far, and somebody signed in to look at it."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import WarnPerson
from evenhand.procedure.trust.governing import Appoint
from evenhand_web.accounts.models import Account
from evenhand_web.pages.sight import READING
from tests.accounts.signing_in import an_account, signed_in
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CHANGE, CORA, SAM, TOMAS, World, a_change, herself
from tests.site.acting import a_draft, recorded, seat_of
from tests.site.ledger_world import LedgerWorld

HOME = reverse("homes:home")
DORA = Actor("dora", Office.ADMINISTRATOR)
AUDITOR = Actor("uma", Office.AUDITOR)
SOMEBODY = Actor("mina", Office.EMPLOYEE)  # who is in no change
EMPLOYEE = herself("k000")
SEATS = {actor.office: actor for actor in (ASHA, CORA, BEN, CEO, TOMAS, SAM, CARYS, EMPLOYEE, AUDITOR, DORA)}


def a_world(monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    READING.forget()
    world = LedgerWorld(monkeypatch)
    recorded(*(a_draft(CEO, Appoint(office=actor.office), about=actor.person) for actor in (DORA, AUDITOR)))
    world.read_back()
    return world


def proposed(monkeypatch: pytest.MonkeyPatch, holders: int = 3) -> tuple[LedgerWorld, list[str]]:
    """A change that is approved, and announced to nobody."""
    world = a_world(monkeypatch)
    people = a_change(world, holders=holders)
    steps.review(world)
    steps.approve(world)
    return world, people


def announced(monkeypatch: pytest.MonkeyPatch, holders: int = 3) -> tuple[LedgerWorld, list[str]]:
    """The same, its information with the union, and each person warned but the first, whose letter nobody has delivered."""
    world, people = proposed(monkeypatch, holders)
    steps.serve_union(world)
    steps.warn(world, people[1:])
    warn_unserved(world, people[0])
    return world, people


def warn_unserved(world: World, code: str) -> Any:
    return world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=code)


def scored(monkeypatch: pytest.MonkeyPatch, holders: int = 3) -> tuple[LedgerWorld, list[str]]:
    """Consultation complete, criteria sealed, and one person scored."""
    world, people = announced(monkeypatch, holders)
    steps.serve(world, world.dossier().latest(WarnPerson, people[0]))
    steps.invite(world, "consultation")
    steps.answer(world, steps.union_speaks(world))
    steps.discuss(world)
    steps.complete(world)
    world.wait_until(date(2026, 11, 3))
    steps.form_pool(world, people)
    steps.seal(world, steps.publish(world, people))
    for code in people:
        steps.meet(world, code, "first")
    steps.score(world, people[0])
    return world, people


def with_addresses() -> None:
    """Accounts of those whom letters name, with the e-mail address of the adviser."""
    for person in ("asha", "ben", "priya", "sam", *(f"person-k{place:03}" for place in range(3))):
        an_account(person)
    Account.objects.filter(person="asha").update(email="asha@example.org", name="Asha Rahman")
    Account.objects.filter(person="person-k000").update(name="Dana Whitfield")


def looking_as(actor: Actor) -> Client:
    """A client signed in as the actor, in the actor's office."""
    client = Client(SERVER_NAME="localhost")
    signed_in(client, actor.person, seat_of(actor))
    return client


def text_of(response: HttpResponse) -> str:
    """What a page says in its main part, without markup."""
    body = response.content.decode()
    inside = body[body.index("<main") : body.index("</main>")] if "<main" in body else body
    return re.sub(r" ([;.,)])", r"\1", " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split()))


__all__ = ["CHANGE", "EMPLOYEE", "SEATS", "SOMEBODY", "a_world", "announced", "looking_as", "proposed", "scored", "text_of", "with_addresses"]
