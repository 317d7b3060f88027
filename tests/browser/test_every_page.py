"""Every address of the site by everybody who might ask for it: what each gets, that it tells nothing of what is not theirs, and in how many queries.

A page that is added needs a row here; a row is a decision about who may see it.
"""

from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browser.every_address import EVERYBODY, OF_A_MATTER, address_of, another_union, clients, examples, keys_of, names_of_addresses
from tests.pages.situations import CHANGE, proposed, scored, with_addresses
from tests.site.sites import Site, only_sqlite

STATUSES = {"o": 200, ">": 302, ".": 404, "p": 405, " ": 0}
# o the page, > led elsewhere (nobody: to sign in), . not found, p only by a form. The columns are EVERYBODY's: nobody signed in; HR adviser, confidential
# HR adviser, headteacher, chief executive, trustee; assessor; the union with members in the change, and another; an employee in it, and another;
# auditor, administrator. First before the change is announced, then when people are being scored; then in how many queries, for the first who gets it.
TABLE = """
account_login                  | o >>>>> > >> >> >> | o >>>>> > >> >> >> | 0
account_logout                 | > ooooo o oo oo oo | > ooooo o oo oo oo | 5
account_reauthenticate         | > ooooo o oo oo oo | > ooooo o oo oo oo | 5
account_change_password        | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
mfa_index                      | > ooooo o oo oo oo | > ooooo o oo oo oo | 9
mfa_authenticate               | > >>>>> > >> >> >> | > >>>>> > >> >> >> | 0
mfa_activate_totp              | > ooooo o oo oo oo | > ooooo o oo oo oo | 10
mfa_deactivate_totp            | > ..... . .. .. .. | > ..... . .. .. .. | 0
mfa_view_recovery_codes        | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
mfa_generate_recovery_codes    | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
mfa_list_webauthn              | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
mfa_add_webauthn               | > ooooo o oo oo oo | > ooooo o oo oo oo | 11
mfa_remove_webauthn            | > ..... . .. .. .. | > ..... . .. .. .. | 0
accounts:enter-code            | o ooooo o oo oo oo | o ooooo o oo oo oo | 0
accounts:choose-password       | > >>>>> > >> >> >> | > >>>>> > >> >> >> | 0
accounts:sign-out-everywhere   | > ppppp p pp pp pp | > ppppp p pp pp pp | 0
accounts:people                | > ..... . .. .. .o | > ..... . .. .. .o | 9
accounts:invite                | > ..... . .. .. .o | > ..... . .. .. .o | 7
accounts:invited               | > ..... . .. .. .. | > ..... . .. .. .. | 0
accounts:withdraw              | > ..... . .. .. .p | > ..... . .. .. .p | 0
accounts:account               | > ..... . .. .. .o | > ..... . .. .. .o | 8
accounts:failures              | > ..... . .. .. .o | > ..... . .. .. .o | 7
demonstration:start            | . ..... . .. .. .. | . ..... . .. .. .. | 0
demonstration:mailbox          | . ..... . .. .. .. | . ..... . .. .. .. | 0
demonstration:sign-in          | . ..... . .. .. .. | . ..... . .. .. .. | 0
demonstration:start-again      | . ..... . .. .. .. | . ..... . .. .. .. | 0
public:start                   | o >>>>> > >> >> >> | o >>>>> > >> >> >> | 1
public:calculators             | o ooooo o oo oo oo | o ooooo o oo oo oo | 0
public:calculator              | o ooooo o oo oo oo | o ooooo o oo oo oo | 0
public:check                   | o ooooo o oo oo oo | o ooooo o oo oo oo | 0
public:about                   | o ooooo o oo oo oo | o ooooo o oo oo oo | 6
public:guide                   | o ooooo o oo oo oo | o ooooo o oo oo oo | 6
public:accessibility           | o ooooo o oo oo oo | o ooooo o oo oo oo | 6
public:privacy                 | o ooooo o oo oo oo | o ooooo o oo oo oo | 6
homes:home                     | > ooooo o oo oo oo | > ooooo o oo oo oo | 9
proposing:begin                | > oooo. . .. .. .. | > oooo. . .. .. .. | 8
proposing:posts                | > o.... . .. .. .. | > o.... . .. .. .. | 9
proposing:check                | > o.... . .. .. .. | > o.... . .. .. .. | 8
proposing:page                 | > o.... . .. .. .. | > o.... . .. .. .. | 8
record:record                  | > ooooo . .. .. o. | > ooooo o o. o. o. | 18
record:verify                  | > ooooo . .. .. o. | > ooooo o o. o. o. | 10
record:bundle                  | > ooooo . .. .. o. | > ooooo o o. o. o. | 15
record:receipt                 | > ooooo . .. .. o. | > ooooo . o. o. o. | 21
record:receipt_file            | > ooooo . .. .. o. | > ooooo . o. o. o. | 13
record:receipt_code            | > ooooo . .. .. o. | > ooooo . o. o. o. | 13
record:evidence                | > ..... . .. .. .. | > ..... . .. .. .. | 0
changes:all                    | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
changes:overview               | > ooooo . .. .. o. | > ooooo o o. o. o. | 9
changes:people                 | > ooooo . .. .. o. | > ooooo o o. o. o. | 8
changes:consultation           | > ooooo . .. .. o. | > ooooo o o. o. o. | 8
changes:selection              | > ooooo . .. .. o. | > ooooo o o. o. o. | 8
steps:all                      | > ooooo . .. .. o. | > ooooo o o. o. o. | 8
steps:begin                    | > ooooo . .. .. o. | > ooooo . o. o. o. | 9
steps:correct                  | > ooooo . .. .. o. | > ooooo . o. o. o. | 6
steps:scores                   | > ..... . .. .. .. | > ..... o .. .. .. | 9
steps:score                    | > ..... . .. .. .. | > ..... o .. .. .. | 10
steps:check                    | > ..... . .. .. .. | > o.... . .. .. .. | 11
steps:preview                  | > ..... . .. .. .. | > ..... . .. .. .. | 0
steps:sure                     | > ..... . .. .. .. | > >.... . .. .. .. | 0
steps:throw_away               | > ppppp p pp pp pp | > ppppp p pp pp pp | 0
steps:recorded                 | > ..... . .. .. .. | > ..o.. . .. .. .. | 11
searching:search               | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
notices:all                    | > ooooo o oo oo oo | > ooooo o oo oo oo | 7
calendar_feed:address          | > ooooo o oo oo oo | > ooooo o oo oo oo | 7
calendar_feed:end              | > ppppp p pp pp pp | > ppppp p pp pp pp | 0
calendar_feed:feed             | . ..... . .. .. .. | . ..... . .. .. .. | 0
policy:packs                   | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
policy:pack                    | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
trust:overview                 | > ooooo o oo oo oo | > ooooo o oo oo oo | 9
trust:trust                    | > ooooo o oo oo oo | > ooooo o oo oo oo | 9
importing:start                | > oo.o. . .. .. .o | > oo.o. . .. .. .o | 7
importing:empty_workbook       | > oo.o. . .. .. .o | > oo.o. . .. .. .o | 5
importing:check                | > o.... . .. .. .. | > o.... . .. .. .. | 10
importing:to_correct           | > o.... . .. .. .. | > o.... . .. .. .. | 8
importing:throw_away           | > ppppp p pp pp pp | > ppppp p pp pp pp | 0
otherwise:as_it_stood          | > ooooo . .. .. o. | > ooooo o o. o. o. | 6
otherwise:view_as              | > ooooo . .. .. o. | > ooooo . .. .. o. | 8
otherwise:back                 | > >>>>> > >> >> >> | > >>>>> > >> >> >> | 0
seat:change                    | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
letters:mine                   | > ooooo o oo oo oo | > ooooo o oo oo oo | 6
letters:letter                 | > ..... . .. .. .. | > ooooo . o. .. o. | 18
letters:file                   | > ..... . .. .. .. | > ooooo . o. .. o. | 16
letters:of_change              | > ooooo . .. .. o. | > ooooo o o. o. o. | 8
"""
NOWHERE = "CH-404"
MANAGEMENT = ("HR adviser", "confidential HR adviser", "headteacher", "chief executive", "trustee", "auditor")
OTHERS = [who for who in EVERYBODY if who not in MANAGEMENT]


