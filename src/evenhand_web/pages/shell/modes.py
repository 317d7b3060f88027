"""How a page is being looked at, when that is not 'as oneself, today, for real': said above the header, in words and with an icon."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from evenhand.calendars.words import day_in_words
from evenhand_web.config import clock
from evenhand_web.pages.seat.views import in_words
from evenhand_web.pages.shell.navigation import address


def modes_of(request: HttpRequest, *, demonstration: bool) -> list[dict[str, Any]]:
    """The bars of this page, each {mark, text, link}: demonstration, a day that is past, another's eyes. The links lead to the same page without either."""
    sight = getattr(request, "sight", None)
    bars: list[dict[str, Any]] = []
    back = f"{address('otherwise:back')}?{urlencode({'next': request.path})}"
    if demonstration:
        text = f"Demonstration. Nobody here is real. Today is {day_in_words(clock.today())}."
        bars.append({"mark": "demonstration", "text": text, "link": {"text": "Change places", "href": address("demonstration:start")}})
    if sight and (sight.known_at is not None or sight.on != clock.today()):
        known = f", as far as was known at number {sight.known_at} of the record" if sight.known_at is not None else ""
        text = f"As it stood on {day_in_words(sight.on)}{known}, under that day's law and policy. You can look, not act."
        bars.append({"mark": "past", "text": text, "link": {"text": "Return to today", "href": back}})
    if sight and sight.viewing_as:
        called = in_words(sight.viewing_as)
        text = f"Viewing as {'an' if called[0].lower() in 'aeio' else 'a'} {called}. You can look, not act, and see no more than you may see yourself."
        bars.append({"mark": "viewing", "text": text, "link": {"text": "Stop", "href": back}})
    return bars
