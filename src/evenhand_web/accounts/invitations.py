"""Invitations: a code, sent or printed, with which one person sets her password, once, within 14 days.

The same code lets somebody back in who has lost her password or her second factor: what proved that it was she goes when it is used, and every session
ends. Who may see and do what is no part of it: offices are acts in the trust's matter, and an invitation gives none.
"""

from datetime import date, datetime, timedelta
from secrets import choice

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from evenhand.calendars.london import london_day
from evenhand_web.accounts.models import Account, Invitation
from evenhand_web.accounts.sealing import digest
from evenhand_web.accounts.telling import tell_of_change
from evenhand_web.config import clock

VALID_DAYS = 14
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read for another: no I, O, 0 or 1
CHARACTERS = 16  # 80 bits


class NotInvited(ValueError):
    """The invitation cannot be made; the message says why and what to do, all problems at once, a sentence a line."""


class NotAccepted(ValueError):
    """The code opens nothing: it was never one, was used or withdrawn, or its days are over. Which, is not said."""

    def __init__(self) -> None:
        super().__init__("That code is not right, was used before, or has run out. Check it against the letter or e-mail, or ask for a new one.")


def problems_with(name: str, person: str, email: str, sign_in_name: str, made_by: str) -> dict[str, str]:
    """What stops this invitation, by field, in words for whoever invites."""
    problems = {}
    if not name:
        problems["name"] = "Enter the person's name"
    if not person:
        problems["person"] = "Enter the person's number in Evenhand"
    elif person == made_by:
        problems["person"] = "You cannot make a code for yourself. Another administrator must."
    if not email and not sign_in_name:
        problems["email"] = "Enter an e-mail address, or a sign-in name for somebody who has none"
    if email and not _is_email(email):
        problems["email"] = "Enter an e-mail address in the form name@example.org"
    named = _sign_in_name(email, sign_in_name)
    if named and Account.objects.filter(sign_in_name=named).exclude(person=person).exists():
        problems["sign_in_name" if sign_in_name else "email"] = "Somebody else signs in with this name. Choose another."
    return problems


def invite(*, name: str, person: str, email: str = "", sign_in_name: str = "", made_by: str) -> tuple[Invitation, str]:
    """An invitation for the person, and its code, which is shown now and never again. It takes the place of any that she has not used.

    Raises NotInvited.
    """
    name, person, email = name.strip(), person.strip(), email.strip()
    problems = problems_with(name, person, email, sign_in_name.strip(), made_by)
    if problems:
        raise NotInvited("\n".join(problems.values()))
    code = "".join(choice(LETTERS) for _ in range(CHARACTERS))
    with transaction.atomic():
        Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
        made = Invitation.objects.create(
            **{"person": person, "name": name, "email": email, "sign_in_name": _sign_in_name(email, sign_in_name)},
            **{"code_digest": digest(code, "invitation"), "made_by": made_by, "made_at": clock.now()},
        )
    known = Account.objects.filter(person=person, is_active=True).first()
    if known:
        tell_of_change(known)
    return made, in_fours(code)


def last_day(invitation: Invitation) -> date:
    """The last London day on which its code works."""
    return london_day(invitation.made_at) + timedelta(days=VALID_DAYS)


def invitation_for(code: str) -> Invitation:
    """The open invitation with this code, however it was typed. Raises NotAccepted."""
    typed = "".join(character for character in code.upper() if character.isalnum())
    found = Invitation.objects.filter(code_digest=digest(typed, "invitation")).first()
    if found is None or not is_open(found):
        raise NotAccepted
    return found


def is_open(invitation: Invitation, now: datetime | None = None) -> bool:
    """Whether its code still works."""
    return invitation.used_at is None and invitation.withdrawn_at is None and london_day(now or clock.now()) <= last_day(invitation)


def accept(invitation: Invitation, password: str) -> Account:
    """The person's account, with this password and no second factor yet; its sessions are over. Raises NotAccepted if the code was used meanwhile."""
    with transaction.atomic():
        if not is_open(invitation) or not Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(used_at=clock.now()):
            raise NotAccepted
        account = Account.objects.filter(person=invitation.person).first() or Account(person=invitation.person)
        account.name, account.email, account.sign_in_name, account.is_active = invitation.name, invitation.email, invitation.sign_in_name, True
        account.times_signed_out_everywhere += 1
        account.set_password(password)
        account.save()
        Authenticator.objects.filter(user=account).delete()
    return account


def in_fours(code: str) -> str:
    """A code as it is read aloud and typed: ABCD-EFGH-JKLM-NPQR."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _sign_in_name(email: str, sign_in_name: str) -> str:
    return (sign_in_name.strip() or email).lower()


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
