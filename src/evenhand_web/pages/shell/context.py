"""What every page's templates may ask for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from evenhand_web.config import clock
from evenhand_web.pages.notified.unread import count_in_words
from evenhand_web.pages.seat.views import in_words
from evenhand_web.pages.shell.modes import modes_of
from evenhand_web.pages.shell.navigation import FOOTER, LINKS, Link, address, links

OF_AN_ACCOUNT = (("Search", "searching:search"), ("Notices", "notices:all"), ("Your sign-in", "mfa_index"), ("Sign out", "account_logout"))
OF_NOBODY = (("Sign in", "account_login"),)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The seat in use, where it can go, how it is looking, and today. Works on what a request has, so that an error page has a shell too."""
    seat, sight, seats = (getattr(request, name, None) for name in ("seat", "sight", "seats"))
    return {
        "seat": seat,
        "seat_words": in_words(seat) if seat else "",
        "change_seat": address("seat:change") if len(seats or []) > 1 else "",
        "trust_name": sight.trust_name if sight else "",
        "home": address("homes:home") if seat else "/",
        "navigation": links(request, LINKS[seat.office if seat else None]),
        "account_links": _account(request),
        "footer_links": links(request, FOOTER),
        "modes": modes_of(request, demonstration=settings.EVENHAND_DEMONSTRATION),
        "is_demonstration": settings.EVENHAND_DEMONSTRATION,
        "today": clock.today(),
    }


def _account(request: HttpRequest) -> list[Link]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return links(request, OF_NOBODY)
    found = links(request, OF_AN_ACCOUNT)
    for link in found:
        if link["text"] == "Your sign-in":
            link["text"] = user.name or link["text"]
        if link["text"] == "Notices" and (sight := getattr(request, "sight", None)):
            link["text"] = count_in_words(sight)
    return found
