"""The page on which somebody who holds several seats takes another."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.procedure.audience import Seat
from evenhand_web.pages.naming import OFFICES
from evenhand_web.pages.seats import IN_USE, as_text


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Lists the seats held; a press takes one. One that is not held is not taken, and the page shows those that are."""
    held = {as_text(seat): seat for seat in request.seats}  # type: ignore[attr-defined]
    chosen = request.POST.get("seat", "")
    if chosen in held:
        request.session[IN_USE] = chosen
        return redirect(settings.LOGIN_REDIRECT_URL)
    seats = [{"value": text, "words": in_words(seat), "in_use": seat == request.seat} for text, seat in held.items()]  # type: ignore[attr-defined]
    return render(request, "seat/change.html", {"seats": seats})


def in_words(seat: Seat) -> str:
    """What the seat is called: HR adviser, UNISON representative, yourself as an employee."""
    if seat.union:
        return f"{seat.union} representative"
    return OFFICES[seat.office]
