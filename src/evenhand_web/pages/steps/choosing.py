"""Choosing whom a step is about, where that may be anybody: by name, among those with an account and those whom the last import had."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.canonical.encoding import decode
from evenhand.procedure.openings import Opening
from evenhand_web.accounts.models import Account
from evenhand_web.pages.naming import names_of
from evenhand_web.pages.shell.forms import Form
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import Step
from evenhand_web.workforce.models import MirrorRow

AT_MOST = 25


@dataclass(frozen=True)
class Found:
    """Somebody whose name fits, with what tells her from another of that name."""

    person: str
    name: str
    known_by: str


class WhoForm(Form):
    """A name, or part of one."""

    name = forms.CharField(help_text="Type a name or part of one. Everybody with an account and everybody in the last import can be found.", max_length=100)

    def __init__(self, asks: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].label = asks


def is_to_choose(step: Step, openings: tuple[Opening, ...]) -> bool:
    """Whether the step is about a person, and nothing says yet about whom."""
    return step.kind.concerns_a_person and any(one.about is None for one in openings)


def chosen(request: HttpRequest, openings: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """The openings, about the person whom the address names; none where it names nobody that is known."""
    person = request.GET.get("person", "")
    return tuple(replace(one, about=person) for one in openings) if person and names_of({person}) else ()


def choose(request: HttpRequest, matter: MatterSight, step: Step) -> HttpResponse:
    """A box for a name; and, once something is typed, everybody whom it fits."""
    form = WhoForm(step.who, request.GET if "name" in request.GET else None)
    found = sorted(_fitting(form.cleaned_data["name"]), key=lambda one: (one.name, one.person)) if form.is_valid() else []
    page = {"matter": matter, "step": step, "form": form, "found": found[:AT_MOST], "more": len(found) - AT_MOST, "asked": form.is_valid()}
    return render(request, "steps/choose.html", page)


def _fitting(typed: str) -> Iterator[Found]:
    words, imported = typed.casefold().split(), _imported()
    for one in {**imported, **_with_accounts(imported)}.values():
        if all(word in one.name.casefold() for word in words):
            yield one


def _with_accounts(imported: dict[str, Found]) -> dict[str, Found]:
    return {
        person: Found(person, name, imported[person].known_by if person in imported else f"signs in as {sign_in_name}")
        for person, name, sign_in_name in Account.objects.filter(is_active=True).values_list("person", "name", "sign_in_name")
    }


def _imported() -> dict[str, Found]:
    people = [decode(bytes(row.value)) for row in MirrorRow.objects.filter(table="people")]
    return {one["payroll_number"]: _one_imported(one) for one in people}


def _one_imported(facts: Mapping[str, Any]) -> Found:
    known_by = ", ".join(filter(None, (facts["job_title"], facts["school"])))
    return Found(facts["payroll_number"], f"{facts['first_name']} {facts['last_name']}", known_by)
