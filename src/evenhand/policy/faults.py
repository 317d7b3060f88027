"""What is wrong with a pack, said in sentences: the file, the line, the field, the value and what was expected."""

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from evenhand.policy.parts import Part

_EXPECTED = {field.alias or name: field.description for part in Part.__subclasses__() for name, field in part.model_fields.items()}

# What is wanted in place of a value, by the start of pydantic's name for what is wrong with it; the longer name first.
_WANTED = {
    "string_too_short": "some words",
    "string": "text in quotes",
    "too_short": "a list with something in it",
    "tuple": "a list",
    "date": "a day such as 2026-09-02",
    "int": "a whole number",
    "dict": "names with values under them",
    "model": "names with values under them",
}


class PackRefused(ValueError):
    """The pack cannot be taken; `problems` holds everything wrong with it, each in a sentence that says where."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def sentences(faults: list[ErrorDetails], text: str, name: str) -> list[str]:
    """Each fault that pydantic found in the text of the file called `name`."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return [_sentence(fault, root, name) for fault in faults if not _follows_from_another(fault)]


def _sentence(fault: ErrorDetails, root: Any, name: str) -> str:
    place = [step for step in fault["loc"] if step != "[key]"]
    path = " > ".join(f"number {step + 1}" if isinstance(step, int) else step for step in place)
    return f"{name}, line {_line(root, place)}, {path}: {_said(fault)}." if path else f"{name}: {_said(fault)}."


def _follows_from_another(fault: ErrorDetails) -> bool:
    """A list of which every entry was refused is told as too short, though it is not."""
    return fault["type"] == "too_short" and bool(fault["input"])


def _said(fault: ErrorDetails) -> str:
    kind, value = fault["type"], fault["input"]
    if kind == "missing":
        return f"it is missing: give {_EXPECTED[str(fault['loc'][-1])]}"
    if kind == "extra_forbidden":
        return "nothing reads this field: take it out or correct its spelling"
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    if kind == "literal_error":
        return f"{value!r} is not one of {fault['ctx']['expected']}"
    wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), None)
    return f"{value!r:.80} is not {wanted}" if wanted else f"{value!r:.80} will not do: {fault['msg'].replace('Input should', 'it must')}"


def _line(node: Any, place: Sequence[int | str]) -> int:
    """The line of the place, or of the nearest thing around it that is there."""
    line = int(node.start_mark.line) + 1
    for step in place:
        found = _inside(node, step)
        if found is None:
            break
        line, node = found
    return line


def _inside(node: Any, step: int | str) -> tuple[int, Any] | None:
    if isinstance(node, yaml.SequenceNode):
        return node.value[step].start_mark.line + 1, node.value[step]
    return next(((key.start_mark.line + 1, value) for key, value in node.value if key.value == step), None)
