"""The addresses that these tests are about: sign-in, the change of seat, what is public, and a form such as pages have."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from evenhand_web.accounts.typed import typed_for


def form(request: HttpRequest, number: int) -> HttpResponse:
    """A page with a form, as pages have them: what was typed is given back on GET."""
    if request.method == "POST":
        return HttpResponse("Recorded", status=409 if request.POST.get("conflict") else 200)
    typed = typed_for(request)
    return JsonResponse({"typed": None if typed is None else dict(typed.lists())})


urlpatterns = [
    path("accounts/", include("evenhand_web.accounts.urls")),
    path("seat/", include("evenhand_web.pages.seat.urls")),
    path("", include("evenhand_web.pages.public.urls")),
    path("form/<int:number>/", form),
]
handler404 = "evenhand_web.pages.shell.errors.not_found"
handler403 = "evenhand_web.pages.shell.errors.forbidden"
