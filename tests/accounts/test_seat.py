"""Changing seat: only to one that is held."""

import pytest
from django.test import Client

from tests.accounts.signing_in import signed_in
from tests.procedure.world import ASHA, CARYS
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]


def test_the_page_lists_the_seats_held_in_words_and_no_others(browser: Client):
    signed_in(browser, CARYS.person)
    page = browser.get("/seat/").content.decode()
    assert "UNISON representative" in page and 'value="employee:"' in page and "adviser" not in page


def test_a_seat_that_is_held_is_taken(browser: Client):
    signed_in(browser, ASHA.person)
    assert browser.post("/seat/", {"seat": "employee:"}).headers["Location"] == "/"
    assert browser.session["seat"] == "employee:"


def test_a_seat_that_is_not_held_is_not_taken(browser: Client):
    signed_in(browser, ASHA.person)
    assert browser.post("/seat/", {"seat": "administrator:"}).status_code == 200
    assert "seat" not in browser.session
