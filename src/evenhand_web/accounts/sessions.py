"""How long somebody stays signed in: 30 minutes without a page, and 12 hours in all, whichever ends first.

Time here is real time, kept as stamps of Django's own signer: the site's clock may be set to another day in a demonstration, and a session must
neither end nor live longer for it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.signals import authentication_step_completed
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from evenhand_web.config import clock

IDLE_MINUTES = 30
LONGEST_HOURS = 12
_STAMPED_EVERY_SECONDS = 60  # so that most pages write nothing
_SIGNED_IN, _LAST_USED = "signed_in", "last_used"

IDLE = f"You were signed out after {IDLE_MINUTES} minutes without a page."
TOO_LONG = f"You were signed out {LONGEST_HOURS} hours after you signed in."


def stamp(session: SessionBase, name: str) -> None:
    session[name] = _signer().sign(name)


def is_within(session: SessionBase, name: str, seconds: int) -> bool:
    """Whether the stamp of that name was set at most this long ago; no if it was never set."""
    try:
        return bool(_signer().unsign(session.get(name, ""), max_age=seconds) == name)
    except BadSignature:
        return False


def signed_in_within(session: SessionBase, seconds: int) -> bool:
    """Whether the sign-in itself was at most this long ago."""
    return is_within(session, _SIGNED_IN, seconds)


def why_ended(session: SessionBase) -> str | None:
    """Why this session is over, in the words for its owner; None while it lasts."""
    if not is_within(session, _SIGNED_IN, LONGEST_HOURS * 60 * 60):
        return TOO_LONG
    return None if is_within(session, _LAST_USED, IDLE_MINUTES * 60) else IDLE


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="evenhand_web.accounts.sessions")


def begin(sender: Any, request: HttpRequest, **rest: Any) -> None:
    stamp(request.session, _SIGNED_IN)
    stamp(request.session, _LAST_USED)


def renew(sender: Any, request: HttpRequest, reauthenticated: bool = False, **rest: Any) -> None:
    """A password given again begins a new key, as sign-in does: whoever had seen the old one is left outside."""
    if reauthenticated:
        request.session.cycle_key()


user_logged_in.connect(begin)
authentication_step_completed.connect(renew)


def times(request: HttpRequest) -> dict[str, datetime]:
    """For every page's template: when somebody who does nothing more is signed out."""
    return {"signed_out_at": clock.now() + timedelta(minutes=IDLE_MINUTES)}


class SessionTimes:
    """Ends a session whose time is over, and notes that one in time is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            why = why_ended(request.session)
            if why:
                logout(request)
                messages.info(request, why)
            elif not is_within(request.session, _LAST_USED, _STAMPED_EVERY_SECONDS):
                stamp(request.session, _LAST_USED)
        return self._get_response(request)
