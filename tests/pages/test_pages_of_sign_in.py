"""Every page of sign-in and of the administrator's, looked at in a browser: it fits, and can be read by whoever cannot see it."""

import pytest
from django.conf import settings

from evenhand.procedure.trust.governing import Appoint
from evenhand_web.accounts.invitations import invite
from evenhand_web.accounts.models import FailedSignIn
from evenhand_web.config import clock
from tests.accounts.people import DORA
from tests.accounts.signing_in import PASSWORD, an_account
from tests.pages.browser import no_axe_findings, nothing_beyond_the_edge, screenshot
from tests.pages.browser import sign_in as signed_in_browser
from tests.pages.test_sign_in_with_passkeys import sign_in
from tests.procedure.world import CEO
from tests.site.acting import a_draft, a_founded_trust, recorded, seat_of
from tests.site.sites import Site

pytestmark = pytest.mark.urls("tests.accounts.addresses")


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_pages_of_sign_in_fit_and_can_be_read(page_at, address: str, browsed_site: Site, width: int):
    an_account("mina", second_factor=False)
    page = page_at(width)
    for path in ("sign-in", "code"):
        page.goto(f"{address}/accounts/{path}/")
        assert no_axe_findings(page) and nothing_beyond_the_edge(page)
        screenshot(page, f"{path}-{width}")
        page.get_by_role("button").first.click()
        assert page.title().startswith("Error: ")
        assert no_axe_findings(page) and nothing_beyond_the_edge(page)
        screenshot(page, f"{path}-errors-{width}")
    sign_in(page, address)
    for path in ("2fa", "2fa/app", "2fa/paper/new", "2fa/passkeys", "password"):
        page.goto(f"{address}/accounts/{path}/")
        assert no_axe_findings(page) and nothing_beyond_the_edge(page)
        screenshot(page, f"{path.replace('/', '-')}-{width}")


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_of_an_administrator_and_of_whoever_is_invited(page_at, browsed_site, address: str, width: int):
    a_founded_trust()
    recorded(a_draft(CEO, Appoint(office=DORA.office), about=DORA.person))
    an_account("asha", name="Asha Rahman")
    mina = an_account("mina", name="Mina Okafor", second_factor=False)
    FailedSignIn.objects.create(account=mina, what="password", address="192.0.2.7", at=clock.now())
    invite(name="Noor Haddad", person="noor", email="noor@example.org", made_by=DORA.person)
    page = page_at(width)
    signed_in_browser(page, address, DORA.person, seat_of(DORA))
    for path in ("accounts/people", "accounts/failed-sign-ins", f"accounts/people/{mina.pk}", "seat", "accounts/people/invite"):
        page.goto(f"{address}/{path}/")
        assert no_axe_findings(page) and nothing_beyond_the_edge(page)
        screenshot(page, f"{path.replace('/', '-')}-{width}")
    page.get_by_label("Name", exact=True).fill("Lee Marsh")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)  # as if her session had ended meanwhile
    page.get_by_role("button", name="Make the code").click()
    assert "What you typed is kept" in page.inner_text("main")
    assert no_axe_findings(page) and nothing_beyond_the_edge(page)
    screenshot(page, f"accounts-signed-out-{width}")
    signed_in_browser(page, address, DORA.person, seat_of(DORA))
    page.goto(f"{address}/accounts/people/invite/")
    assert page.get_by_label("Name", exact=True).input_value() == "Lee Marsh"
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Make the code").click()
    assert no_axe_findings(page) and page.title().startswith("Error: ")
    page.get_by_label("Name", exact=True).fill("Lee Marsh")
    page.get_by_label("Number in Evenhand").fill("lee")
    page.get_by_label("Sign-in name (optional)").fill("lee.marsh")
    page.get_by_role("button", name="Make the code").click()
    assert no_axe_findings(page) and nothing_beyond_the_edge(page)
    screenshot(page, f"accounts-invited-{width}")
    code = page.locator("main ol li").nth(1).locator("span").inner_text()
    other = page_at(width)
    other.goto(f"{address}/accounts/code/")
    other.get_by_label("Code").fill(code)
    other.get_by_role("button", name="Continue").click()
    assert no_axe_findings(other) and nothing_beyond_the_edge(other)
    screenshot(other, f"accounts-choose-password-{width}")
    other.get_by_label("Password").fill("others quite unlike them")
    other.get_by_role("button", name="Set the password and sign in").click()
    other.wait_for_url("**/accounts/2fa/")
    other.get_by_role("link", name="Make paper codes").click()
    other.get_by_role("button", name="Show me ten codes").click()
    assert no_axe_findings(other) and nothing_beyond_the_edge(other)
    screenshot(other, f"accounts-paper-{width}")
    other.context.clear_cookies()
    other.goto(f"{address}/accounts/sign-in/")
    other.get_by_label("E-mail address or sign-in name").fill("asha")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    assert no_axe_findings(other) and nothing_beyond_the_edge(other)
    screenshot(other, f"accounts-authenticate-{width}")
