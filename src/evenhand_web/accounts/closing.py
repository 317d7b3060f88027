"""Cutting somebody off: the account closed, or signed out everywhere. What she did stays in the record under her person."""

from django.db import transaction
from django.db.models import F

from evenhand_web.accounts.models import Account, Invitation, Typed
from evenhand_web.config import clock


def sign_out_everywhere(account: Account) -> None:
    """End every session of the account, wherever it is open."""
    Account.objects.filter(pk=account.pk).update(times_signed_out_everywhere=F("times_signed_out_everywhere") + 1)


def close(account: Account) -> None:
    """Let nobody sign in with it from now on, end its sessions, and withdraw its unused codes. A new code opens it again."""
    with transaction.atomic():
        sign_out_everywhere(account)
        Account.objects.filter(pk=account.pk).update(is_active=False)
        Invitation.objects.filter(person=account.person, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
        Typed.objects.filter(account=account).delete()


def withdraw(invitation: Invitation) -> None:
    """Have the code of an unused invitation work no more."""
    Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
