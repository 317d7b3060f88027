"""Letters: what is said before one is opened, what opening records, and who reads what."""

import io
from uuid import uuid4

import docx
import pypdf
import pytest
from django.test import Client

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.change.consulting import AnswerUnion
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, Section188Served, WarnPerson
from evenhand_web.ledger.models import Head, Reading
from tests.accounts.signing_in import signed_in
from tests.pages.situations import CHANGE, EMPLOYEE, HOME, SEATS, announced, looking_as, proposed, text_of, with_addresses
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world, _ = announced(monkeypatch)
    with_addresses()
    return world


def address_of(world: LedgerWorld, kind: type, about: str | None = None) -> str:
    letter = world.dossier().latest(kind, about)
    assert letter is not None
    return f"/letters/{CHANGE}/{letter.number}/"


def command_in(client: Client, address: str) -> str:
    return client.get(address).content.decode().split('name="command_id" value="')[1].split('"')[0]


def test_before_it_is_opened_a_letter_says_what_that_starts_and_nothing_of_what_it_says(world: LedgerWorld):
    said = text_of(looking_as(EMPLOYEE).get(address_of(world, WarnPerson, "k000")))
    assert "Opening this records today, Monday 2 November 2026, as the day you got it, unless it reached you earlier some other way." in said
    assert "Not opening it does not stop the change." in said
    assert "Your job may be at risk." not in said


def test_looking_at_the_page_of_a_letter_records_nothing(world: LedgerWorld):
    before = Head.objects.get().size
    looking_as(EMPLOYEE).get(address_of(world, WarnPerson, "k000"))
    assert Head.objects.get().size == before


def test_opening_is_her_own_report_that_it_arrived_today_on_screen(world: LedgerWorld):
    client, address = looking_as(EMPLOYEE), address_of(world, WarnPerson, "k000")
    answer = client.post(address, {"command_id": command_in(client, address)}, follow=True)
    assert "Your job may be at risk." in text_of(answer)
    assert "You opened it on Monday 2 November 2026." in text_of(answer)
    world.read_back()
    served = world.dossier().latest(LetterServed, "k000")
    assert served is not None
    assert (served.actor.person, served.actor.office, served.body.channel) == ("person-k000", Office.EMPLOYEE, "read on screen")
    assert not world.open_duties("tell-everyone-affected")


def test_a_double_press_records_once(world: LedgerWorld):
    client, address = looking_as(EMPLOYEE), address_of(world, WarnPerson, "k000")
    command, before = command_in(client, address), Head.objects.get().size
    for _ in range(2):
        client.post(address, {"command_id": command})
    assert Head.objects.get().size == before + 1


def test_a_command_that_could_not_have_come_from_the_form_opens_nothing(world: LedgerWorld):
    client, address = looking_as(EMPLOYEE), address_of(world, WarnPerson, "k000")
    before = Head.objects.get().size
    for command in ("", "x" * 65):
        answer = client.post(address, {"command_id": command})
        assert answer.status_code == 409
        assert "A command id has 1 to 64 characters" in text_of(answer)
    assert Head.objects.get().size == before


def test_another_persons_letter_is_not_there(world: LedgerWorld):
    client = looking_as(EMPLOYEE)
    for method in (client.get, client.post):
        assert method(address_of(world, WarnPerson, "k001")).status_code == 404


def test_the_list_has_her_letters_and_their_state(world: LedgerWorld):
    assert "Your job may be affected Monday 2 November 2026 Fewer teaching assistants Not opened" in text_of(looking_as(EMPLOYEE).get("/letters/"))
    client = Client(SERVER_NAME="localhost")
    signed_in(client, "person-k001", Seat("person-k001", Office.EMPLOYEE))
    said = text_of(client.get("/letters/"))
    assert "Reached you on Monday 2 November 2026, by hand" in said
    assert "Not opened" not in said


