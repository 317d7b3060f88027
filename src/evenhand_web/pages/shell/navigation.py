"""Where each seat can go: at most six links, in the same order everywhere. A page that is not built yet is left out, never shown dead."""

from collections.abc import Iterable
from typing import TypedDict

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from evenhand.procedure.audience import Office

MOST_LINKS = 6

HOME, CHANGES, TRUST, POLICY = ("Home", "homes:home"), ("Changes", "changes:all"), ("Trust", "trust:overview"), ("Policy and law", "policy:packs")
DECISIONS, PEOPLE, ASSURANCE = ("Decisions", "homes:decisions"), ("People", "homes:people"), ("Assurance", "homes:assurance")

LINKS: dict[Office | None, tuple[tuple[str, str], ...]] = {
    None: (("Calculators", "public:calculators"), ("Plan dates", "public:plan"), ("Check a letter", "public:check"), ("About", "public:about")),
    Office.HR_ADVISER: (HOME, CHANGES, PEOPLE, ("Vacancies", "homes:vacancies"), TRUST, POLICY),
    Office.CONFIDENTIAL_HR: (HOME, CHANGES, PEOPLE, TRUST, POLICY),
    Office.HEADTEACHER: (HOME, CHANGES, ("My staff", "homes:staff"), DECISIONS, TRUST, POLICY),
    Office.CHIEF_EXECUTIVE: (HOME, CHANGES, DECISIONS, TRUST, POLICY, ASSURANCE),
    Office.TRUSTEE: (HOME, DECISIONS, CHANGES, TRUST, POLICY, ASSURANCE),
    Office.ASSESSOR: (("Scoring", "homes:home"), ("Trials", "homes:trials"), ("Changes", "changes:all"), POLICY),
    Office.UNION_REPRESENTATIVE: (HOME, CHANGES, ("Disputes", "homes:disputes"), TRUST, POLICY, ("Our record", "record:ours")),
    Office.EMPLOYEE: (HOME, ("Letters", "letters:mine"), ("Jobs", "homes:jobs"), ("Meetings", "homes:meetings"), ("Help", "public:guide")),
    Office.AUDITOR: (HOME, ("Matters", "changes:all"), ("Reads", "record:reads"), TRUST, POLICY, ("Check a receipt", "public:check")),
    Office.ADMINISTRATOR: (HOME, ("People", "accounts:people"), ("Failed sign-ins", "accounts:failures")),
}
FOOTER = (
    ("Accessibility", "public:accessibility"),
    ("Privacy", "public:privacy"),
    ("Contact", "public:contact"),
    ("Guide", "public:guide"),
    ("About Evenhand", "public:about"),
)
ERROR_PAGE = (("Home", "homes:home"), ("Change seat", "seat:change"), ("Contact", "public:contact"))


class Link(TypedDict):
    """A link of the shell. `current`: 'page' on that very page, 'true' on one beneath it, else empty."""

    text: str
    href: str
    current: str


def links(request: HttpRequest, table: Iterable[tuple[str, str]]) -> list[Link]:
    """Those of the table that lead to a page that is there."""
    return [{"text": text, "href": href, "current": _current(request.path, href)} for text, name in table if (href := address(name))]


def address(name: str) -> str:
    """The address of the page of that name; empty where there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(path: str, href: str) -> str:
    if path == href:
        return "page"
    return "true" if href != "/" and path.startswith(href) else ""
