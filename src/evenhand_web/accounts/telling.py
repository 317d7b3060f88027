"""Mail about sign-in. Nothing about the person stands in it, no link signs anybody in, and mail that cannot be sent stops nothing."""

import logging

from django.conf import settings
from django.core.mail import send_mail

from evenhand_web.accounts.models import Account, Invitation

LOG = logging.getLogger(__name__)


def send_code(invitation: Invitation, code: str, page: str, last_day: str) -> bool:
    """Mail the code, and the address of the page where it is typed. Whether the mail was taken for delivery."""
    return _sent(
        invitation.email,
        "Your code for Evenhand",
        f"Open {page} and type this code:\n\n    {code}\n\nIt works once, until the end of {last_day}. You then choose a password.\n\n"
        "Evenhand is where your employer records organisational change. If you did not expect this, ask who looks after accounts where you work.\n",
    )


def tell_of_change(account: Account) -> bool:
    """Tell the account's owner that how she signs in was changed: if it was not she, somebody should know today."""
    return bool(account.email) and _sent(
        account.email,
        "Your sign-in was changed",
        "The password, or what proves beside it that it is you, was changed, or a new code for your account was made.\n\n"
        "If you asked for this, there is nothing to do. If you did not, ring whoever looks after accounts where you work today. They can sign you "
        "out everywhere.\n",
    )


def _sent(address: str, subject: str, body: str) -> bool:
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address]))
    except OSError:  # smtplib's errors are OSErrors too
        LOG.exception("Mail about sign-in could not be sent")
        return False
