"""Somebody signed in, without the pages of sign-in: for tests of what stands behind them."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client

from evenhand.procedure.audience import Seat
from evenhand_web.accounts.models import Account

PASSWORD = "three ordinary words"
settings.SECRET_KEY = "known to everybody, as these tests are"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose; one test reads that it is set


def an_account(person: str, *, second_factor: bool = True, **fields: str) -> Account:
    """The person's account, made if she has none: sign-in name and name from her id, password PASSWORD, and codes on paper."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account.objects.create_user(fields.pop("sign_in_name", person), PASSWORD, person=person, name=fields.pop("name", person.title()), **fields)
    if second_factor:
        RecoveryCodes.activate(account).mark_as_viewed()
    return account


def signed_in(client: Client, person: str, seat: Seat | None = None, second_factor: bool = True) -> Account:
    """Has the test client be signed in as this person, in that seat if one is named (else the first that she holds)."""
    account = an_account(person, second_factor=second_factor)
    client.force_login(account)
    if seat:
        session = client.session
        session["seat"] = f"{seat.office}:{seat.union or ''}"
        session.save()
    return account
