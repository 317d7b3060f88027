"""What every page's templates may ask for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from evenhand_web.config import clock


def shell(request: HttpRequest) -> dict[str, Any]:
    """The seat in use, whether this is a demonstration, and today."""
    return {"seat": getattr(request, "seat", None), "is_demonstration": settings.EVENHAND_DEMONSTRATION, "today": clock.today()}
