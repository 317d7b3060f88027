"""What letters are called and what opening one starts, read from words.yaml; and how a letter's state is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evenhand.calendars.words import day_in_words
from evenhand.canonical.strict_yaml import read_yaml
from evenhand.procedure.audience import THE_OTHER_SIDE
from evenhand.procedure.change.informing import Channel
from evenhand_web.pages.letters.delivered import Delivery

SCREEN: Channel = "read on screen"


@dataclass(frozen=True)
class LetterWords:
    """`title` is for whoever gets it, `to` for the staff who send it."""

    title: str
    to: str
    opening: tuple[str, ...]


def _read() -> Mapping[str, LetterWords]:
    found = read_yaml(Path(__file__).with_name("words.yaml"))
    return {kind: LetterWords(words["title"], words["to"], tuple(words["opening"])) for kind, words in found.items()}


WORDS = _read()


def words_of(delivery: Delivery) -> LetterWords:
    """The words for this letter."""
    return WORDS[delivery.letter.kind.name]


def what_opening_starts(delivery: Delivery, today: date) -> list[str]:
    """What must be known before the letter is opened. For somebody whom a letter reached already, opening starts nothing."""
    if delivery.union:
        first = f"Opening this records today, {day_in_words(today)}, as the day {delivery.union} read it on screen."
    else:
        first = f"Opening this records today, {day_in_words(today)}, as the day you got it, unless it reached you earlier some other way."
    last = [] if delivery.union else ["Not opening it does not stop the change."]
    return [first, *words_of(delivery).opening, *last]


def state(delivery: Delivery) -> tuple[str, str]:
    """How the letter stands, for whoever sent it, and the colour of its tag: none for what is done."""
    if delivery.arrived is None:
        return "No proof that it arrived", "blue"
    day, how = day_in_words(delivery.arrived.happened_on), how_it_came(delivery)
    return (f"Arrived on {day}, {how}", "") if delivery.confirmed else (f"Reported to have arrived on {day}, {how}. Nobody has confirmed it.", "")


def state_for_its_reader(delivery: Delivery) -> str:
    """The same, for whom the letter is for."""
    if delivery.arrived is None:
        return "Not opened"
    day = day_in_words(delivery.arrived.happened_on)
    return f"You opened it on {day}" if how_it_came(delivery) == SCREEN else f"Reached you on {day}, {how_it_came(delivery)}"


def how_it_came(delivery: Delivery) -> str:
    """By which channel the letter arrived."""
    assert delivery.arrived is not None, "asked only of a letter that arrived"
    named = getattr(delivery.arrived.body, "channel", None)
    if named is None:  # a notice is given: by the person's own word on screen, else by hand or in person
        return SCREEN if delivery.arrived.actor.office in THE_OTHER_SIDE else "given"
    return {"by hand": "by hand", "post": "by post", "post to head office": "by post to the head office", "e-mail": "by e-mail"}.get(named, str(named))
