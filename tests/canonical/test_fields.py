"""Decoded objects are read strictly, and all that is wrong with one is told at once."""

from typing import Any

import pytest

from evenhand.canonical.encoding import LARGEST_NUMBER
from evenhand.canonical.fields import MOMENT, TEXT, Fields, Kind, NotUnderstood, hexadecimal, list_of, number_from, problems_with_fields, require_fields, word

TABLE: Fields = {"format": word("a letter 1"), "pages": number_from(1), "sender": {"name": TEXT}}
LETTER = {"format": "a letter 1", "pages": 1, "sender": {"name": "Asha"}}


def test_an_object_with_exactly_its_fields_is_handed_back() -> None:
    assert require_fields("the letter", LETTER, TABLE) is LETTER


def test_every_problem_is_told_at_once_with_its_place_and_value() -> None:
    with pytest.raises(NotUnderstood) as refused:
        require_fields("the letter", {"pages": 0, "sender": {"name": "", "title": "Ms"}, "colour": "red"}, TABLE)
    assert refused.value.problems == (
        "the letter has no format",
        "the letter has 'colour', which is none of its fields in this version",
        f"the letter's pages is 0; it must be a whole number from 1 to {LARGEST_NUMBER}",
        "the letter's sender has 'title', which is none of its fields in this version",
        "the letter's sender's name is ''; it must be text that is not empty",
    )
    assert str(refused.value) == "; ".join(refused.value.problems)


@pytest.mark.parametrize("value", [None, [], "letter", 3])
def test_what_is_no_object_is_told_which_fields_it_should_have(value: object) -> None:
    assert problems_with_fields("the letter", value, TABLE) == [f"the letter is {value!r}; it must be an object with the fields format, pages, sender"]
    assert problems_with_fields("the letter", LETTER | {"sender": value}, TABLE) == [
        f"the letter's sender is {value!r}; it must be an object with the fields name"
    ]


@pytest.mark.parametrize(
    ("kind", "held", "not_held"),
    [
        (TEXT, ["a", " "], ["", None, 1, b"a"]),
        (word("yes"), ["yes"], ["Yes", "", None, True]),
        (number_from(1), [1, LARGEST_NUMBER], [0, -1, LARGEST_NUMBER + 1, True, 1.0, "1", None]),
        (hexadecimal(2), ["00ff"], ["00FF", "00f", "00ff0", "00ff\n", "00fg", 0, None, b"00ff"]),
        (list_of(hexadecimal(1)), [[], ["00"], ["00", "ff"]], [["00", "FF"], "00", None, ("00",), {}]),
        (
            MOMENT,
            ["2026-11-21T09:30:00Z", "2026-11-21T09:30:00.000001Z", "2024-02-29T23:59:59Z"],
            ["2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:30:00+00:00", "2026-11-21 09:30:00Z", "2026-11-21T09:30:00.1Z", "2026-02-29T00:00:00Z"]
            + ["2026-11-21T24:30:00Z", "2026-11-21T09:60:00Z", "2026-13-01T00:00:00Z", "２026-11-21T09:30:00Z", "2026-11-21T09:30:00Z\n", 20261121, None],
        ),
    ],
)
def test_each_kind_holds_what_it_says_and_nothing_beside(kind: Kind, held: list[Any], not_held: list[Any]) -> None:
    assert [value for value in held if not kind.holds(value)] == []
    assert [value for value in not_held if kind.holds(value)] == []


def test_a_long_value_is_cut_short_in_its_sentence() -> None:
    assert len(problems_with_fields("the letter", LETTER | {"format": "x" * 10_000}, TABLE)[0]) < 200
