"""The pages for what cannot be shown: the same words for what is not there and for what is somebody else's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shell/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shell/forbidden.html", status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/went_wrong.html", status=500)
