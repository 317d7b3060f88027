"""Sign-in on the other database: from an invitation to a session with a second factor, and what was typed given back."""

import pytest
from django.test import Client

from evenhand_web.accounts.invitations import invite
from tests.accounts.people import DORA
from tests.accounts.signing_in import signed_in
from tests.procedure.world import ASHA
from tests.site.acting import seat_of

pytestmark = pytest.mark.urls("tests.accounts.addresses")


@pytest.mark.parametrize("database_named", ["postgresql"], indirect=True)
def test_from_a_code_to_the_first_page_and_back_after_signing_out(browser: Client):
    _, code = invite(name="Asha Rahman", person=ASHA.person, sign_in_name="asha", made_by=DORA.person)
    browser.post("/accounts/code/", {"code": code})
    browser.post("/accounts/code/password/", {"password": "others quite unlike them"})
    assert browser.get("/form/1/").headers["Location"] == "/accounts/2fa/"
    page = browser.post("/accounts/2fa/paper/new/", follow=True).context
    browser.get("/form/1/")
    browser.post("/accounts/sign-out-everywhere/")
    browser.post("/form/1/", {"reasons": "typed too late"})
    browser.post("/accounts/sign-in/", {"login": "asha", "password": "others quite unlike them"})
    browser.post("/accounts/2fa/code/", {"code": page["unused_codes"][3]})
    assert browser.get("/form/1/").json() == {"typed": {"reasons": ["typed too late"]}}
    signed_in(browser, DORA.person, seat_of(DORA))
    assert "Asha Rahman" in browser.get("/accounts/people/").content.decode()