def test_her_home_asks_her_to_read_it_and_the_tab_stays_neutral(world: LedgerWorld):
    page = looking_as(EMPLOYEE).get(HOME)
    assert "1 thing: Read a letter: Your job may be affected" in text_of(page)
    assert "<title>Where you are</title>" in page.content.decode()


def test_a_letter_that_the_trust_says_it_delivered_can_be_read_and_disputed(world: LedgerWorld):
    letter = world.dossier().latest(WarnPerson, "k000")
    assert letter is not None
    world.act(ASHA, LetterServed(letter=letter.position, channel="post"), about="k000", happened_on=world.today)
    said = text_of(looking_as(EMPLOYEE).get(address_of(world, WarnPerson, "k000")))
    assert "Reached you on Monday 2 November 2026, by post." in said
    assert "This is what the trust recorded. If it is not so, tell the person named at the end of this page." in said


def test_staff_read_a_letter_serve_nobody_by_it_and_are_noted(world: LedgerWorld):
    before, address = Head.objects.get().size, address_of(world, WarnPerson, "k000")
    client = looking_as(ASHA)
    said = text_of(client.get(address))
    assert "For Dana Whitfield. No proof that it arrived." in said
    client.post(address, {"command_id": uuid4().hex})
    assert Head.objects.get().size == before
    assert {(one.person, one.about) for one in Reading.objects.all()} == {("asha", "k000")}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_letter_is_taken_away_as_a_file_once_it_was_opened(world: LedgerWorld, kind: str):
    client, address = looking_as(EMPLOYEE), address_of(world, WarnPerson, "k000")
    assert client.get(f"{address}letter.{kind}").status_code == 404
    client.post(address, {"command_id": command_in(client, address)})
    content = client.get(f"{address}letter.{kind}").content
    if kind == "pdf":
        text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    else:
        text = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Dear Dana Whitfield" in text
    assert client.get(f"{address}letter.exe").status_code == 404


def test_without_anybody_to_talk_to_the_letter_says_what_is_missing(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    client, address = looking_as(EMPLOYEE), address_of(world, WarnPerson, "k000")
    client.post(address, {"command_id": command_in(client, address)})
    said = text_of(client.get(address))
    assert "The formal letter cannot be made at the moment." in said
    assert "The letter names nobody to talk to." in said


def test_a_union_opens_its_information_and_is_told_that_this_starts_no_clock(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = proposed(monkeypatch)
    with_addresses()
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    client, address = looking_as(CARYS), f"/letters/{CHANGE}/{release.number}/"
    assert "starts no clock of consultation by itself" in text_of(client.get(address))
    client.post(address, {"command_id": command_in(client, address)})
    world.read_back()
    served = world.dossier().latest(Section188Served)
    assert served is not None
    assert (served.actor.person, served.body.channel, served.body.release) == ("carys", "read on screen", release.position)
    assert "Information for consultation" in text_of(client.get(address))


def test_a_union_opens_the_answer_to_its_point(world: LedgerWorld):
    said = steps.union_speaks(world)
    given = world.act(BEN, AnswerUnion(representation=said.position, outcome="accepted in part", reasons="Two will stay unfilled."))
    client, address = looking_as(CARYS), f"/letters/{CHANGE}/{given.number}/"
    assert "Two will stay unfilled." not in text_of(client.get(address))
    client.post(address, {"command_id": command_in(client, address)})
    page = text_of(client.get(address))
    assert "Leave vacancies unfilled." in page
    assert "Two will stay unfilled." in page
    world.read_back()
    assert not world.open_duties("reply-to-representations")


def test_the_letters_of_a_change_begin_with_those_without_proof(world: LedgerWorld):
    said = text_of(looking_as(ASHA).get(f"/changes/{CHANGE}/letters/"))
    assert "1 of 4 letters has no proof of having arrived. They are first." in said
    assert said.index("Dana Whitfield") < said.index("UNISON")
    trustee = text_of(looking_as(SEATS[Office.TRUSTEE]).get(f"/changes/{CHANGE}/letters/"))
    assert "Written information under s.188" in trustee
    assert "k000" not in trustee
