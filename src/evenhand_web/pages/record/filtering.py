"""The record's filters: a form read from the address, and the links that take one filter away or turn a page."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page
from django.http import QueryDict

from evenhand.procedure.acts import REGISTER
from evenhand_web.pages.record.finding import Wanted
from evenhand_web.pages.record.telling import done_by
from evenhand_web.pages.shell.forms import DayField, Form
from evenhand_web.pages.steps.catalogue import STEPS


class RecordFilter(Form):
    """Which steps to show."""

    kind = forms.ChoiceField(label="Step", required=False)
    about = forms.ChoiceField(label="About", required=False)
    since = DayField(label="Took effect on or after", required=False)
    until = DayField(label="Took effect on or before", required=False)

    def __init__(self, kinds: list[str], people: list[tuple[str, str]], asked: QueryDict) -> None:
        super().__init__(asked if asked.keys() & {"kind", "about", "since_day", "until_day"} else None)
        self.fields["kind"].choices = [("", "Every step"), *sorted(((kind, title_of(kind)) for kind in kinds), key=lambda one: one[1])]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What is looked for; everything where nothing was asked, or what was asked makes no sense."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        given = self.cleaned_data
        return Wanted(given["kind"], given["about"], given["since"], given["until"])


def title_of(kind: str) -> str:
    """What a kind of step is called: in the catalogue, else as the record tells it."""
    return STEPS[kind].title if kind in STEPS else done_by(REGISTER[kind])


def chosen(form: RecordFilter, asked: QueryDict) -> list[dict[str, str]]:
    """Each filter in use in words, with the address of the page without it."""
    if not form.is_bound or not form.is_valid():
        return []
    found = []
    for name in ("kind", "about"):
        if value := form.cleaned_data[name]:
            found.append({"text": dict(form.fields[name].choices)[value], "href": without(asked, name)})  # type: ignore[attr-defined]
    for name, word in (("since", "From"), ("until", "To")):
        if value := form.cleaned_data[name]:
            found.append({"text": f"{word} {value:%d.%m.%Y}", "href": without(asked, name)})
    return found


def without(asked: QueryDict, name: str) -> str:
    """The address of this page without one filter, from its first page on."""
    return "?" + urlencode([(key, value) for key, value in asked.items() if key != "page" and key != name and not key.startswith(f"{name}_")])


def turned(asked: QueryDict, page: Page[Any]) -> dict[str, Any]:
    """The links of a pagination: previous, next, and the pages near this one."""

    def link(number: int) -> str:
        return "?" + urlencode([*((key, value) for key, value in asked.items() if key != "page"), ("page", number)])

    pages = [
        {"gap": True} if isinstance(number, str) else {"number": number, "href": link(number), "current": number == page.number}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "previous": {"href": link(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": link(page.next_page_number())} if page.has_next() else None,
        "pages": pages,
    }
