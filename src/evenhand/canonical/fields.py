"""Strict reading of decoded objects: every field there, none unknown, each of its kind, and all that is wrong told at once.

A table of fields maps each field's name to its kind, or to the table of the object that stands there.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from evenhand.canonical.encoding import LARGEST_NUMBER, is_hexadecimal


class NotUnderstood(ValueError):
    """The object is not what this version reads here. `problems` holds each fault as a sentence."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class Kind(NamedTuple):
    """What a field may hold, and how to say so."""

    holds: Callable[[Any], bool]
    must_be: str


Fields = dict[str, "Kind | Fields"]

TEXT = Kind(lambda value: isinstance(value, str) and value != "", "text that is not empty")


def word(expected: str) -> Kind:
    """This text and no other, such as the name of a format."""
    return Kind(lambda value: isinstance(value, str) and value == expected, f"{expected!r}")


def number_from(least: int) -> Kind:
    """A whole number, no less than this."""
    return Kind(lambda value: type(value) is int and least <= value <= LARGEST_NUMBER, f"a whole number from {least} to {LARGEST_NUMBER}")


def hexadecimal(length: int) -> Kind:
    """So many bytes, in lower-case hexadecimal."""
    return Kind(lambda value: is_hexadecimal(value, length), f"{2 * length} lower-case hexadecimal digits")


def list_of(kind: Kind) -> Kind:
    """A list, each item of the one kind."""
    return Kind(lambda value: isinstance(value, list) and all(kind.holds(item) for item in value), f"a list, each item {kind.must_be}")


def _is_moment(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?Z", value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


MOMENT = Kind(_is_moment, "a UTC moment such as 2026-11-21T09:30:00Z")


def problems_with_fields(what: str, value: object, fields: Fields) -> list[str]:
    """Every way in which the value is not an object with exactly these fields; `what` names it in the sentences."""
    if not isinstance(value, dict):
        return [f"{what} is {value!r:.80}; it must be an object with the fields {', '.join(fields)}"]
    found = [f"{what} has no {name}" for name in fields if name not in value]
    found += [f"{what} has {name!r:.80}, which is none of its fields in this version" for name in value if name not in fields]
    for name, kind in fields.items():
        if name in value and isinstance(kind, dict):
            found += problems_with_fields(f"{what}'s {name}", value[name], kind)
        elif name in value and isinstance(kind, Kind) and not kind.holds(value[name]):
            found.append(f"{what}'s {name} is {value[name]!r:.80}; it must be {kind.must_be}")
    return found


def require_fields(what: str, value: object, fields: Fields) -> dict[str, Any]:
    """The value, if it is an object with exactly these fields. Raises NotUnderstood with every problem if not."""
    problems = problems_with_fields(what, value, fields)
    if problems or not isinstance(value, dict):
        raise NotUnderstood(problems)
    return value
