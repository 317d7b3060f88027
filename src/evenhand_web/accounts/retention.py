"""How long the rows about sign-in are kept. They are no acts: nothing of the record rests on them."""

from datetime import timedelta

from evenhand_web.accounts.models import FailedSignIn, Invitation, Typed
from evenhand_web.accounts.typed import KEPT_HOURS
from evenhand_web.config import clock

FAILED_SIGN_INS_KEPT_DAYS = 90
INVITATIONS_KEPT_DAYS = 90  # after they were made; unused ones stop working long before


def delete_what_is_over() -> None:
    """Delete failed sign-ins and invitations after 90 days, what was typed after 24 hours. Done at each sign-in, so that it needs no other clock-work."""
    now = clock.now()
    FailedSignIn.objects.filter(at__lt=now - timedelta(days=FAILED_SIGN_INS_KEPT_DAYS)).delete()
    Invitation.objects.filter(made_at__lt=now - timedelta(days=INVITATIONS_KEPT_DAYS)).delete()
    Typed.objects.filter(kept_at__lt=now - timedelta(hours=KEPT_HOURS)).delete()
