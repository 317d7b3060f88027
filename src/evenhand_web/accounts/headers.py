"""Headers that no package sends for us: what the browser may not do, and that nothing behind sign-in is kept by it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

NOT_USED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED)


class Headers:
    """Sets them on every response. A page behind sign-in is stored nowhere: not by a proxy, nor for the next person's Back button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response["Permissions-Policy"] = POLICY
        if getattr(request, "user", None) is not None and (request.user.is_authenticated or request.path.startswith("/accounts/")):
            patch_cache_control(response, no_store=True, private=True)
        return response
