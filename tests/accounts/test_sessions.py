"""A session ends by itself, whatever the site's clock says, and with it everything that only its owner may see."""

import pytest
from django.test import Client

from evenhand_web.accounts.closing import sign_out_everywhere
from evenhand_web.accounts.sessions import IDLE, TOO_LONG
from evenhand_web.config import clock
from tests.accounts.people import MINA
from tests.accounts.signing_in import signed_in
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
PAGE, SIGN_IN = "/seat/", "/accounts/sign-in/"


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch):
    """Moves real time on by minutes from when the test began."""
    began = clock.now().timestamp()

    def moved(minutes: float) -> None:
        monkeypatch.setattr("django.core.signing.time.time", lambda: began + minutes * 60)

    return moved


def is_open(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


def test_29_minutes_without_a_page_do_not_end_it_and_31_do(browser: Client, after):
    signed_in(browser, MINA)
    after(29)
    assert is_open(browser)
    after(29 + 29)
    assert is_open(browser)
    after(29 + 29 + 31)
    assert not is_open(browser)
    assert IDLE in browser.get(SIGN_IN).content.decode()


def test_12_hours_end_it_however_busy_it_is(browser: Client, after):
    signed_in(browser, MINA)
    for minutes in range(20, 12 * 60, 20):
        after(minutes)
        assert is_open(browser)
    after(12 * 60 - 1)
    assert is_open(browser)
    after(12 * 60 + 1)
    assert not is_open(browser)
    assert TOO_LONG in browser.get(SIGN_IN).content.decode()


def test_pages_within_a_minute_write_nothing_about_the_session(browser: Client, after, django_assert_max_num_queries):
    signed_in(browser, MINA)
    browser.get(PAGE)
    with django_assert_max_num_queries(30) as seen:
        browser.get(PAGE)
    assert not [query["sql"] for query in seen.captured_queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_sign_out_everywhere_ends_every_session_and_no_other_account(browser: Client):
    elsewhere, other = Client(), Client()
    account = signed_in(browser, MINA)
    signed_in(elsewhere, MINA)
    signed_in(other, "asha")
    assert browser.post("/accounts/sign-out-everywhere/").headers["Location"] == SIGN_IN
    assert not is_open(browser) and not is_open(elsewhere) and is_open(other)
    signed_in(elsewhere, MINA)
    sign_out_everywhere(account)
    assert not is_open(elsewhere)


def test_changing_the_password_ends_the_other_sessions_only(browser: Client):
    from tests.accounts.signing_in import PASSWORD

    elsewhere = Client()
    signed_in(browser, MINA)
    signed_in(elsewhere, MINA)
    browser.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": "others quite unlike them"})
    assert is_open(browser) and not is_open(elsewhere)


def test_a_page_with_a_form_says_until_when(browser: Client, monkeypatch: pytest.MonkeyPatch):
    from datetime import UTC, datetime

    from tests.accounts.people import DORA
    from tests.site.acting import seat_of
    from tests.site.sites import set_clock

    set_clock(monkeypatch, datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    signed_in(browser, DORA.person, seat_of(DORA))
    assert "If you do nothing until 09:30 you are signed out" in browser.get("/accounts/people/invite/").content.decode()
