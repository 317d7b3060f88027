"""The words of each calculator's page: how it asks for a field and names a figure. Read from the YAML file that has the calculator's name."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evenhand.canonical.strict_yaml import read_yaml
from evenhand.law.calculators import CALCULATORS

FOLDER = Path(__file__).parent / "words"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Choice(_Words):
    """What one choice is called."""

    label: str
    hint: str = ""


class FieldWords(_Words):
    """How one field is asked. `called` names it within a sentence: 'the date of birth'. `each` and `another` are for a group that repeats."""

    label: str
    called: str
    hint: str = ""
    before: str = ""
    after: str = ""
    choices: dict[str, Choice] = {}
    each: str = ""
    another: str = ""
    fields: dict[str, "FieldWords"] = {}


class FigureWords(_Words):
    """What a figure of the answer is called; of a table, its columns."""

    label: str
    unit: str = ""
    columns: dict[str, str] = {}


class CalculatorWords(_Words):
    """The words of one page. `beyond_what_is_known` is the field that cures a refusal of the law; `not_asked` says why a field is not on the page."""

    title: str
    asks: str
    about: str
    fields: dict[str, FieldWords]
    not_asked: dict[str, str] = {}
    beyond_what_is_known: str
    figures: dict[str, FigureWords]
    not_decided: list[str]


@cache
def words_of(name: str) -> CalculatorWords:
    """The words of the calculator with this name."""
    return CalculatorWords.model_validate(read_yaml(FOLDER / f"{name}.yaml"))


def calculators() -> dict[str, CalculatorWords]:
    """Every calculator, with the words of its page, in the order in which the law has them."""
    return {name: words_of(name) for name in CALCULATORS}
