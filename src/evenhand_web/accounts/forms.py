"""The forms of sign-in: allauth's and ours, in words of our own."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from evenhand_web.accounts import passwords
from evenhand_web.accounts.invitations import problems_with
from evenhand_web.accounts.models import Account


class InOurWords(forms.Form):
    """By field: its label, what is said when it is empty, and a hint."""

    WORDS: ClassVar[dict[str, tuple[str, str, str]]] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, (label, empty, hint) in self.WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = empty
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update({"spellcheck": "false", "autocapitalize": "none"})


class SignIn(InOurWords, LoginForm):  # type: ignore[misc]  # allauth carries no types
    WORDS: ClassVar = {
        "login": ("E-mail address or sign-in name", "Enter your e-mail address or sign-in name", "A sign-in name is in the letter that your code came in."),
        "password": ("Password", "Enter your password", ""),
    }


class Again(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    WORDS: ClassVar = {"password": ("Password", "Enter your password", "")}


class Change(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    WORDS: ClassVar = {
        "oldpassword": ("The password that you have now", "Enter the password that you have now", ""),
        "password1": ("New password", "Enter a new password", passwords.HINT),
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        del self.fields["password2"]  # a password that may be pasted and shown need not be typed twice


class Code(InOurWords, AuthenticateForm):  # type: ignore[misc]
    WORDS: ClassVar = {
        "code": ("Code", "Enter a code from your app or from paper", "6 figures from the app, or the next 8 figures on your paper that are not crossed out.")
    }


class FirstCode(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    WORDS: ClassVar = {"code": ("Code that the app shows now", "Enter the 6 figures that the app shows", "6 figures. A new one comes every 30 seconds.")}

    @property
    def key_to_type(self) -> str:
        """The secret as it is typed by whoever cannot scan it: apps take no notice of the spaces."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class NewCodes(forms.Form):
    """Codes on paper may be somebody's only second factor, so nothing else need stand before them."""

    def __init__(self, *given: Any, user: Account, **named: Any) -> None:
        super().__init__(*given, **named)


class NewPasskey(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    WORDS: ClassVar = {"name": ("What to call it", "", "So that you know it among others, for example 'office computer' or 'blue key'.")}


class InvitationCode(forms.Form):
    code = forms.CharField(
        label="Code",
        help_text="16 letters and figures in four groups. Capitals, spaces and hyphens make no difference.",
        error_messages={"required": "Enter the code from the letter or e-mail"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        max_length=60,
    )


class NewPassword(forms.Form):
    """A password for the account that the invitation is for, which may not be there yet."""

    password = forms.CharField(
        label="Password",
        help_text=passwords.HINT,
        strip=False,
        error_messages={"required": "Enter a password"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *given: Any, account: Account, **named: Any) -> None:
        super().__init__(*given, **named)
        self._account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self._account)
        return password


def _plain(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attributes})


class Invite(forms.Form):
    """Who is invited. Every problem at once; `problems_with` says what they are."""

    name = forms.CharField(label="Name", max_length=200, required=False, widget=_plain())
    person = forms.CharField(
        label="Number in Evenhand",
        help_text="The number by which the record names this person.",
        max_length=64,
        required=False,
        widget=_plain(),
    )
    email = forms.CharField(
        label="Work e-mail address (optional)",
        help_text="The code is sent there. Leave this empty to print the code instead.",
        max_length=254,
        required=False,
        widget=_plain(type="email"),
    )
    sign_in_name = forms.CharField(
        label="Sign-in name (optional)",
        help_text="Only for somebody without a work e-mail address.",
        max_length=254,
        required=False,
        widget=_plain(),
    )

    def __init__(self, *given: Any, made_by: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self._made_by = made_by

    def clean(self) -> dict[str, Any]:
        typed = {name: str(value).strip() for name, value in self.cleaned_data.items()}
        for field, problem in problems_with(**typed, made_by=self._made_by).items():
            self.add_error(field, problem)
        return typed
