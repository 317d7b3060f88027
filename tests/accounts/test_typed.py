"""What is typed survives: the end of a session, a form from before sign-in; and nobody else gets it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand_web.accounts.models import Typed
from evenhand_web.accounts.requiring import KEPT
from evenhand_web.accounts.typed import PAGES_AN_ACCOUNT
from tests.accounts.people import DORA, MINA
from tests.accounts.signing_in import PASSWORD, an_account, signed_in
from tests.accounts.test_sessions import after
from tests.site.acting import seat_of
from tests.site.sites import only_sqlite, set_clock

__all__ = ["after"]
pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
FORM, SIGN_IN, INVITE = "/form/1/", "/accounts/sign-in/", "/accounts/people/invite/"
TEXT = {"reasons": "Line one\nand é two", "tick": ["a", "b"], "csrfmiddlewaretoken": "t", "new_password": "secret words here"}


def given_back(browser: Client, at: str = FORM) -> dict | None:
    return browser.get(at).json()["typed"]


def time_runs_out(browser: Client, after) -> None:
    signed_in(browser, MINA)
    browser.get(FORM)
    after(31)


def test_what_is_sent_too_late_is_given_back_on_the_same_page_after_sign_in(browser: Client, after):
    time_runs_out(browser, after)
    late = browser.post(FORM + "?from=here", TEXT)
    assert late.headers["Location"] == f"{SIGN_IN}?next=/form/1/%3Ffrom%3Dhere"
    page = browser.get(late.headers["Location"]).content.decode()
    assert KEPT in page and "signed out after 30 minutes" in page
    an_account(MINA)
    signed_in(browser, MINA)
    assert given_back(browser) == {"reasons": ["Line one\nand é two"], "tick": ["a", "b"]}


def test_the_way_back_by_the_sign_in_page_leads_to_the_form(browser: Client, after):
    an_account(MINA, second_factor=False)
    browser.post(SIGN_IN, {"login": MINA, "password": PASSWORD})
    browser.get(FORM)
    after(31)
    browser.post(FORM, TEXT)
    answer = browser.post(SIGN_IN, {"login": MINA, "password": PASSWORD, "next": FORM})
    assert answer.headers["Location"] == FORM and given_back(browser)


def test_it_is_given_back_again_until_the_page_is_sent(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    signed_in(browser, MINA)
    assert given_back(browser) and given_back(browser)
    assert browser.post(FORM, TEXT | {"conflict": "1"}).status_code == 409 and given_back(browser)
    assert browser.post(FORM, TEXT).status_code == 200
    assert given_back(browser) is None and not Typed.objects.exists()


def test_another_page_gets_none_of_it(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    signed_in(browser, MINA)
    assert given_back(browser, "/form/2/") is None


def test_another_account_at_the_same_computer_gets_none_of_it(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    signed_in(browser, "ilse")
    assert given_back(browser) is None


def test_the_same_account_at_another_computer_gets_none_of_it(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    elsewhere = Client()
    signed_in(elsewhere, MINA)
    assert given_back(elsewhere) is None


def test_a_forged_token_keeps_nothing(browser: Client):
    an_account(MINA)
    browser.cookies[settings.TYPED_COOKIE_NAME] = "WzEsIngiXQ:1abc:forged"
    assert browser.post(FORM, TEXT).headers["Location"].startswith(SIGN_IN)
    assert not Typed.objects.exists()


def test_a_browser_that_never_signed_in_leaves_nothing_behind(browser: Client):
    browser.post(FORM, TEXT)
    assert not Typed.objects.exists()


def test_another_site_cannot_put_words_into_a_form(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT, headers={"Sec-Fetch-Site": "cross-site"})
    assert not Typed.objects.exists()


def test_a_closed_account_keeps_nothing(browser: Client, after):
    from evenhand_web.accounts.closing import close

    account = signed_in(browser, MINA)
    browser.get(FORM)
    close(account)
    browser.post(FORM, TEXT)
    assert not Typed.objects.exists()


def test_passwords_and_files_are_never_kept_and_nothing_can_be_read_in_the_database(browser: Client, after):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT | {"evidence": SimpleUploadedFile("notes.txt", b"what she said")})
    row = Typed.objects.get()
    assert b"Line one" not in bytes(row.sealed)
    signed_in(browser, MINA)
    assert set(given_back(browser) or ()) == {"reasons", "tick"}


def test_it_is_there_for_24_hours_and_not_longer(browser: Client, after, monkeypatch: pytest.MonkeyPatch):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    kept_at = Typed.objects.get().kept_at
    signed_in(browser, MINA)
    set_clock(monkeypatch, kept_at + timedelta(hours=24))
    assert given_back(browser)
    set_clock(monkeypatch, kept_at + timedelta(hours=24, seconds=1))
    assert given_back(browser) is None
    signed_in(Client(), "ilse")
    assert not Typed.objects.exists()


def test_the_latest_of_two_is_kept_and_no_more_pages_than_a_person_has_open(browser: Client, after):
    time_runs_out(browser, after)
    for number in range(PAGES_AN_ACCOUNT + 3):
        browser.post(f"/form/{number}/", TEXT)
    browser.post(FORM, {"reasons": "the second time"})
    assert Typed.objects.count() == PAGES_AN_ACCOUNT
    signed_in(browser, MINA)
    assert given_back(browser) == {"reasons": ["the second time"]}


def test_a_form_from_before_sign_in_records_nothing_and_keeps_what_was_typed(browser: Client):
    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, MINA)
    strict.get(FORM)
    answer = strict.post(FORM, TEXT)
    assert answer.status_code == 403 and "What you typed is kept" in answer.content.decode()
    assert given_back(strict) == {"reasons": ["Line one\nand é two"], "tick": ["a", "b"]}


def test_a_new_secret_key_loses_what_was_typed_and_breaks_nothing(browser: Client, after, monkeypatch: pytest.MonkeyPatch):
    time_runs_out(browser, after)
    browser.post(FORM, TEXT)
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    signed_in(browser, MINA)
    assert given_back(browser) is None


def test_an_invitation_that_was_being_written_is_given_back(browser: Client, after):
    signed_in(browser, DORA.person, seat_of(DORA))
    browser.get(INVITE)
    after(31)
    browser.post(INVITE, {"name": "Noor Haddad"})
    signed_in(browser, DORA.person, seat_of(DORA))
    assert 'value="Noor Haddad"' in browser.get(INVITE).content.decode()


@pytest.mark.parametrize("path", [SIGN_IN, "/accounts/code/", "/accounts/2fa/code/", "/accounts/again/", "/accounts/2fa/app/"])
def test_nothing_typed_on_the_pages_of_sign_in_is_kept(browser: Client, path: str):
    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, MINA)
    strict.get(FORM)
    assert strict.post(path, {"login": "mina", "code": "12345678"}).status_code == 403
    assert not Typed.objects.exists()


def test_public_pages_need_no_sign_in_and_the_others_all_do(browser: Client):
    assert browser.get("/about/").status_code == 200
    assert browser.get(FORM).headers["Location"].startswith(SIGN_IN)
