"""What allauth asks of us: our words, our rules on who may sign in, secrets sealed, failures written down."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from evenhand_web.accounts.failures import record_failure
from evenhand_web.accounts.models import Account, FailedSignIn
from evenhand_web.accounts.sealing import opened, sealed
from evenhand_web.accounts.sessions import signed_in_within
from evenhand_web.accounts.telling import tell_of_change

_RECENT_SECONDS = 5 * 60
WRONG = "The sign-in name or the password is not right."
TOO_MANY = "There were too many tries. Wait five minutes, then try again."
WRONG_CODE = "That code is not right, or it was used before. Try the next one."


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "The password is not right.",
        "enter_current_password": "The password that you have now is not right.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody: people are invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, if the password is its own and it is not closed: a closed one is answered in the same words as a wrong password."""
        account: Account | None = super().authenticate(request, **credentials)
        if account and not account.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        named = Account.objects.filter(sign_in_name=str(credentials.get("username", "")).lower()).first()
        record_failure(request, FailedSignIn.What.PASSWORD, named)

    def is_reauthentication_required(self, *, app: str, **rest: Any) -> bool:
        """Not for five minutes after sign-in: whoever has just given her password and must enrol is not asked for it again."""
        return not signed_in_within(self.request.session, _RECENT_SECONDS) and super().is_reauthentication_required(app=app, **rest)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The password: everybody has one, and a code on paper is not spent on it."""
        known = user.is_authenticated
        return [{"id": "reauthenticate", "description": "Password", "url": reverse("account_reauthenticate")}] if known else []

    def send_notification_mail(self, template_prefix: str, user: Account, *rest: Any, **more: Any) -> None:
        tell_of_change(user)

    def add_message(self, *rest: Any, **more: Any) -> None:
        """None of allauth's: the page that comes next says what was done."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """As allauth has it, but that codes on paper alone are a second factor: allauth leaves them out when it asks for the app or a passkey."""
        app_or_passkey = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
        return bool(super().is_mfa_enabled(user, [*types, Authenticator.Type.RECOVERY_CODES] if types and set(types) == app_or_passkey else types))

    def encrypt(self, text: str) -> str:
        return sealed(text.encode(), "second factor").decode()

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text.encode(), "second factor").decode()

    def get_totp_issuer(self) -> str:
        return "Evenhand"

    def _get_site_name(self) -> str:
        return "Evenhand"

    def _get_user_identifier(self, user: Account) -> str:
        return user.sign_in_name

    def build_totp_svg(self, url: str) -> str:
        return str(
            segno.make(url, micro=False).svg_inline(scale=5, border=4, light="white", svgclass=None, lineclass=None, title="The code to scan", omitsize=False)
        )

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def send_notification_mail(self, template_prefix: str, user: Account, *rest: Any, **more: Any) -> None:
        tell_of_change(user)