class Row(NamedTuple):
    before: dict[str, int]
    announced: dict[str, int]
    queries: int


def the_table() -> dict[str, Row]:
    found = {}
    for line in filter(None, TABLE.splitlines()):
        name, before, announced, queries = (part.strip() for part in line.split("|"))
        found[name] = Row(_by_person(before), _by_person(announced), int(queries))
    return found


def _by_person(letters: str) -> dict[str, int]:
    return dict(zip(EVERYBODY, (STATUSES[letter] for letter in letters.replace(" ", "")), strict=True))


class Everywhere:
    """Every address, with everybody's browser."""

    def __init__(self) -> None:
        another_union()
        with_addresses()
        self.browsers = clients()
        self.given = examples(keys_of(self.browsers["HR adviser"], CHANGE), CHANGE)

    def at(self, name: str) -> str:
        return address_of(name, self.given)

    def statuses(self, name: str) -> dict[str, int]:
        return {who: browser.get(self.at(name)).status_code for who, browser in self.browsers.items()}


def test_no_address_is_without_a_row_and_no_row_without_an_address():
    assert sorted(the_table()) == sorted(set(names_of_addresses()))


@only_sqlite
def test_before_it_is_announced_each_page_is_for_whom_the_table_says(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    everywhere = Everywhere()
    assert {name: everywhere.statuses(name) for name in the_table()} == {name: row.before for name, row in the_table().items()}


@only_sqlite
def test_once_announced_each_page_is_for_whom_the_table_says(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    scored(monkeypatch)
    everywhere = Everywhere()
    assert {name: everywhere.statuses(name) for name in the_table()} == {name: row.announced for name, row in the_table().items()}


@only_sqlite
@pytest.mark.parametrize("situation", [proposed, scored])
def test_what_is_not_hers_is_answered_as_what_is_not_there(a_site: Site, monkeypatch: pytest.MonkeyPatch, situation):
    situation(monkeypatch)
    everywhere, compared = Everywhere(), 0
    of_a_matter = [name for name, args in everywhere.given.items() if args[0] == CHANGE]
    assert set(OF_A_MATTER) < set(of_a_matter)
    for who, browser in everywhere.browsers.items():
        for name in of_a_matter:
            here = browser.get(everywhere.at(name))
            led_on = here.status_code == 302 and who != "nobody signed in"  # from her own draft to the page where it stands
            if here.status_code != 200 and not led_on:
                nowhere = browser.get(everywhere.at(name).replace(CHANGE, NOWHERE))
                assert here.status_code == nowhere.status_code, (who, name)
                assert here.content == nowhere.content, (who, name)
                compared += 1
    assert compared > 100


@only_sqlite
def test_before_it_is_announced_no_page_of_the_other_side_says_a_word_of_it(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    everywhere = Everywhere()
    names = ["k000", "k001", "k002", "Dana Whitfield", "Person-K001"]
    shown = 0
    for who in OTHERS:
        for name in the_table():
            answer = everywhere.browsers[who].get(everywhere.at(name))
            if answer.status_code == 200:
                secret = ["Fewer teaching", "Saltings", f"{CHANGE}<", f"/{CHANGE}/"]
                secret += [] if name.startswith("accounts:") else names  # an administrator sees that everybody has an account
                hers = {"Dana Whitfield", "k000"} if who == "employee in it" else set()  # her own name and sign-in name, on her own pages
                assert not [word for word in secret if word not in hers and word.encode() in answer.getvalue()], (who, name)
                shown += 1
    assert shown > 150


@only_sqlite
@pytest.mark.parametrize("holders", [3, 6])
def test_a_page_takes_as_many_queries_however_many_people_it_is_about(a_site: Site, monkeypatch: pytest.MonkeyPatch, holders: int):
    scored(monkeypatch, holders)
    everywhere = Everywhere()
    table = the_table()
    asked = {name: next((who for who, status in row.announced.items() if status == 200), None) for name, row in table.items()}
    counted = {name: queries(everywhere.browsers[who], everywhere.at(name)) if who else 0 for name, who in asked.items()}
    assert counted == {name: row.queries for name, row in table.items()}


def queries(browser: Client, address: str) -> int:
    """In how many the page comes to somebody who has been there before."""
    browser.get(address)
    with CaptureQueriesContext(connection) as counted:
        browser.get(address)
    return len(counted)
