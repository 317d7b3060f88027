"""Making the private address, taking it back, and what a calendar program reads there."""

from hashlib import sha256
from secrets import token_urlsafe

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.procedure.fold import Dossier
from evenhand_web.accounts.models import Account
from evenhand_web.config import clock
from evenhand_web.pages.calendar_feed.feed import as_icalendar, due_days
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.models import CalendarFeed
from evenhand_web.pages.seats import as_text, seats_of
from evenhand_web.pages.sight import READING, Sight, everything


@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Make a new address, which ends the old one; it is shown this once."""
    sight = asked_sight(request)
    mine = CalendarFeed.objects.filter(person=sight.seat.person, seat=as_text(sight.seat))
    shown = ""
    if request.method == "POST" and sight.may_act:
        token = token_urlsafe(32)
        mine.delete()
        CalendarFeed.objects.create(digest=_digest(token), person=sight.seat.person, seat=as_text(sight.seat), made_at=clock.now())
        shown = request.build_absolute_uri(reverse("calendar_feed:feed", args=[token]))
    return render(request, "calendar_feed/address.html", {"shown": shown, "has_one": mine.exists(), "may_act": sight.may_act})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """No program reads the days of this seat any more."""
    seat = asked_sight(request).seat
    CalendarFeed.objects.filter(person=seat.person, seat=as_text(seat)).delete()
    return HttpResponseRedirect(reverse("calendar_feed:address"))


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whoever has the address, while its owner has the account and the seat."""
    known = CalendarFeed.objects.filter(digest=_digest(token)).first()
    if known is None or not Account.objects.filter(person=known.person, is_active=True).exists():
        raise Http404
    with READING.lock:
        folded, today = everything(), clock.today()
        seat = next((one for one in seats_of(known.person, Dossier(folded.bearing, on=today)) if as_text(one) == known.seat), None)
        if seat is None:
            raise Http404
        days = due_days(Sight(seat, folded))
    text = as_icalendar(days, f"{known.person} {known.seat}", clock.now(), request.build_absolute_uri(reverse("homes:home")))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
