"""Invitations: one code, one person, once, within 14 days; and the way back for whoever has lost her password."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from evenhand_web.accounts.closing import close
from evenhand_web.accounts.invitations import CHARACTERS, LETTERS, NotAccepted, NotInvited, accept, invitation_for, invite
from evenhand_web.accounts.models import Account, FailedSignIn, Invitation
from evenhand_web.accounts.retention import delete_what_is_over
from tests.accounts.people import DORA, MINA
from tests.accounts.signing_in import an_account, signed_in
from tests.site.sites import only_sqlite, set_clock

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]
CODE, PASSWORD_PAGE, SIGN_IN = "/accounts/code/", "/accounts/code/password/", "/accounts/sign-in/"
GOOD = "others quite unlike them"
MADE_AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def invited(person: str = MINA, **more: str) -> tuple[Invitation, str]:
    return invite(**{"name": "Mina Okafor", "person": person, "sign_in_name": "mina.okafor", "made_by": DORA.person} | more)


def test_the_code_opens_an_account_and_signs_in(browser: Client):
    _, code = invited()
    assert browser.post(CODE, {"code": code.lower().replace("-", " ")}).headers["Location"] == PASSWORD_PAGE
    page = browser.get(PASSWORD_PAGE).content.decode()
    assert "Mina Okafor" in page and "mina.okafor" in page
    assert browser.post(PASSWORD_PAGE, {"password": GOOD}).headers["Location"] == "/accounts/2fa/"
    account = Account.objects.get(person=MINA)
    assert browser.session["_auth_user_id"] == str(account.pk) and account.check_password(GOOD)
    assert browser.get("/accounts/2fa/paper/new/").status_code == 200  # the password she has just chosen is not asked for again


def test_somebody_with_an_office_goes_on_to_a_second_factor(browser: Client):
    _, code = invited("asha")
    browser.post(CODE, {"code": code})
    browser.post(PASSWORD_PAGE, {"password": GOOD})
    assert browser.get("/seat/").headers["Location"] == "/accounts/2fa/"


def test_only_a_digest_of_the_code_is_kept(browser: Client):
    made, code = invited()
    plain = code.replace("-", "")
    assert len(plain) == CHARACTERS and set(plain) <= set(LETTERS)
    assert plain not in str(list(Invitation.objects.values())) and code not in str(list(Invitation.objects.values()))
    assert made.code_digest != __import__("hashlib").sha256(plain.encode()).hexdigest()


def test_a_code_works_once(browser: Client):
    made, code = invited()
    accept(made, GOOD)
    with pytest.raises(NotAccepted):
        invitation_for(code)
    with pytest.raises(NotAccepted):
        accept(Invitation(pk=made.pk, person=made.person, made_at=made.made_at), GOOD)  # as read by whoever was a moment too late


def test_it_works_to_the_end_of_the_fourteenth_day_and_no_longer(browser: Client, monkeypatch: pytest.MonkeyPatch):
    set_clock(monkeypatch, MADE_AT)
    _, code = invited()
    set_clock(monkeypatch, datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    assert invitation_for(code)
    set_clock(monkeypatch, datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
    with pytest.raises(NotAccepted):
        invitation_for(code)


def test_a_new_code_takes_the_place_of_an_unused_one(browser: Client):
    _, first = invited()
    _, second = invited()
    with pytest.raises(NotAccepted):
        invitation_for(first)
    assert invitation_for(second)


def test_a_wrong_a_used_and_an_old_code_are_answered_in_the_same_words(browser: Client, monkeypatch: pytest.MonkeyPatch):
    set_clock(monkeypatch, MADE_AT)
    _, old = invited("old", sign_in_name="old")
    set_clock(monkeypatch, MADE_AT + timedelta(days=20))
    made, used = invited()
    accept(made, GOOD)
    answers = {browser.post(CODE, {"code": code}).context["form"].errors["code"][0] for code in ("AAAA-AAAA-AAAA-AAAA", used, old)}
    assert len(answers) == 1 and FailedSignIn.objects.filter(what="invitation").count() == 3


def test_the_61st_try_in_five_minutes_is_refused_because_30_colleagues_may_sit_behind_one_address(browser: Client):
    for _ in range(60):
        assert browser.post(CODE, {"code": "wrong"}).status_code == 200
    assert browser.post(CODE, {"code": "wrong"}).status_code == 429


def test_the_password_page_opens_only_after_the_code(browser: Client):
    assert browser.get(PASSWORD_PAGE).headers["Location"] == CODE


def test_a_double_press_makes_one_account(browser: Client):
    _, code = invited()
    browser.post(CODE, {"code": code})
    browser.post(PASSWORD_PAGE, {"password": GOOD})
    assert browser.post(PASSWORD_PAGE, {"password": GOOD}).headers["Location"] == CODE
    assert Account.objects.filter(person=MINA).count() == 1


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven char", "This one has 11"),
        ("passwordpassword", "Many people use this password"),
        ("1qaz2wsx3edc", "Many people use this password"),
        ("Password2026!", "Many people use this password"),
        ("Evenhand2026!", "Many people use this password"),
        ("mina.okafor1", "too much like your name"),
        ("", "Enter a password"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(browser: Client, password: str, why: str):
    _, code = invited()
    browser.post(CODE, {"code": code})
    assert why in browser.post(PASSWORD_PAGE, {"password": password}).content.decode()
    assert not Account.objects.exists()


@pytest.mark.parametrize("password", ["twelve chars", "ALL UPPER CASE WORDS", "áéíóú spaces ok ", "x9" * 64])
def test_no_rule_says_which_characters_and_none_is_cut_off(browser: Client, password: str):
    _, code = invited()
    browser.post(CODE, {"code": code})
    browser.post(PASSWORD_PAGE, {"password": password})
    account = Account.objects.get(person=MINA)
    assert account.check_password(password) and not account.check_password(password[:-1])


def test_a_new_code_for_an_account_ends_its_sessions_and_takes_its_second_factor(browser: Client):
    account = signed_in(browser, MINA)
    made, _ = invited(sign_in_name=MINA)
    assert browser.get("/seat/").status_code == 200  # nothing is lost by being sent a code
    accept(made, GOOD)
    account.refresh_from_db()
    assert account.check_password(GOOD) and not Authenticator.objects.filter(user=account).exists()
    assert browser.get("/seat/").headers["Location"].startswith(SIGN_IN)


def test_whoever_has_an_account_is_told_that_a_code_was_made(browser: Client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    an_account(MINA, email="mina@example.org")
    invited(sign_in_name=MINA)
    (told,) = mail.outbox
    assert told.to == ["mina@example.org"] and told.subject == "Your sign-in was changed" and "Mina" not in told.subject + told.body


def test_a_code_opens_a_closed_account_again(browser: Client):
    account = an_account(MINA)
    close(account)
    made, _ = invited(sign_in_name=MINA)
    assert accept(made, GOOD).is_active


def test_closing_an_account_withdraws_its_codes(browser: Client):
    account = an_account(MINA)
    _, code = invited(sign_in_name=MINA)
    close(account)
    with pytest.raises(NotAccepted):
        invitation_for(code)


def test_every_problem_with_an_invitation_is_said_at_once(browser: Client):
    with pytest.raises(NotInvited) as refused:
        invite(name="", person="", made_by=DORA.person)
    assert str(refused.value).splitlines() == [
        "Enter the person's name",
        "Enter the person's number in Evenhand",
        "Enter an e-mail address, or a sign-in name for somebody who has none",
    ]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"person": DORA.person}, "You cannot make a code for yourself"),
        ({"email": "mina at work"}, "in the form name@example.org"),
        ({"sign_in_name": "asha"}, "Somebody else signs in with this name"),
    ],
)
def test_an_invitation_that_must_not_be_made_is_refused(browser: Client, asked: dict[str, str], why: str):
    an_account("asha")
    with pytest.raises(NotInvited, match=why):
        invited(**asked)
    assert not Invitation.objects.exists()


def test_rows_about_sign_in_go_after_90_days(browser: Client, monkeypatch: pytest.MonkeyPatch):
    made, _ = invited()
    FailedSignIn.objects.create(what="password", address="127.0.0.1", at=made.made_at)
    set_clock(monkeypatch, made.made_at + timedelta(days=90))
    delete_what_is_over()
    assert FailedSignIn.objects.exists() and Invitation.objects.exists()
    set_clock(monkeypatch, made.made_at + timedelta(days=90, minutes=1))
    delete_what_is_over()
    assert not FailedSignIn.objects.exists() and not Invitation.objects.exists()
