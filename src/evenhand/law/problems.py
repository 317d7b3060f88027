"""What is wrong with what was given: all of it at once, in sentences, in the words of the question."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

_LONGEST_VALUE_SHOWN = 60
# What is wanted in place of a value, by pydantic's name for what is wrong with it.
_WANTED = {
    "greater_than_equal": "it must be {ge} or more",
    "int_type": "it must be a whole number",
    "less_than_equal": "it must be {le} or less",
    "literal_error": "it must be {expected}",
    "model_type": "it must be an object in braces",
    "string_too_short": "it must not be empty",
    "string_type": "it must be text",
    "string_unicode": "it must be text in whole characters",
    "tuple_type": "it must be a list in square brackets",
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the field (None if it is no one field's), the value given, and a sentence that says what to do."""

    field: str | None
    value: object
    says: str


class Refused(ValueError):
    """What was given cannot be taken; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.says for problem in self.problems))


def problems_in(fault: ValidationError, model: type[BaseModel]) -> tuple[Problem, ...]:
    """Every problem that pydantic found, told with the names and descriptions of the model's fields."""
    described = described_fields(model)
    return tuple(_problem(dict(error), described) for error in fault.errors(include_url=False))


def described_fields(model: type[BaseModel]) -> dict[str, str]:
    """The description of each field of the model and of the models within it, by name."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name: field.get("description", name) for part in parts for name, field in part.get("properties", {}).items()}


def shown(value: object) -> str:
    """The value as somebody would have typed it, cut short if it is long."""
    typed = str(value) if isinstance(value, Decimal) else json.dumps(value, default=str, ensure_ascii=False)
    text = typed.encode("utf-8", "backslashreplace").decode()  # half a character could not be printed
    return text if len(text) <= _LONGEST_VALUE_SHOWN else f"{text[:_LONGEST_VALUE_SHOWN]}..."


def _problem(error: dict[str, Any], described: dict[str, str]) -> Problem:
    where = ", ".join(f"number {part + 1}" if isinstance(part, int) else str(part) for part in error["loc"])
    name, value = str([None, *error["loc"]][-1]), error["input"]  # without a place, it is the name of a field that cannot be read
    match error["type"]:
        case "missing":
            return Problem(where, None, f"{where} is missing: give {described[name]}.")
        case "extra_forbidden":
            nearest = get_close_matches(name, described, n=1, cutoff=0)[0]
            return Problem(where, value, f"{where} is not a field of the question: the nearest one is {nearest}.")
        case "value_error":
            wanted = str(error["ctx"]["error"])
        case kind:
            wanted = _WANTED.get(kind, error["msg"]).format(**error.get("ctx", {}))
    return Problem(where or None, value, f"{where or 'The name of a field'} is {shown(value)}: {wanted}.")
