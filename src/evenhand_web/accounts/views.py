"""Pages by which somebody comes in with a code, and sees how she signs in."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evenhand_web.accounts import closing, second_factors
from evenhand_web.accounts.failures import record_failure
from evenhand_web.accounts.forms import InvitationCode, NewPassword
from evenhand_web.accounts.invitations import NotAccepted, accept, invitation_for, is_open
from evenhand_web.accounts.models import Account, FailedSignIn, Invitation

OPENED = "invitation"


def too_many(request: HttpRequest) -> HttpResponse:
    """What is shown when a rate limit is reached."""
    return render(request, "429.html", status=429)


@login_not_required
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The first page of an invitation: its code."""
    form = InvitationCode(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(request, action="accept_invitation"):
        return too_many(request)
    if form.is_valid():
        try:
            request.session[OPENED] = invitation_for(form.cleaned_data["code"]).pk
            return redirect("accounts:choose-password")
        except NotAccepted as refusal:
            record_failure(request, FailedSignIn.What.CODE)
            form.add_error("code", str(refusal))
    return render(request, "accounts/enter_code.html", {"form": form})


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def choose_password(request: HttpRequest) -> HttpResponse:
    """The second: a password, and with it she is signed in."""
    invitation = Invitation.objects.filter(pk=request.session.get(OPENED, 0)).first()
    if invitation is None or not is_open(invitation):
        return redirect("accounts:enter-code")
    named = Account(name=invitation.name, email=invitation.email, sign_in_name=invitation.sign_in_name)
    form = NewPassword(request.POST or None, account=named)
    if form.is_valid():
        try:
            account = accept(invitation, form.cleaned_data["password"])
        except NotAccepted:
            return redirect("accounts:enter-code")
        request.session.flush()
        record_authentication(request, account, "invitation")
        response: HttpResponse = perform_login(request, account, redirect_url=reverse("mfa_index"))
        return response
    return render(request, "accounts/choose_password.html", {"form": form, "invitation": invitation})


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every session of whoever presses it, this one too."""
    closing.sign_out_everywhere(request.user)  # type: ignore[arg-type]  # only accounts get past SignInRequired
    return redirect("account_login")


@require_GET
def how_you_sign_in(request: HttpRequest) -> HttpResponse:
    """Her passkeys, paper codes and app; and, where she must have one, that she must."""
    account = request.user
    assert isinstance(account, Account), "only accounts get past SignInRequired"
    found: dict[str, list[Authenticator]] = {}
    for given in Authenticator.objects.filter(user=account):
        found.setdefault(given.type, []).append(given)
    enough = second_factors.are_enough(account)
    told = {"authenticators": found, "paper_codes_left": second_factors.paper_codes_left(account), "second_factor_enough": enough}
    return render(request, "mfa/index.html", told | {"second_factor_missing": second_factors.are_missing_for(request)})
