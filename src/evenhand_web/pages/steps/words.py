"""Filters that the pages of steps need."""

from collections.abc import Iterable
from typing import Any

from django import template

from evenhand.procedure.audience import Office
from evenhand_web.pages.naming import OFFICES, Names

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
    from evenhand_web.pages.steps.catalogue import STEPS

    return ", ".join(STEPS[kind].title[0].lower() + STEPS[kind].title[1:] if kind in STEPS else kind for kind in kinds)
