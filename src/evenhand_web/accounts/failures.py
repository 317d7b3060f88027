"""Failed sign-ins written down, for the administrator to see and for nobody to learn an account from."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from evenhand_web.accounts.closing import sign_out_everywhere
from evenhand_web.accounts.models import Account, FailedSignIn
from evenhand_web.accounts.retention import delete_what_is_over
from evenhand_web.config import clock


def record_failure(request: HttpRequest, what: FailedSignIn.What, account: Account | None = None) -> None:
    FailedSignIn.objects.create(account=account, what=what, address=get_adapter().get_client_ip(request), at=clock.now())


def second_factor_failed(sender: Any, request: HttpRequest, user: Account, **rest: Any) -> None:
    record_failure(request, FailedSignIn.What.SECOND_FACTOR, user)


def tidy_up(sender: Any, **rest: Any) -> None:
    delete_what_is_over()


def end_other_sessions(sender: Any, request: HttpRequest, user: Account, **rest: Any) -> None:
    """A session that began before a second factor was set up, replaced or removed must not go on beside it."""
    sign_out_everywhere(user)
    user.refresh_from_db(fields=["times_signed_out_everywhere"])
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.user.times_signed_out_everywhere = user.times_signed_out_everywhere
        update_session_auth_hash(request, request.user)


authentication_failed.connect(second_factor_failed)
authenticator_added.connect(end_other_sessions)
authenticator_reset.connect(end_other_sessions)
authenticator_removed.connect(end_other_sessions)
user_logged_in.connect(tidy_up)
