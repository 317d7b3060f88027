"""Passkeys in a real browser, with an authenticator that Chromium plays; and the same pages without script."""

import pytest
from playwright.sync_api import Page

from tests.accounts.signing_in import PASSWORD, an_account
from tests.pages.browser import no_axe_findings
from tests.site.sites import Site

pytestmark = pytest.mark.urls("tests.accounts.addresses")


def with_authenticator(page: Page) -> Page:
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/sign-in/?next=/accounts/2fa/")
    page.get_by_label("E-mail address or sign-in name").fill("mina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_passkey_is_added_and_then_signs_in(page_at, address: str, browsed_site: Site):
    an_account("mina", second_factor=False)
    page = with_authenticator(page_at(1280))
    sign_in(page, address)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("blue key")
    assert no_axe_findings(page)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/2fa/paper/")
    assert "shown only now" in page.inner_text("main")
    page.goto(f"{address}/accounts/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address)
    page.wait_for_url("**/2fa/code/")
    assert no_axe_findings(page)
    assert not page.get_by_text("No passkey was given").is_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/accounts/2fa/")
    assert "1 set up" in page.inner_text("main")


def test_without_script_paper_codes_do_the_same(page_at, address: str, browsed_site: Site):
    an_account("mina", second_factor=False)
    page = page_at(375, script=False)
    sign_in(page, address)
    page.get_by_role("link", name="Add a passkey").click()
    assert not page.get_by_role("button", name="Add the passkey").is_visible()
    page.get_by_role("link", name="Make paper codes").click()
    page.get_by_role("button", name="Show me ten codes").click()
    code = page.locator("main ul li").first.inner_text()
    page.goto(f"{address}/accounts/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address)
    assert "passkey" not in page.inner_text("main")  # she has none
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/accounts/2fa/")
    assert "9 unused" in page.inner_text("main")
