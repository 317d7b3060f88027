"""What proves, beside the password, that it is she: and whether it is enough for the seats that she holds.

Whoever holds an office may see other people's facts, and needs a second factor. An employee who reads only what is about herself may choose: for
staff who share a computer in a kitchen or a site office, a second factor that they cannot meet would be one more reason not to read what the trust
sends them, and paper and telephone would be all that is left.
"""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from evenhand.procedure.audience import Office, Seat
from evenhand_web.accounts.models import Account

PASSKEY, APP, PAPER = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def holds_an_office(seats: Iterable[Seat]) -> bool:
    """Whether any of the seats may see other people's facts."""
    return any(seat.office is not Office.EMPLOYEE for seat in seats)


def are_enough(account: Account) -> bool:
    """Whether the account has a second factor, and one that is not a phone's alone: a passkey, or paper codes that somebody has seen and not used up."""
    return any(given.type == PASSKEY or (given.type == PAPER and _can_be_used(given)) for given in Authenticator.objects.filter(user=account))


def paper_codes_left(account: Account) -> int | None:
    """How many of the codes on paper are unused; None where none were made, or nobody has yet looked at them."""
    given = Authenticator.objects.filter(user=account, type=PAPER).first()
    return len(given.wrap().get_unused_codes()) if given and given.wrap().did_view else None


def _can_be_used(paper: Authenticator) -> bool:
    codes = paper.wrap()
    return bool(codes.did_view and codes.get_unused_codes())


def are_missing_for(request: HttpRequest) -> bool:
    """Whether whoever is signed in must set up a second factor before any other page."""
    account = request.user
    return isinstance(account, Account) and holds_an_office(request.seats) and not are_enough(account)  # type: ignore[attr-defined]
