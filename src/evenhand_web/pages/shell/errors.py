"""The pages for what cannot be shown: the same words for what is not there and for what is somebody else's."""

import logging
import secrets

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from evenhand_web.pages.shell.navigation import ERROR_PAGE, links

LOG = logging.getLogger(__name__)
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that reads as another over a telephone


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shell/not_found.html", {"ways_on": links(request, ERROR_PAGE)}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Why it is refused, where whoever refused it said so: 'Only the headteacher can do this: Ben Cole.'"""
    why = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "shell/forbidden.html", {"why": why, "ways_on": links(request, ERROR_PAGE)}, status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Drawn without anything of the request: that may be what went wrong."""
    reference = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
    LOG.error("Reference %s: %s %s went wrong.", reference, request.method, request.path)
    return HttpResponse(loader.render_to_string("shell/went_wrong.html", {"reference": reference}), status=500)
