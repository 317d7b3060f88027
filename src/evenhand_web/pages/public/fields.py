"""A calculator's questions as fields of a page: what to ask from the question's own model, how to ask it from its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from evenhand.law.calculators import CALCULATORS
from evenhand.law.questions import Question
from evenhand_web.pages.public.words import Choice, FieldWords, words_of

DAY, MONTH, YEAR = PARTS_OF_A_DAY = ("day", "month", "year")
_KINDS = {date: "day", Decimal: "pounds", int: "number", str: "text"}


@dataclass(frozen=True)
class Field:
    """One thing that a page asks for. `kind`: day, pounds, number, text, choice, tick or group; `fields` are those of a group's every row."""

    name: str
    kind: str
    required: bool
    words: FieldWords
    choices: tuple[tuple[str, Choice], ...] = ()
    fields: tuple["Field", ...] = ()


@cache
def fields_of(name: str) -> tuple[Field, ...]:
    """The fields of the calculator's page, in the order of its words."""
    return tuple(_fields(CALCULATORS[name].question, words_of(name).fields))


def _fields(model: type[BaseModel], words: Mapping[str, FieldWords]) -> list[Field]:
    by_name = {field.alias or name: field for name, field in model.model_fields.items()}
    return [_field(name, by_name[name].annotation, by_name[name].is_required(), told) for name, told in words.items()]


def _field(name: str, annotation: Any, required: bool, words: FieldWords) -> Field:
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        return Field(name, "group", required, words, fields=tuple(_fields(_row(bare), words.fields)))
    if get_origin(bare) is Literal:
        values = get_args(bare)
        choices = tuple((value, words.choices[value]) for value in values if value in words.choices)
        return Field(name, "choice" if len(values) > 1 else "tick", required, words, choices or ((values[0], Choice(label=words.label, hint=words.hint)),))
    return Field(name, _KINDS[bare], required, words)


def _bare(annotation: Any) -> Any:
    """The type itself, without 'or None' and without what is annotated to it."""
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(kind for kind in get_args(annotation) if kind is not NoneType))
    return _bare(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def _row(rows: Any) -> type[Question]:
    found: type[Question] = get_args(rows)[0]
    return found
