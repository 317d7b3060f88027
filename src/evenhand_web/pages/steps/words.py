"""Filters that the pages of steps need."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from evenhand.procedure.acts import Act
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from evenhand.procedure.judge import matter_kind
from evenhand_web.pages.naming import OFFICES, Names
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS, Step

register = template.Library()


@register.filter
def named(text: str, names: Names) -> str:
    """A rule's sentence with names for codes, where the seat may know them."""
    return names.named(text)


@register.filter
def offices_in_words(offices: Iterable[Office]) -> str:
    """Who may take a step: the headteacher or the chief executive."""
    called = [f"the {OFFICES[one]}" for one in Office if one in set(offices)]
    return " or ".join([", ".join(called[:-1]), called[-1]] if len(called) > 1 else called)


@register.filter
def title_for(step: Step, seat: Seat) -> str:
    """What the step is called for whoever sits here."""
    return step.title_for(seat.office)


@register.filter
def page_of(matter: MatterSight) -> str:
    """Where one goes back to from a step: the change's page, the trust's, or from a matter that has no page of its own, home."""
    kind = matter_kind(matter.dossier)
    return reverse("changes:overview", args=[matter.code]) if kind == "change" else reverse({"trust": "trust:trust"}.get(kind, "homes:home"))


@register.filter
def page_in_words(matter: MatterSight) -> str:
    """What that page is called."""
    return {"change": "the change", "trust": "the trust"}.get(matter_kind(matter.dossier), "home")


@register.filter
def may_say_that_it_ended(given: Act[UndertakingGiven], seat: Seat) -> bool:
    """Whether this seat can record that the undertaking ended: its union's, or one of management's."""
    return seat.office in UndertakingEnded.kind.by and seat.union in (None, given.body.union)


@register.filter
def without_full_stop(text: str) -> str:
    """What somebody typed, as a part of a sentence that goes on."""
    return text.rstrip(". ")


@register.filter
def sentence(text: str, number: int) -> str:
    """The first sentence (1), or whatever follows it (2)."""
    first, _, rest = text.partition(". ")
    return f"{first}." if number == 1 and rest else (first if number == 1 else rest)


@register.filter
def last_number(acts: list[Any]) -> int:
    """The number in its matter of the last of these acts."""
    return int(acts[-1].number)


@register.filter
def split_at_bars(text: str) -> list[str]:
    """The headings of a table, written with | between them."""
    return text.split("|")


@register.filter
def step_titles(kinds: Iterable[str]) -> str:
    """What kinds of step are called: give notice, decide a dismissal."""
    return ", ".join(STEPS[kind].title[0].lower() + STEPS[kind].title[1:] if kind in STEPS else kind for kind in kinds)
