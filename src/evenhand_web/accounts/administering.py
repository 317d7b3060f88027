"""The administrator's pages: who signs in and how, and no case. To anybody in another seat they are not there."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.calendars.words import day_in_words
from evenhand.procedure.audience import Office
from evenhand_web.accounts import closing
from evenhand_web.accounts.forms import Invite
from evenhand_web.accounts.invitations import VALID_DAYS, invite, is_open, last_day
from evenhand_web.accounts.models import Account, FailedSignIn, Invitation
from evenhand_web.accounts.retention import FAILED_SIGN_INS_KEPT_DAYS
from evenhand_web.accounts.telling import send_code
from evenhand_web.accounts.typed import typed_for

SHOWN_ONCE = "code_shown_once"
FAILURES_SHOWN = 200


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        seat = request.seat  # type: ignore[attr-defined]
        if seat is None or seat.office is not Office.ADMINISTRATOR:
            raise Http404
        return view(request, *given, **named)

    return guarded


@for_administrators
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and the invitations that nobody has used."""
    factors = _factors()
    rows = [
        [
            {"text": account.name, "href": reverse("accounts:account", args=[account.pk])},
            account.sign_in_name,
            factors.get(account.pk, "None"),
            _last_here(account),
            "Open" if account.is_active else "Closed",
        ]
        for account in Account.objects.order_by("name")
    ]
    waiting = [invitation for invitation in Invitation.objects.filter(used_at=None, withdrawn_at=None).order_by("made_at") if is_open(invitation)]
    without = sum(row[2] == "None" and row[4] == "Open" for row in rows)
    columns = ["Name", "Sign-in name", "Second factor", "Last signed in", "State"]
    return render(request, "accounts/people.html", {"columns": columns, "rows": rows, "waiting": waiting, "without": without})


@for_administrators
@require_http_methods(["GET", "POST"])
def new_invitation(request: HttpRequest) -> HttpResponse:
    """Somebody is invited, or given a way back in; the code is shown on the next page, once."""
    begun = (typed_for(request) or request.GET).dict()
    form = Invite(request.POST or None, made_by=request.user.person, initial=begun)  # type: ignore[union-attr]
    if form.is_valid():
        made, code = invite(**form.cleaned_data, made_by=request.user.person)  # type: ignore[union-attr]
        page = request.build_absolute_uri(reverse("accounts:enter-code"))
        if not (made.email and send_code(made, code, page, day_in_words(last_day(made)))):
            request.session[SHOWN_ONCE] = [made.pk, code]
        return redirect("accounts:invited", made.pk)
    return render(request, "accounts/invite.html", {"form": form, "days": VALID_DAYS})


@for_administrators
def invited(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done; and the code to print, where it was not sent, this once."""
    made = get_object_or_404(Invitation, pk=pk)
    shown = request.session.pop(SHOWN_ONCE, None)
    code = shown[1] if shown and shown[0] == pk else ""
    address = request.build_absolute_uri(reverse("accounts:enter-code"))
    return render(request, "accounts/invited.html", {"invitation": made, "code": code, "address": address, "until": last_day(made)})


@for_administrators
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation whose code is to work no more."""
    closing.withdraw(get_object_or_404(Invitation, pk=pk))
    return redirect("accounts:people")


@for_administrators
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: how its owner signs in, and the ways to cut it off."""
    found = get_object_or_404(Account, pk=pk)
    if request.method == "POST":
        done = {"close": closing.close, "sign-out": closing.sign_out_everywhere}.get(request.POST.get("do", ""))
        if done and not (done is closing.close and found == request.user):
            done(found)
        return redirect("accounts:account", pk)
    rows = [
        {"key": "Sign-in name", "value": found.sign_in_name},
        {"key": "E-mail", "value": found.email or "None: codes are printed"},
        {"key": "Second factor", "value": _factors().get(pk, "None")},
        {"key": "Last signed in", "value": _last_here(found)},
        {"key": "State", "value": "Open" if found.is_active else "Closed: nobody can sign in with it"},
    ]
    return render(request, "accounts/account.html", {"account": found, "rows": rows, "own": found == request.user})


@for_administrators
def failures(request: HttpRequest) -> HttpResponse:
    """The last failed sign-ins."""
    found = FailedSignIn.objects.select_related("account").order_by("-at")[:FAILURES_SHOWN]
    rows = [[_at(one.at), one.account.name if one.account else "No account here", one.get_what_display(), one.address] for one in found]
    columns = ["When", "Account", "What was wrong", "Network address"]
    return render(request, "accounts/failures.html", {"columns": columns, "rows": rows, "days": FAILED_SIGN_INS_KEPT_DAYS, "most": FAILURES_SHOWN})


def _factors() -> dict[int, str]:
    words = {Authenticator.Type.WEBAUTHN: "Passkey", Authenticator.Type.TOTP: "App", Authenticator.Type.RECOVERY_CODES: "Paper codes"}
    found: dict[int, list[str]] = {}
    for owner, kind in Authenticator.objects.order_by("type").values_list("user", "type").distinct():
        found.setdefault(owner, []).append(words[kind])
    return {owner: ", ".join(kinds) for owner, kinds in found.items()}


def _last_here(account: Account) -> str:
    return day_in_words(localtime(account.last_login).date()) if account.last_login else "Never"


def _at(moment: datetime) -> str:
    there = localtime(moment)
    return f"{there:%H:%M} on {day_in_words(there.date())}"
