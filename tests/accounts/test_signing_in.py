"""Signing in: what opens the door, and that nothing at it says who is inside."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.test import Client

from evenhand_web.accounts.adapters import TOO_MANY, WRONG, WRONG_CODE
from evenhand_web.accounts.closing import close
from evenhand_web.accounts.models import FailedSignIn
from tests.accounts.people import MINA
from tests.accounts.signing_in import PASSWORD, an_account
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
SIGN_IN, CODE = "/accounts/sign-in/", "/accounts/2fa/code/"


def sign_in(browser: Client, name: str, password: str = PASSWORD, **more: str):
    return browser.post(SIGN_IN, {"login": name, "password": password, **more})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_the_right_password_of_somebody_with_no_second_factor_signs_in(browser: Client):
    an_account(MINA, second_factor=False)
    assert sign_in(browser, MINA, next="/about/").headers["Location"] == "/about/"
    assert is_signed_in(browser)


def test_a_sign_in_name_is_known_whatever_its_capitals_and_spaces(browser: Client):
    an_account(MINA, second_factor=False, sign_in_name="mina@example.org")
    sign_in(browser, " Mina@Example.org ")
    assert is_signed_in(browser)


def test_nobody_is_sent_on_to_another_site(browser: Client):
    an_account(MINA, second_factor=False)
    browser.post(SIGN_IN, {"login": MINA, "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert is_signed_in(browser)
    assert "elsewhere" not in browser.post(SIGN_IN, {"login": MINA, "password": PASSWORD, "next": "https://elsewhere.example/"}).headers["Location"]


def test_a_wrong_password_an_unknown_name_and_a_closed_account_are_answered_in_the_same_words(browser: Client):
    an_account(MINA)
    close(an_account("gone"))
    pages = {
        why: sign_in(browser, name, password).content.decode().replace(name, "THE NAME")
        for why, name, password in (("wrong", MINA, "not her password"), ("unknown", "nobody", PASSWORD), ("closed", "gone", PASSWORD))
    }
    without_tokens = {why: [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line] for why, page in pages.items()}
    assert without_tokens["wrong"] == without_tokens["unknown"] == without_tokens["closed"]
    assert WRONG in pages["wrong"] and not is_signed_in(browser)


@pytest.mark.parametrize("name", [MINA, "nobody", "gone"])
def test_one_password_is_worked_out_whether_or_not_there_is_such_an_account(browser: Client, monkeypatch: pytest.MonkeyPatch, name: str):
    from django.contrib.auth.hashers import MD5PasswordHasher

    an_account(MINA)
    close(an_account("gone"))
    worked_out = []
    once = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, password, salt: worked_out.append(1) or once(self, password, salt))
    sign_in(browser, name, "not her password")
    assert len(worked_out) == 1


def test_the_sixth_try_in_five_minutes_is_refused_even_with_the_right_password(browser: Client):
    an_account(MINA, second_factor=False)
    for _ in range(4):
        sign_in(browser, MINA, "not her password")
    assert WRONG in sign_in(browser, MINA, "not her password").content.decode()
    assert TOO_MANY in sign_in(browser, MINA).content.decode() and not is_signed_in(browser)


def test_the_fifth_try_may_still_be_right(browser: Client):
    an_account(MINA, second_factor=False)
    for _ in range(4):
        sign_in(browser, MINA, "not her password")
    sign_in(browser, MINA)
    assert is_signed_in(browser)


def test_a_name_that_is_no_account_is_slowed_in_the_same_words(browser: Client):
    for _ in range(5):
        sign_in(browser, "nobody")
    assert TOO_MANY in sign_in(browser, "nobody").content.decode()


def test_signing_in_gives_the_session_a_new_key_and_the_forms_a_new_token(browser: Client):
    an_account(MINA, second_factor=False)
    browser.get(SIGN_IN)
    session = browser.session
    session["somebody"] = "planted this"
    session.save()
    before, token = session.session_key, browser.cookies[settings.CSRF_COOKIE_NAME].value
    sign_in(browser, MINA)
    assert browser.session.session_key != before and browser.cookies[settings.CSRF_COOKIE_NAME].value != token


def test_signing_out_ends_the_session_on_the_server(browser: Client):
    an_account(MINA, second_factor=False)
    sign_in(browser, MINA)
    kept = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert browser.get("/accounts/sign-out/").status_code == 200 and is_signed_in(browser)
    browser.post("/accounts/sign-out/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert thief.get("/accounts/2fa/").headers["Location"].startswith(SIGN_IN)


def test_nobody_signs_herself_up(browser: Client):
    assert browser.get("/accounts/signup/").status_code == 404


def test_a_password_alone_does_not_sign_in_somebody_with_an_app(browser: Client):
    secret = generate_totp_secret()
    TOTP.activate(an_account(MINA), secret)
    assert sign_in(browser, MINA).headers["Location"] == CODE
    assert not is_signed_in(browser)
    browser.post(CODE, {"code": code_of(secret)})
    assert is_signed_in(browser)


def test_a_code_from_the_app_works_once(browser: Client):
    secret = generate_totp_secret()
    TOTP.activate(an_account(MINA), secret)
    code = code_of(secret)
    sign_in(browser, MINA)
    browser.post(CODE, {"code": code})
    second = Client()
    sign_in(second, MINA)
    assert WRONG_CODE in second.post(CODE, {"code": code}).content.decode().replace("&#x27;", "'") and not is_signed_in(second)


def test_a_code_on_paper_is_a_second_factor_by_itself_and_works_once(browser: Client):
    paper = RecoveryCodes.activate(an_account(MINA))
    first = paper.get_unused_codes()[0]
    assert sign_in(browser, MINA).headers["Location"] == CODE
    browser.post(CODE, {"code": f"{first[:4]} {first[4:]}"})
    assert is_signed_in(browser)
    second = Client()
    sign_in(second, MINA)
    second.post(CODE, {"code": first})
    assert not is_signed_in(second)


def test_the_sixth_wrong_code_is_refused_without_being_read(browser: Client):
    paper = RecoveryCodes.activate(an_account(MINA))
    sign_in(browser, MINA)
    for _ in range(5):
        assert WRONG_CODE in browser.post(CODE, {"code": "00000000"}).content.decode()
    assert TOO_MANY in browser.post(CODE, {"code": paper.get_unused_codes()[0]}).content.decode() and not is_signed_in(browser)


def test_the_page_for_the_code_opens_only_after_the_password(browser: Client):
    an_account(MINA)
    assert browser.get(CODE).headers["Location"] == SIGN_IN


def test_what_failed_is_written_down_and_what_was_typed_is_not(browser: Client):
    an_account(MINA)
    sign_in(browser, "my password by mistake")
    sign_in(browser, MINA, "not her password")
    sign_in(browser, MINA)
    browser.post(CODE, {"code": "00000000"})
    rows = [(row.what, row.account and row.account.person, row.address) for row in FailedSignIn.objects.order_by("pk")]
    assert rows == [("password", None, "127.0.0.1"), ("password", MINA, "127.0.0.1"), ("second factor", MINA, "127.0.0.1")]
    assert "mistake" not in str(list(FailedSignIn.objects.values()))


def test_the_apps_secret_is_sealed_in_the_database(browser: Client):
    secret = generate_totp_secret()
    TOTP.activate(an_account(MINA), secret)
    assert secret not in str(list(Authenticator.objects.values("data")))


def test_an_empty_form_names_both_fields(browser: Client):
    page = browser.post(SIGN_IN, {}).content.decode()
    assert "Enter your password" in page and "Enter your e-mail address or sign-in name" in page and "<title>Error: " in page
