"""What a view asks for first: the sight of whoever is signed in, or the matter that an address names, or 'not found' in the same words for both."""

from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest

from evenhand_web.pages.sight import MatterSight, Sight


def asked_sight(request: HttpRequest) -> Sight:
    """The sight of the seat in use. Only behind `LookingMiddleware`, which sends others to sign in."""
    sight: Sight | None = getattr(request, "sight", None)
    if sight is None:
        raise Http404
    return sight


def asked_matter(request: HttpRequest, code: str) -> MatterSight:
    """The matter, if this seat may know that there is one. Raises Http404, the same where there is none and where it is not hers."""
    found = asked_sight(request).matter(code)
    if found is None:
        raise Http404
    return found


def signed_in(view: Any) -> Any:
    """A view for whoever is signed in; anybody else is asked to sign in first, and comes back."""

    @wraps(view)
    def looked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return looked
