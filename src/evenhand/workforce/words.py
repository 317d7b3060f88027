"""How trusts write things: the lists of `words.yaml`, compared without regard to capitals, spaces and signs."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from evenhand.canonical.strict_yaml import read_yaml


@lru_cache(maxsize=10_000)
def likeness(text: str) -> str:
    """The letters and digits of a text, in small letters: two texts with the same likeness are the same name or heading."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


@cache
def _words() -> Any:
    return read_yaml(Path(__file__).with_name("words.yaml"))


@cache
def not_recorded() -> frozenset[str]:
    """What stands in a cell when nothing is recorded, in small letters; '-' has no letters, so these are compared whole."""
    return frozenset(word.casefold() for word in _words()["not_recorded"])


@cache
def central_team_names() -> tuple[str, ...]:
    """What a trust calls its central team."""
    return tuple(_words()["central_team"])


@cache
def every_school() -> frozenset[str]:
    """What a list says when it means every school, by likeness."""
    return frozenset(map(likeness, _words()["every_school"]))


@cache
def choices(name: str) -> Mapping[str, str]:
    """For each way of writing a value of that list, by likeness, the value. Raises KeyError for a list that there is not."""
    return {likeness(word): value for value, words in _words()["one_of"][name].items() for word in (value, *words)}


@cache
def first_words(name: str) -> list[str]:
    """For each value of that list, the first way in which trusts write it. Raises KeyError for a list that there is not."""
    return [words[0] for words in _words()["one_of"][name].values()]


@cache
def yes_or_no() -> Mapping[str, bool]:
    """For each way of writing yes or no, by likeness, which it is."""
    return {likeness(word): answer == "yes" for answer in ("yes", "no") for word in _words()[answer]}
