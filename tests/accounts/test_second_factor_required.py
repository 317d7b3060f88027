"""Whoever may see other people's facts needs a second factor, and never a telephone's alone."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from evenhand_web.accounts.second_factors import are_enough
from tests.accounts.people import DORA, MINA
from tests.accounts.signing_in import PASSWORD, an_account, signed_in
from tests.accounts.test_signing_in import code_of
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, SAM, TOMAS
from tests.site.acting import seat_of
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
SET_UP = "/accounts/2fa/"
OFFICE_HOLDERS = (ASHA, CORA, BEN, CEO, TOMAS, SAM, CARYS, DORA)


@pytest.mark.parametrize("actor", OFFICE_HOLDERS, ids=lambda actor: actor.office)
def test_an_office_holder_without_one_is_sent_to_set_it_up(browser: Client, actor):
    signed_in(browser, actor.person, seat_of(actor), second_factor=False)
    assert browser.get("/seat/").headers["Location"] == SET_UP
    assert "a password is not enough" in browser.get(SET_UP).content.decode()


@pytest.mark.parametrize("actor", OFFICE_HOLDERS, ids=lambda actor: actor.office)
def test_with_one_the_pages_open(browser: Client, actor):
    signed_in(browser, actor.person, seat_of(actor))
    assert browser.get("/seat/").status_code == 200


def test_it_is_the_offices_held_that_count_not_the_seat_in_use(browser: Client):
    from evenhand.procedure.audience import Office, Seat

    signed_in(browser, ASHA.person, Seat(ASHA.person, Office.EMPLOYEE), second_factor=False)
    assert browser.get("/seat/").headers["Location"] == SET_UP


def test_an_employee_who_reads_her_own_may_choose(browser: Client):
    signed_in(browser, MINA, second_factor=False)
    assert browser.get("/seat/").status_code == 200
    assert "the choice is yours" in browser.get(SET_UP).content.decode()


def test_public_pages_stay_open_to_somebody_who_has_yet_to_set_it_up(browser: Client):
    signed_in(browser, ASHA.person, second_factor=False)
    assert browser.get("/about/").status_code == 200


def test_an_app_alone_is_not_enough_and_codes_that_nobody_has_seen_are_none(browser: Client):
    account = an_account(ASHA.person, second_factor=False)
    TOTP.activate(account, generate_totp_secret())
    assert not are_enough(account)
    paper = RecoveryCodes.activate(account)
    assert not are_enough(account)
    paper.mark_as_viewed()
    assert are_enough(account)


def test_paper_that_is_used_up_is_not_enough(browser: Client):
    account = an_account(ASHA.person)
    paper = Authenticator.objects.get(user=account).wrap()
    *all_but_one, last = paper.get_unused_codes()
    for code in all_but_one:
        assert paper.validate_code(code)
    assert are_enough(account)
    assert paper.validate_code(last)
    assert not are_enough(account)


def test_a_passkey_is_enough(browser: Client):
    account = an_account(ASHA.person, second_factor=False)
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "blue key", "credential": {}})
    assert are_enough(account)


def test_setting_up_paper_codes_opens_the_pages_and_shows_the_codes_once(browser: Client):
    account = signed_in(browser, ASHA.person, second_factor=False)
    assert browser.get("/accounts/2fa/paper/new/").status_code == 200
    page = browser.post("/accounts/2fa/paper/new/", follow=True).content.decode()
    first = Authenticator.objects.get(user=account).wrap().get_unused_codes()[0]
    assert f"{first[:4]} {first[4:]}" in page
    assert first[4:] not in browser.get("/accounts/2fa/paper/").content.decode()
    assert browser.get("/seat/").status_code == 200


def test_setting_up_an_app_leads_on_to_paper(browser: Client):
    signed_in(browser, ASHA.person, second_factor=False)
    page = browser.get("/accounts/2fa/app/").content.decode()
    assert "<svg" in page and "data:image" not in page
    secret = browser.session["mfa.totp.secret"]
    assert browser.post("/accounts/2fa/app/", {"code": code_of(secret)}).headers["Location"] == "/accounts/2fa/paper/"
    assert browser.get("/seat/").headers["Location"] == SET_UP
    browser.get("/accounts/2fa/paper/")
    assert browser.get("/seat/").status_code == 200


def test_setting_one_up_ends_every_session_that_began_without(browser: Client):
    thief = Client()
    signed_in(thief, ASHA.person, second_factor=False)
    signed_in(browser, ASHA.person, second_factor=False)
    browser.post("/accounts/2fa/paper/new/", follow=True)
    assert browser.get("/seat/").status_code == 200
    assert thief.get("/seat/").headers["Location"].startswith("/accounts/sign-in/")


def test_taking_one_away_ends_every_other_session_and_leads_back_to_setting_one_up(browser: Client):
    elsewhere = Client()
    TOTP.activate(an_account(ASHA.person), generate_totp_secret())
    signed_in(browser, ASHA.person)
    signed_in(elsewhere, ASHA.person)
    assert browser.get("/accounts/2fa/app/remove/").status_code == 200
    browser.post("/accounts/2fa/app/remove/")
    assert elsewhere.get("/seat/").headers["Location"].startswith("/accounts/sign-in/")
    assert browser.get("/seat/").headers["Location"] == SET_UP


def test_five_minutes_after_sign_in_the_password_is_asked_for_again(browser: Client, monkeypatch: pytest.MonkeyPatch):
    from evenhand_web.config import clock

    signed_in(browser, ASHA.person, second_factor=False)
    later = clock.now().timestamp() + 5 * 60 + 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert browser.get("/accounts/2fa/paper/new/").headers["Location"].startswith("/accounts/again/")
    browser.post("/accounts/again/?next=/accounts/2fa/paper/new/", {"password": "not hers"})
    assert browser.get("/accounts/2fa/paper/new/").headers["Location"].startswith("/accounts/again/")
    before = browser.session.session_key
    browser.post("/accounts/again/?next=/accounts/2fa/paper/new/", {"password": PASSWORD})
    assert browser.session.session_key != before
    assert browser.get("/accounts/2fa/paper/new/").status_code == 200
