"""The administrator's pages: for that seat and no other, about accounts and no case."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from evenhand.procedure.audience import Office, Seat
from evenhand_web.accounts import urls
from evenhand_web.accounts.models import Account, FailedSignIn, Invitation
from evenhand_web.config import clock
from tests.accounts.people import DORA, MINA
from tests.accounts.signing_in import an_account, signed_in
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, SAM, TOMAS
from tests.site.acting import seat_of
from tests.site.sites import only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
SEATS = {actor.office: seat_of(actor) for actor in (ASHA, CORA, BEN, CEO, TOMAS, SAM, CARYS, DORA)} | {Office.EMPLOYEE: Seat(MINA, Office.EMPLOYEE)}

# By name of address: who gets the page with GET. 'all' signed in or not, 'nobody' only while not signed in, 'signed in', 'administrator'.
WHO = {
    "account_login": "nobody",
    "account_logout": "signed in",
    "account_reauthenticate": "signed in",
    "account_change_password": "signed in",
    "mfa_index": "signed in",
    "mfa_authenticate": "after a password",
    "mfa_activate_totp": "signed in",
    "mfa_deactivate_totp": "with an app",
    "mfa_view_recovery_codes": "signed in",
    "mfa_generate_recovery_codes": "signed in",
    "mfa_list_webauthn": "signed in",
    "mfa_add_webauthn": "signed in",
    "mfa_remove_webauthn": "with a passkey",
    "accounts:enter-code": "all",
    "accounts:choose-password": "after a code",
    "accounts:sign-out-everywhere": "POST",
    "accounts:people": "administrator",
    "accounts:invite": "administrator",
    "accounts:invited": "administrator",
    "accounts:withdraw": "POST by administrator",
    "accounts:account": "administrator",
    "accounts:failures": "administrator",
}
NAMES = [path.name for path in urls.OF_ALLAUTH] + [f"accounts:{path.name}" for path in urls.OURS]
EXPECTED = {
    "nobody": (302, 302),
    "all": (200, 200),
    "signed in": (200, 200),
    "administrator": (404, 200),
    "after a password": (302, 302),
    "after a code": (302, 302),
    "with an app": (404, 404),
    "with a passkey": (404, 404),
    "POST": (405, 405),
    "POST by administrator": (404, 405),
}


def address(name: str) -> str:
    return reverse(name, args=[1] if name in {"accounts:invited", "accounts:withdraw", "accounts:account", "mfa_remove_webauthn"} else [])


@pytest.fixture
def an_invitation(browser: Client) -> None:
    Invitation.objects.create(pk=1, person="new", name="Noor", sign_in_name="noor", code_digest="d", made_by=DORA.person, made_at=clock.now())
    an_account("ilse")


def test_the_table_says_of_every_address_who_gets_it(browser: Client):
    assert set(NAMES) == set(WHO)


@pytest.mark.parametrize("office", SEATS)
def test_every_seat_gets_the_pages_that_are_for_it(browser: Client, an_invitation: None, office: Office):
    signed_in(browser, SEATS[office].person, SEATS[office])
    got = {name: browser.get(address(name)).status_code for name in NAMES}
    assert got == {name: EXPECTED[WHO[name]][office is Office.ADMINISTRATOR] for name in NAMES}


def test_whoever_is_not_signed_in_gets_sign_in_and_the_page_for_a_code(browser: Client, an_invitation: None):
    got = {name: browser.get(address(name)).status_code for name in NAMES}
    assert {name for name in NAMES if got[name] == 200} == {"account_login", "accounts:enter-code"}
    assert {got[name] for name in NAMES} == {200, 302}


def test_an_administrator_in_another_seat_of_hers_is_no_administrator(browser: Client, an_invitation: None):
    signed_in(browser, DORA.person, Seat(DORA.person, Office.EMPLOYEE))
    assert browser.get("/accounts/people/").status_code == 404


def test_what_is_not_for_a_seat_is_answered_as_what_is_not_there(browser: Client):
    signed_in(browser, ASHA.person, seat_of(ASHA))
    there, nowhere = (browser.get(path) for path in ("/accounts/people/", "/accounts/nothing-here/"))
    assert (there.status_code, re.sub(r"/accounts/[a-z-]+/", "", there.content.decode())) == (404, re.sub(r"/accounts/[a-z-]+/", "", nowhere.content.decode()))


@pytest.fixture
def dora(browser: Client) -> Client:
    signed_in(browser, DORA.person, seat_of(DORA))
    return browser


def test_the_list_shows_who_has_no_second_factor_and_which_invitations_wait(dora: Client, an_invitation: None):
    an_account(MINA, second_factor=False)
    page = dora.get("/accounts/people/").content.decode()
    assert "3 accounts; 1 open without a second factor" in page and "Paper codes" in page and "Noor" in page


def test_a_code_without_an_e_mail_address_is_shown_once(dora: Client):
    to = dora.post("/accounts/people/invite/", {"name": "Mina Okafor", "person": MINA, "sign_in_name": "mina"}).headers["Location"]
    found = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", dora.get(to).content.decode())
    assert found
    assert found.group() not in dora.get(to).content.decode()
    assert dora.post("/accounts/code/", {"code": found.group()}).headers["Location"] == "/accounts/code/password/"


def test_a_code_is_sent_by_e_mail_and_then_not_shown(dora: Client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    to = dora.post("/accounts/people/invite/", {"name": "Mina Okafor", "person": MINA, "email": "Mina@example.org"}).headers["Location"]
    (sent,) = mail.outbox
    code = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", sent.body)
    assert code and code.group() not in dora.get(to).content.decode()
    assert "Mina" not in sent.subject + sent.body and "http://testserver/accounts/code/ " in sent.body
    assert Invitation.objects.get().sign_in_name == "mina@example.org"


def test_mail_that_cannot_be_sent_leaves_the_code_to_print(dora: Client, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    to = dora.post("/accounts/people/invite/", {"name": "Mina Okafor", "person": MINA, "email": "mina@example.org"}).headers["Location"]
    assert "It could not be sent to mina@example.org" in dora.get(to).content.decode()


def test_an_invitation_with_problems_keeps_what_was_typed_and_says_each(dora: Client):
    page = dora.post("/accounts/people/invite/", {"name": "Mina Okafor", "person": DORA.person}).content.decode()
    assert 'value="Mina Okafor"' in page and "You cannot make a code for yourself" in page and "Enter an e-mail address, or a sign-in name" in page


def test_a_withdrawn_invitation_opens_nothing(dora: Client, an_invitation: None):
    dora.post("/accounts/people/invited/1/withdraw/")
    assert Invitation.objects.get().withdrawn_at and "Noor" not in dora.get("/accounts/people/").content.decode()


def test_a_leaver_is_cut_off_at_once(dora: Client):
    leaver = Client()
    account = signed_in(leaver, MINA)
    assert leaver.get("/seat/").status_code == 200
    dora.post(f"/accounts/people/{account.pk}/", {"do": "close"})
    assert leaver.get("/seat/").headers["Location"].startswith("/accounts/sign-in/")
    assert "nobody can sign in with it" in dora.get(f"/accounts/people/{account.pk}/").content.decode()


def test_somebody_is_signed_out_everywhere_and_may_sign_in_again(dora: Client):
    lost = Client()
    account = signed_in(lost, MINA)
    dora.post(f"/accounts/people/{account.pk}/", {"do": "sign-out"})
    assert lost.get("/seat/").status_code == 302
    signed_in(lost, MINA)
    assert lost.get("/seat/").status_code == 200


def test_nobody_closes_her_own_account(dora: Client):
    own = Account.objects.get(person=DORA.person)
    dora.post(f"/accounts/people/{own.pk}/", {"do": "close"})
    own.refresh_from_db()
    assert own.is_active and "Close the account" not in dora.get(f"/accounts/people/{own.pk}/").content.decode()


def test_failed_sign_ins_are_listed_with_how_long_they_are_kept(dora: Client):
    dora.get("/accounts/failed-sign-ins/")
    FailedSignIn.objects.create(account=an_account(MINA), what="second factor", address="192.0.2.7", at=clock.now())
    FailedSignIn.objects.create(what="password", address="192.0.2.8", at=clock.now())
    page = dora.get("/accounts/failed-sign-ins/").content.decode()
    assert all(words in page for words in ("Mina", "Second factor", "192.0.2.7", "No account here", "kept for 90 days"))
