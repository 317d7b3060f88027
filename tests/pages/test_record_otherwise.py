"""Looking back, and through another's eyes: no more than either may see, nothing to press, and what is read of somebody is noted all the same."""

from datetime import date

import pytest
from django.test import Client

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.change.informing import WarnPerson
from evenhand_web.ledger.models import Head, Reading
from evenhand_web.pages.looking_otherwise import Looking
from tests.pages.situations import CHANGE, SEATS, announced, looking_as, text_of, with_addresses
from tests.procedure.world import CARYS, PRIYA
from tests.site.acting import seat_of
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
RECORD = f"/changes/{CHANGE}/record/"


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world, _ = announced(monkeypatch)
    with_addresses()
    return world


def otherwise(office: Office, how: Looking) -> Client:
    client = looking_as(SEATS[office])
    session = client.session
    how.keep(session)
    session.save()
    return client


def test_an_adviser_looking_as_a_union_sees_its_record_and_takes_nothing_away(world: LedgerWorld):
    client = otherwise(Office.HR_ADVISER, Looking(viewing_as=seat_of(CARYS)))
    said = text_of(client.get(RECORD))
    assert said.split("Filter the steps")[1] == text_of(looking_as(CARYS).get(RECORD)).split("Filter the steps")[1]
    assert "Dana" not in said
    assert "Download the bundle" not in said
    assert client.get(f"{RECORD}bundle.json").status_code == 404
    assert client.get(f"{RECORD}verify/").status_code == 404


def test_whoever_looks_as_another_sees_no_more_than_she_may_herself(world: LedgerWorld):
    """A trustee who looks through a headteacher's eyes still sees nothing that is about a person."""
    client = otherwise(Office.TRUSTEE, Looking(viewing_as=seat_of(SEATS[Office.HEADTEACHER])))
    said = text_of(client.get(RECORD))
    assert "Wrote that the job may be affected" not in said
    letter = world.dossier().latest(WarnPerson, "k000")
    assert letter is not None
    assert client.get(f"/letters/{CHANGE}/{letter.number}/").status_code == 404
    assert client.get(f"{RECORD}{letter.number}/receipt/").status_code == 404


def test_a_letter_is_not_opened_by_somebody_who_looks_through_its_readers_eyes(world: LedgerWorld):
    letter = world.dossier().latest(WarnPerson, "k000")
    assert letter is not None
    client = otherwise(Office.HR_ADVISER, Looking(viewing_as=Seat("person-k000", Office.EMPLOYEE)))
    address, before = f"/letters/{CHANGE}/{letter.number}/", Head.objects.get().size
    assert "You can look here, and not open it." in text_of(client.get(address))
    client.post(address, {"command_id": "any"})
    assert Head.objects.get().size == before


def test_reading_somebodys_letter_through_her_eyes_is_noted(world: LedgerWorld):
    letter = world.dossier().latest(WarnPerson, "k001")
    assert letter is not None
    client = otherwise(Office.HR_ADVISER, Looking(viewing_as=Seat("person-k001", Office.EMPLOYEE)))
    assert "Your job may be at risk." in text_of(client.get(f"/letters/{CHANGE}/{letter.number}/"))
    assert {(one.person, one.about) for one in Reading.objects.all()} == {("asha", "k001")}


def test_looking_back_shows_what_was_known_then(world: LedgerWorld):
    release = world.dossier().fold.acts[6]
    assert release.kind.name == "change.release_section_188"
    client = otherwise(Office.HR_ADVISER, Looking(known_at=release.position, on=date(2026, 11, 2)))
    said = text_of(client.get(RECORD))
    assert said.startswith("Record 7 steps, the latest first.")
    assert client.get(f"{RECORD}8/receipt/").status_code == 404
    letters = text_of(client.get(f"/changes/{CHANGE}/letters/"))
    assert "Written information under s.188 for UNISON UNISON Monday 2 November 2026 No proof that it arrived" in letters
    assert "Letter that the job may be affected" not in letters


def test_a_step_said_to_be_confirmed_later_was_not_confirmed_then(world: LedgerWorld):
    served = world.dossier().fold.acts[7]
    client = otherwise(Office.HR_ADVISER, Looking(known_at=served.position, on=date(2026, 11, 2)))
    assert "Confirmed by" not in text_of(client.get(f"{RECORD}{served.number}/receipt/"))
    assert "Confirmed by no. 9" in text_of(looking_as(PRIYA).get(f"{RECORD}{served.number}/receipt/"))
