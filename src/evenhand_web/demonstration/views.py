"""The start page of the demonstration, signing in by a card, and starting again. Where this is not a demonstration there are no such pages."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from evenhand_web.accounts.models import Account
from evenhand_web.config import clock
from evenhand_web.config.clock import NotADemonstration
from evenhand_web.demonstration.loading import is_loaded, start_again
from evenhand_web.demonstration.mailbox import COLUMNS, messages
from evenhand_web.demonstration.script import Card, Holder, people
from evenhand_web.notices.wording import a_letter_waits
from evenhand_web.pages.public.start import trust_name
from evenhand_web.pages.seats import IN_USE, as_text

View = Callable[[HttpRequest], HttpResponse]


def in_a_demonstration(view: View) -> View:
    """The page, where this is a demonstration; anywhere else there is none at that address, whatever is asked of it."""

    @login_not_required
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        if not is_loaded():
            raise Http404
        return view(request)

    return shown


@in_a_demonstration
@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    """Where one is, what has happened so far, and a card to sign in by for each role."""
    cards = [(card, people().holder(card.key)) for card in people().cards]
    return render(request, "demonstration/start.html", {"cards": cards, "first": cards[0][1], "now": clock.now()})


@in_a_demonstration
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent to whom; nothing leaves a demonstration."""
    said = a_letter_waits(trust_name(), request.build_absolute_uri("/"))
    return render(request, "demonstration/mailbox.html", {"columns": COLUMNS, "rows": list(messages()), "said": said})


@in_a_demonstration
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as whoever is on the card, without a password or a second factor."""
    card = next((card for card in people().cards if card.key == request.POST.get("card")), None)
    if card is None:
        raise Http404
    sign_in_by(card, request)
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


@in_a_demonstration
@require_POST
def begin_again(request: HttpRequest) -> HttpResponse:
    """Everything back to how it stood when the demonstration was loaded; whoever is signed in, in any browser, no longer is."""
    logout(request)
    start_again()
    return redirect("demonstration:start")


def sign_in_by(card: Card, request: HttpRequest) -> Holder:
    """Sign in as the holder of the card, in the seat that it is about. Raises NotADemonstration, wherever it is called from."""
    if not is_loaded():
        raise NotADemonstration("Nobody signs in without a password but in a demonstration.")
    holder = people().holder(card.key)
    account = Account.objects.get(person=holder.person)
    logout(request)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[IN_USE] = as_text(holder.seat)
    return holder
