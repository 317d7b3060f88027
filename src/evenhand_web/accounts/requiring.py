"""Which pages need what: every page sign-in, but for those made to be public; and for whoever holds an office, a second factor before any of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render

from evenhand_web.accounts.second_factors import are_missing_for
from evenhand_web.accounts.typed import keep_typed

PUBLIC = frozenset({"public"})  # namespaces of addresses whose pages need no sign-in; a single view may also say `login_not_required`
KEPT = "What you typed is kept. Sign in to carry on."
ENROLLING = frozenset({"account_login", "account_logout", "account_reauthenticate", "sign-out-everywhere"})


def is_public(request: HttpRequest) -> bool:
    """Whether the page is made for people who are not signed in."""
    found = request.resolver_match
    return bool(found and (set(found.namespaces) & PUBLIC or not getattr(found.func, "login_required", True)))


class SignInRequired(LoginRequiredMiddleware):
    """Sends whoever is not signed in to sign in, and keeps what she had typed."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        return None if is_public(request) else super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponseRedirect:
        if keep_typed(request):
            messages.info(request, KEPT)
        return super().handle_no_permission(request, view_func)


class SecondFactorRequired:
    """Sends whoever holds an office and has no second factor to set one up. After the seats, which it reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated or is_public(request) or (name or "").startswith("mfa_") or name in ENROLLING:
            return None
        if not are_missing_for(request):
            return None
        keep_typed(request)
        return redirect("mfa_index")


def form_came_too_late(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is shown for a form that carries no token of the present sign-in: nothing is done, and what was typed is kept."""
    return render(request, "accounts/form_came_too_late.html", {"kept": keep_typed(request)}, status=403)
