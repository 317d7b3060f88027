"""The page of notices."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evenhand_web.pages.changes.since import lines_of
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.naming import Names
from evenhand_web.pages.notified.unread import News, news

AT_MOST = 20


@require_safe
def every_notice(request: HttpRequest) -> HttpResponse:
    """What is new, change by change; the newest first."""
    return render(request, "notified/notices.html", {"shown": [_shown(one) for one in news(asked_sight(request))]})


def _shown(one: News) -> dict[str, Any]:
    lines = lines_of(one.acts[:AT_MOST], one.matter, Names(one.matter))
    href = reverse("changes:overview", args=[one.matter.code])
    return {"title": one.title, "href": href, "first": one.first, "lines": lines, "more": max(0, len(one.acts) - AT_MOST)}
