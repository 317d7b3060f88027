"""What every response says to the browser, and what the settings say to Django."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from tests.accounts.people import MINA
from tests.accounts.signing_in import PASSWORD, an_account, signed_in
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]


@pytest.mark.parametrize("path", ["/about/", "/accounts/sign-in/", "/seat/", "/nothing-here/"])
def test_every_page_carries_the_headers(browser: Client, path: str):
    signed_in(browser, MINA)
    told = browser.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in told["Content-Security-Policy"].split(";"))
    own = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
    assert policy == {"default-src": "'none'", "object-src": "'none'", "frame-ancestors": "'none'", "base-uri": "'none'"} | dict.fromkeys(own, "'self'")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Referrer-Policy"] == told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"]


def test_a_file_that_a_page_loads_carries_the_policy_too(browser: Client):
    told = browser.get("/static/accounts/passkey.js")
    assert told.status_code == 200 and "default-src 'none'" in told.headers["Content-Security-Policy"] and told.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_behind_sign_in_is_stored_by_the_browser(browser: Client):
    assert "no-store" not in browser.get("/about/").headers.get("Cache-Control", "")
    assert "no-store" in browser.get("/accounts/sign-in/").headers["Cache-Control"]
    signed_in(browser, MINA)
    for path in ("/seat/", "/about/", "/nothing-here/"):
        assert "no-store" in browser.get(path).headers["Cache-Control"]


def test_over_https_the_browser_is_told_to_stay_there(browser: Client):
    assert browser.get("/about/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in browser.get("/about/").headers


def test_every_cookie_is_out_of_reach_of_script_of_other_sites_and_of_http(browser: Client):
    an_account(MINA, second_factor=False)
    browser.post("/accounts/sign-in/", {"login": MINA, "password": PASSWORD})
    browser.get("/seat/")
    names = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.TYPED_COOKIE_NAME}
    assert set(browser.cookies) >= names
    for name in names:
        cookie = browser.cookies[name]
        assert name.startswith("__Host-") and cookie["httponly"] and cookie["samesite"] == "Lax"
        assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]


def test_another_host_is_refused(browser: Client):
    assert browser.get("/about/", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_form_without_its_token_records_nothing(browser: Client):
    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, MINA)
    answer = strict.post("/seat/", {"seat": "employee:"})
    assert answer.status_code == 403 and "Nothing was recorded" in answer.content.decode()


def settings_where(**environment: str) -> list[str]:
    shown = "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG, s.PASSWORD_HASHERS[0]"
    told = {**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "evenhand_web.config.settings", **environment}
    asked = [sys.executable, "-c", f"from django.conf import settings as s; print({shown})"]
    return subprocess.run(asked, env=told, capture_output=True, text=True, check=True).stdout.split()


def test_only_a_demonstration_goes_without_https(browser: Client):
    argon2 = "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert settings_where(EVENHAND_DEMONSTRATION="") == ["__Host-session", "True", "31536000", "False", argon2]
    assert settings_where(EVENHAND_DEMONSTRATION="1") == ["session", "False", "0", "False", argon2]
