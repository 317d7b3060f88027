"""The policy, clause by clause, for any seat."""

import html
import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evenhand.policy.pack import load_pack
from tests.accounts.signing_in import signed_in
from tests.procedure.world import CARYS, CHANGE, a_change
from tests.site.acting import a_founded_trust, seat_of
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
PACK = load_pack("secat-2020")


@pytest.fixture
def reader(a_site: Site) -> Client:
    a_founded_trust()
    reader = Client(SERVER_NAME="localhost")
    signed_in(reader, "nobody in particular")
    return reader


def text_of(response: HttpResponse) -> str:
    return re.sub(r" ([;.)])", r"\1", " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split()))


def test_whoever_is_not_signed_in_is_asked_to(a_site: Site):
    for address in ("/policy/", "/policy/secat-2020/"):
        page = Client(SERVER_NAME="localhost").get(address)
        assert page.status_code == 302
        assert page.headers["Location"] == f"{reverse(settings.LOGIN_URL)}?next={address}"


def test_every_clause_has_its_place_and_its_permanent_address(reader: Client):
    body = reader.get("/policy/secat-2020/").content.decode()
    for number, clause in PACK.contents.clauses.items():
        assert body.count(f'id="{number}"') == 1
        assert f'href="/policy/secat-2020/#{number}"' in body
        assert clause.gist in html.unescape(body)


def test_clauses_stand_in_the_order_of_their_numbers_and_appendices_come_last(reader: Client):
    numbers = re.findall(r'<section id="((?:POL|PRO|A1)[^"]+)"', reader.get("/policy/secat-2020/").content.decode())
    assert numbers[0] == "POL-1.3"
    assert [number for number in numbers if number in ("PRO-9.2", "PRO-9.12", "PRO-10.9", "A1-1i")] == ["PRO-9.2", "PRO-9.12", "PRO-10.9", "A1-1i"]


def test_no_place_on_the_page_stands_twice_and_every_link_within_it_leads_somewhere(reader: Client):
    body = reader.get("/policy/secat-2020/").content.decode()
    places = re.findall(r' id="([^"]+)"', body)
    assert len(places) == len(set(places))
    assert {*re.findall(r'href="(?:/policy/secat-2020/)?#([^"]+)"', body)} <= {*places}


def test_a_clause_says_what_honours_it_how_strongly_and_what_else_rests_on_it(reader: Client):
    page = text_of(reader.get("/policy/secat-2020/"))
    assert "Before a step, by law: For each establishment over the threshold HR1 was received before notice to anyone" in page
    assert "Owed, by policy: Every representation gets a considered answer" in page
    assert "Before a step, by policy: Every item is there: reasons, numbers" in page  # a question that two rules ask
    assert "Left to a person. What bears on a disability" in page
    assert "See also: Setting: Performance reference years; Ruling R-7." in page


def test_settings_stages_powers_criteria_and_rulings_are_there(reader: Client):
    page = text_of(reader.get("/policy/secat-2020/"))
    assert "Representation reply working days 10 working days from receipt. Less favours the employee. ( Ruling R-4)" in page
    assert "Points are whole Yes." in page
    assert "Slotting, after consulting and avoiding. Evenhand has no steps for it yet." in page
    assert "Selecting, after consulting and avoiding." in page
    assert "Dismiss Headteacher, Chief executive ( Ruling R-1)" in page
    assert "Decided by Evenhand's authors, until the trust decides, on Saturday 21 November 2026." in page
    assert "These are our summaries" in page
    assert "Over 1%, up to 3%." in page


def test_words_are_found_in_clauses_settings_and_rulings(reader: Client):
    found = reader.get("/policy/secat-2020/", {"q": "  Maternity  POST "}).content.decode()
    assert 'id="PRO-8.4"' in found and 'id="PRO-9.4"' not in found
    one = reader.get("/policy/secat-2020/", {"q": "PRO-9.4"}).content.decode()
    assert 'id="PRO-9.4"' in one and 'id="PRO-9.5"' not in one


def test_what_is_nowhere_is_said_to_be_nowhere(reader: Client):
    assert "Nothing in this policy holds ‘zebra’." in text_of(reader.get("/policy/secat-2020/", {"q": "zebra"}))


def test_what_was_looked_for_is_shown_as_it_was_typed_and_cut_where_it_is_long(reader: Client):
    script = "<script>alert(1)</script>"
    assert script not in reader.get("/policy/secat-2020/", {"q": script}).content.decode()
    assert "x" * 101 not in reader.get("/policy/secat-2020/", {"q": "x" * 5_000}).content.decode()


def test_there_is_no_page_for_a_policy_that_is_not_known(reader: Client):
    assert reader.get("/policy/nothing/").status_code == 404


def test_a_change_that_is_not_announced_is_told_to_nobody_else(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch, date(2026, 11, 2))
    a_change(world, holders=3, to_stay=2)
    told = {}
    for person, seat in (("asha", None), ("carys", seat_of(CARYS))):
        reader = Client(SERVER_NAME="localhost")
        signed_in(reader, person, seat)
        told[person] = [CHANGE in text_of(reader.get(address)) for address in ("/policy/", "/policy/secat-2020/")]
    assert told == {"asha": [True, True], "carys": [False, False]}


def test_the_page_asks_for_a_fixed_number_of_queries(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch, date(2026, 11, 2))
    reader = Client(SERVER_NAME="localhost")
    signed_in(reader, "asha")
    counts = []
    for _ in range(2):
        reader.get("/policy/secat-2020/")
        with CaptureQueriesContext(connection) as asked:
            reader.get("/policy/secat-2020/")
        counts.append(len(asked))
        if len(counts) == 1:
            a_change(world, holders=3, to_stay=2)
    assert counts[0] == counts[1]
