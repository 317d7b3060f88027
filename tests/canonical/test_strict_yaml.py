"""YAML is read only where it can mean one thing."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.canonical.strict_yaml import UnreadableYaml, parse_yaml, read_yaml


def refusal(text: str) -> str:
    with pytest.raises(UnreadableYaml) as refused:
        parse_yaml(text, "pack.yaml")
    return str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30", 30),
        ("0", 0),
        ("-4", -4),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("2026-04-06", date(2026, 4, 6)),
        ('"10.10"', "10.10"),
        ("'30'", "30"),
        ("s.188(1A)", "s.188(1A)"),
        ("six weeks", "six weeks"),
        ("[1, two]", [1, "two"]),
        ('{weeks: 12, "6.4": yes}', {"weeks": 12, "6.4": "yes"}),
    ],
)
def test_plain_values_mean_what_they_look_like(written: str, meant: object) -> None:
    read = parse_yaml(f"value: {written}", "pack.yaml")["value"]
    assert read == meant
    assert type(read) is type(meant)


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "True", "FALSE", "y", "n", "Null", "NaN"])
def test_words_that_other_readers_take_for_something_else_stay_words(word: str) -> None:
    assert parse_yaml(f"value: {word}", "pack.yaml") == {"value": word}


@pytest.mark.parametrize("written", ["10.10", "6.4", "1.", ".5", "-2.5", "+3", "007", "010", "1_000", "1e3", "12-13", "2026-4-6", "2026-04"])
def test_a_number_that_could_be_read_in_two_ways_needs_quotes(written: str) -> None:
    assert refusal(f"weeks: 12\nvalue: {written}") == (
        f"pack.yaml, line 2: put quotes round {written!r}: clause numbers, references and decimals are text here"
    )


def test_an_ambiguous_key_is_refused_as_an_ambiguous_value_is() -> None:
    assert "put quotes round '6.4'" in refusal("6.4: text")


@pytest.mark.parametrize(("key", "shown"), [("12", "12"), ("true", "True"), ("null", "None"), ("2026-04-06", "datetime.date(2026, 4, 6)"), ("[a]", "['a']")])
def test_keys_are_text(key: str, shown: str) -> None:
    assert refusal(f"? {key}\n: text") == f"pack.yaml, line 1: the key {shown} must be text in quotes"


def test_a_key_that_stands_twice_is_refused_with_its_line() -> None:
    assert refusal('a: 1\n"b": 2\nb: 3\n') == "pack.yaml, line 3: the key 'b' stands twice"
    assert refusal("deep:\n  - {a: 1, a: 1}\n") == "pack.yaml, line 2: the key 'a' stands twice"


def test_the_same_key_in_two_mappings_is_no_repetition() -> None:
    assert parse_yaml("[{a: 1}, {a: 2}]", "pack.yaml") == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    "text",
    ["a: [1, 2", "a: b: c", "a: !!python/object/apply:os.system [ls]", "a: 2026-02-30", "{a: 1}\n---\n{b: 2}", "a: \x00", "a: !colour red"],
)
def test_what_is_no_yaml_for_us_is_refused_and_names_the_file(text: str) -> None:
    assert refusal(text).startswith("pack.yaml")


def test_a_file_is_read_as_utf_8_and_named_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "term.yaml").write_bytes('name: "Ysgol Tŷ"\n'.encode())
    assert read_yaml(tmp_path / "term.yaml") == {"name": "Ysgol Tŷ"}
    (tmp_path / "term.yaml").write_text("a: 1\na: 2\n")
    with pytest.raises(UnreadableYaml, match=r"^term\.yaml, line 2: the key 'a' stands twice$"):
        read_yaml(tmp_path / "term.yaml")


def test_a_missing_file_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_yaml(tmp_path / "none.yaml")
