"""A calculator's page filled in: every field as typed, every problem at once in the words of the question, and the address that carries the answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from pydantic import ValidationError

from evenhand.calendars.known import CannotCount
from evenhand.law.answers import Answer, sentence_case
from evenhand.law.calculators import CALCULATORS
from evenhand.law.dated import NotOnFile
from evenhand.law.questions import Question
from evenhand_web.pages.public.fields import Field, fields_of
from evenhand_web.pages.public.typed import Typed, names_of, typed
from evenhand_web.pages.public.words import words_of

# What the page is asked to do with the answers; they are no part of them.
CHANGE, ADD = "change", "add"
_LONGEST_NAME_SHOWN = 40
_MOST_NAMES_SHOWN = 5
# The law's files are told to whoever writes JSON how to go on. On a page it is said otherwise.
_WAYS_OUT = {
    " For an estimate say": "Choose an earlier day; or tick the box that assumes the last figure known, and the answer will say so.",
    " Use a later day": "Choose a later day.",
}


@dataclass
class Sheet:
    """One page filled in. `unasked`: what stands in the address and is no question of the page's; `question` is there if there is no problem."""

    name: str
    typed: dict[str, Typed]
    unasked: list[str]
    question: Question | None = None
    beyond: list[str] = field(default_factory=list)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Every problem: where it leads, what it says."""
        yield from (("", says) for says in self.unasked)
        for each in self.typed.values():
            inner = [cell for row in each.rows for cell in row.values()]
            yield from ((found.at, says) for found in [each, *inner] for says in found.problems)

    def canonical(self) -> str:
        """The query of the address that carries these answers, and nothing else."""
        return urlencode([pair for each in self.typed.values() for pair in each.canonical()])

    def answer(self) -> Answer | None:
        """The answer; None where the law refuses it, which is then a problem of the field that can cure it. Only of a sheet without problems."""
        try:
            return CALCULATORS[self.name].works_out(self.question)
        except (NotOnFile, CannotCount) as fault:
            self.typed[words_of(self.name).beyond_what_is_known].problems.append(_in_plain_words(str(fault)))
            return None

    def is_estimate(self) -> bool:
        """Whether the answer stands on a figure that is assumed because the one in force is not known yet."""
        if self.question is None or not getattr(self.question, "assume", None):
            return False
        try:
            CALCULATORS[self.name].works_out(self.question.model_copy(update={"assume": None}))
        except NotOnFile:
            return True
        return False


def sheet(name: str, query: QueryDict) -> Sheet:
    """The calculator's page as the address fills it in."""
    fields = fields_of(name)
    found = Sheet(name, {each.name: typed(each, query, each.name) for each in fields}, list(_unasked(name, fields, query)))
    try:
        question = CALCULATORS[name].question.model_validate({key: each.value for key, each in found.typed.items() if each.value is not None})
    except ValidationError as fault:
        _tell(found, fault)
        return found
    if not any(found.problems()):
        found.question = question
    return found


def _unasked(name: str, fields: tuple[Field, ...], query: QueryDict) -> Iterator[str]:
    known = {CHANGE, ADD, *(key for each in fields for key in names_of(each, each.name, query))}
    unknown = sorted(set(query) - known)
    for key in unknown[:_MOST_NAMES_SHOWN]:
        why = words_of(name).not_asked.get(key) or "This page asks no such thing. It is left out when you continue."
        yield f"The address holds “{key[:_LONGEST_NAME_SHOWN]}”. {why}"
    if len(unknown) > _MOST_NAMES_SHOWN:
        yield f"The address holds {len(unknown) - _MOST_NAMES_SHOWN} more names that this page does not ask for."
    for key in sorted(set(query) & known):
        if len(query.getlist(key)) > 1:
            yield f"The address holds “{key}” more than once. The last one is shown below."


def _tell(found: Sheet, fault: ValidationError) -> None:
    for error in fault.errors(include_url=False):
        where = _place(found, error["loc"])
        if not where.problems:  # what could not be read as typed has been told already, and is not missing
            where.problems.append(_sentence(where.asked, dict(error)))


def _place(found: Sheet, place: tuple[Any, ...]) -> Typed:
    each = found.typed[place[0]]
    return each.rows[place[1]][place[2]] if len(place) > 1 else each


def _sentence(asked: Field, error: dict[str, Any]) -> str:
    called, limits = sentence_case(asked.words.called), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"{'Select' if asked.kind in ('choice', 'tick') else 'Enter'} {asked.words.called}."
        case "literal_error":
            return f"Select {asked.words.called}."
        case "greater_than_equal":
            return f"{called} must be {limits['ge']} or more."
        case "less_than_equal":
            return f"{called} must be {limits['le']} or less."
    wrong, _, to_do = str(limits.get("error", "this cannot be taken as it is written")).partition(": ")
    return f"{called}: {wrong}. {sentence_case(to_do)}{'.' if to_do else ''}".strip()


def _in_plain_words(refusal: str) -> str:
    for others_way_out, to_do in _WAYS_OUT.items():
        says, found, _ = refusal.partition(others_way_out)
        if found:
            return f"{says} {to_do}"
    return refusal
