"""What a pack may name: the software's rules, stages and offices, as far as they are handed in, and what stands in the pack itself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import AfterValidator, ValidationInfo

_FEW = 10


@dataclass(frozen=True)
class Register:
    """The names that each kind of reference may have. None: whatever is named is taken, because nobody handed the names in."""

    rules: Collection[str] | None
    stages: Collection[str] | None
    offices: Collection[str] | None
    clauses: Collection[str]
    citations: Collection[str]
    homeless: Collection[str]


def register_for(
    content: Any, *, rule_ids: Collection[str] | None = None, stages: Collection[str] | None = None, offices: Collection[str] | None = None
) -> Register:
    """The register for a pack with this content, which need not be whole: what it lacks is told together with what it misnames."""
    clauses = list(_under(content, "clauses", dict))
    rulings = [f"Ruling {ruling.get('id')}" for ruling in _under(content, "rulings", list) if isinstance(ruling, dict)]
    return Register(rule_ids, stages, offices, clauses, [*clauses, *rulings], list(_homeless(content)))


def known(kind: str, what: str) -> AfterValidator:
    """Takes a name only if the register, given to pydantic as its context, has it among its names of that kind."""

    def require_known(name: str, info: ValidationInfo) -> str:
        names = getattr(info.context, kind, None)
        if names is not None and name not in names:
            raise ValueError(f"{name!r} is no {what}: {nearest(name, names)}")
        return name

    return AfterValidator(require_known)


def require_a_home(clause: str, info: ValidationInfo) -> str:
    """Takes a clause unless the register, given to pydantic as its context, has it as one that leads nowhere."""
    if clause in getattr(info.context, "homeless", ()):
        raise ValueError("it leads nowhere: give its rules, or left_to_a_person with the reason, or let a setting, power, criterion or ruling cite it")
    return clause


def nearest(name: str, names: Collection[str]) -> str:
    """Which of the names was perhaps meant, as the end of a sentence."""
    close = get_close_matches(name, list(names), n=1)
    if close:
        return f"the nearest is {close[0]!r}"
    return f"there are {', '.join(sorted(names))}" if 0 < len(names) <= _FEW else f"none of the {len(names)} is near it"


def _homeless(content: Any) -> Iterator[str]:
    """The clauses that have no rule, are not left to a person, and that nothing else in the pack cites."""
    cited = set(_cited(content))
    for clause, entry in _under(content, "clauses", dict).items():
        if isinstance(entry, dict) and not entry.get("rules") and not entry.get("left_to_a_person") and clause not in cited:
            yield clause


def _under(content: Any, key: str, shape: type) -> Any:
    inner = content.get(key) if isinstance(content, dict) else None
    return inner if isinstance(inner, shape) else shape()


def _cited(content: Any) -> Iterator[str]:
    """Every clause that a setting, power, criterion, tie-break or ruling names."""
    if isinstance(content, list):
        for entry in content:
            yield from _cited(entry)
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "clause" and isinstance(value, str):
                yield value
            elif key == "clauses" and isinstance(value, list):
                yield from (each for each in value if isinstance(each, str))
            else:
                yield from _cited(value)
