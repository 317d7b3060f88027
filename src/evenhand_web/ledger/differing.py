"""What changed between the form and the moment it was sent, in sentences, out of nothing but what its sender may know."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.audience import Seat
from evenhand.procedure.judge import Judgement


def differences(shown: Judgement, now: Judgement, seat: Seat) -> tuple[str, ...]:
    """Each day, figure and gate answer that this seat was shown otherwise than it is now."""
    told = [line for before, after in zip(shown.shown(seat), now.shown(seat), strict=True) for line in _between(before, after)]
    return tuple(dict.fromkeys(told)) or ("Something that this rests on changed since the form was opened. Open it again and look.",)


def _between(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    if before["day"] != after["day"]:
        yield f"It would be recorded for {_day(after['day'])}, and the form said {_day(before['day'])}."
    for name in sorted(before["figures"].keys() | after["figures"].keys()):
        was, is_now = before["figures"].get(name), after["figures"].get(name)
        if was != is_now:
            yield f"{name.replace('_', ' ').capitalize()} was shown as {was} and is now {is_now}."
    answers = {rule: (answer, says) for rule, answer, says in before["answers"]}
    for rule, answer, says in after["answers"]:
        if answers.get(rule) != (answer, says):
            yield f"{rule} was shown as {answers.get(rule, ('not asked',))[0]} and is now {answer}. {' '.join(says)}".rstrip()


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))
