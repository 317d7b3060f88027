"""The words of each step, read from catalogue.yaml, and the step that makes good what a rule asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import evenhand.procedure.change.opening.consulting
import evenhand.procedure.change.opening.leaving
import evenhand.procedure.change.opening.selecting
import evenhand.procedure.everything
import evenhand.procedure.trust.opening  # noqa: F401  each declares what it finds
from evenhand.canonical.strict_yaml import read_yaml
from evenhand.procedure.acts import REGISTER, ActKind
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import THE_OTHER_SIDE, Office


@dataclass(frozen=True)
class Question:
    """What is asked for one field."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class Step:
    """How one kind of act is spoken of. `many`: it can be taken for several at once; `whole`: only for all of them together; `for_others`: its
    title for whoever records it of somebody else, to whom it is no task; `optional`: it may be taken, and waits for nobody; `who`: what is asked where
    whom it is about is anybody in the trust."""

    kind: ActKind
    title: str
    done: str
    each: str = ""
    many: bool = False
    whole: bool = False
    heavy: str = ""
    for_others: str = ""
    letter: str = ""
    optional: bool = False
    who: str = ""
    does: tuple[str, ...] = ()
    cures: tuple[str, ...] = ()
    ask: Mapping[str, Question] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The kind as an address has it."""
        return self.kind.name.replace(".", "-")

    def title_for(self, office: Office) -> str:
        """What it is called for whoever holds the office."""
        return self.for_others if self.for_others and office not in THE_OTHER_SIDE else self.title


def _step(name: str, words: Mapping[str, Any]) -> Step:
    asked = {field: Question(**question) for field, question in words.get("ask", {}).items()}
    listed = {key: tuple(words.get(key, ())) for key in ("does", "cures")}
    return Step(REGISTER[name], **{**words, **listed, "ask": asked})


def _steps() -> dict[str, Step]:
    return {name: _step(name, words) for name, words in read_yaml(Path(__file__).with_name("catalogue.yaml")).items()}


STEPS = _steps()
STEPS[Correct.kind.name] = Step(
    Correct.kind,
    "Correct or withdraw a step",
    "corrected a step",
    does=(
        "What you put stands beside the step that it corrects. Both stay on view.",
        "What rested on it is asked again, and whatever no longer holds is marked.",
    ),
)
BY_SLUG = {step.slug: step for step in STEPS.values()}
CURES = {rule: step for step in reversed(STEPS.values()) for rule in step.cures}


def done_in_words(kind: ActKind) -> str:
    """What somebody did, as the record tells it."""
    known = STEPS.get(kind.name)
    return known.done if known else kind.name.split(".")[1].replace("_", " ")
