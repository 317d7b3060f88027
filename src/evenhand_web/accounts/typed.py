"""What is typed survives the end of a session: kept on the server when it is sent too late, and given back on the same page after sign-in.

At sign-in the browser is given a signed, random token. What arrives when the session is over is sealed with a key made from that token and the
site's secret key, and stands under the account that the token was given to. So it takes the same account, in the same browser, to read it; the
database alone, or another account at a shared computer, gets nothing. It goes after 24 hours, or when the page is sent again. Files and passwords are
never kept.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from evenhand_web.accounts.models import Account, Typed
from evenhand_web.accounts.sealing import NotOpened, digest, opened, sealed
from evenhand_web.accounts.sessions import LONGEST_HOURS
from evenhand_web.config import clock

KEPT_HOURS = 24
PAGES_AN_ACCOUNT = 20
_COOKIE_SECONDS = (LONGEST_HOURS + KEPT_HOURS) * 60 * 60
_SALT = "evenhand_web.accounts.typed"
_SIGN_IN = re.compile(r"/accounts/(?!people/)")  # pages on which names, codes and keys are typed


def keep_typed(request: HttpRequest) -> bool:
    """Keep what this request posts, for the account that last signed in with this browser. Whether anything was kept."""
    bound = _binding(request)
    fields = _worth_keeping(request)
    if request.method != "POST" or not bound or not fields or _SIGN_IN.match(request.path) or not _from_here(request):
        return False
    account, token = bound
    if not Account.objects.filter(pk=account, is_active=True).exists():
        return False
    row = {"sealed": sealed(fields.urlencode().encode(), "typed", token), "kept_at": clock.now()}
    Typed.objects.update_or_create(account_id=account, token_digest=digest(token, "typed"), path=request.path[:500], defaults=row)
    beyond = Typed.objects.filter(account_id=account).order_by("-kept_at").values_list("pk", flat=True)[PAGES_AN_ACCOUNT:]
    Typed.objects.filter(pk__in=list(beyond)).delete()
    return True


def typed_for(request: HttpRequest) -> QueryDict | None:
    """What this account typed into the page of this address before its session ended; None if nothing is kept. For forms to begin with."""
    rows = _rows(request)
    row = rows.filter(kept_at__gte=clock.now() - timedelta(hours=KEPT_HOURS)).first() if rows is not None else None
    if row is None:
        return None
    try:
        return QueryDict(opened(bytes(row.sealed), "typed", _token(request)))
    except NotOpened:
        return None


class TypedText:
    """Gives the browser of whoever is signed in its token, and lets go of what was kept once the page is sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if not request.user.is_authenticated:
            return response
        if request.method == "POST" and response.status_code < 400:
            rows = _rows(request)
            if rows is not None:
                rows.delete()
        if not _token(request):
            bound = signing.dumps([request.user.pk, token_urlsafe(32)], salt=_SALT)
            secure: bool = settings.SESSION_COOKIE_SECURE
            response.set_cookie(settings.TYPED_COOKIE_NAME, bound, max_age=_COOKIE_SECONDS, secure=secure, httponly=True, samesite="Lax")
        return response


def _binding(request: HttpRequest) -> tuple[int, str] | None:
    """The account that the browser's token was given to, and the token; None if it has none of ours."""
    try:
        account, token = signing.loads(request.COOKIES.get(settings.TYPED_COOKIE_NAME, ""), salt=_SALT, max_age=_COOKIE_SECONDS)
    except signing.BadSignature:
        return None
    return account, token


def _token(request: HttpRequest) -> str:
    """The browser's token if it is the signed-in account's; else empty."""
    bound = _binding(request)
    return bound[1] if bound and request.user.is_authenticated and bound[0] == request.user.pk else ""


def _rows(request: HttpRequest) -> QuerySet[Typed] | None:
    token = _token(request)
    if not token:
        return None
    return Typed.objects.filter(account=request.user.pk, token_digest=digest(token, "typed"), path=request.path[:500])


def _worth_keeping(request: HttpRequest) -> QueryDict:
    fields = request.POST.copy()
    for name in list(fields):
        if name == "csrfmiddlewaretoken" or "password" in name.lower():
            del fields[name]
    return fields


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent it: another's must not be able to put words into a form. A browser too old to say sends no cookie cross-site."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
