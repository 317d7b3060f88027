import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.calendars.calendar_file import calendar_of, read_calendar
from evenhand.calendars.known import CannotCount
from evenhand.calendars.school_terms import Break, Term, TermsRefused

YAML = """
school: "Avocet High"
terms:
  - year: "2026/27"
    name: "Autumn"
    first_on: 2026-09-02
    last_on: 2026-12-18
    breaks:
      - {name: "half-term", first_on: 2026-10-26, last_on: 2026-10-30}
"""
AUTUMN = {
    "year": "2026/27",
    "name": "Autumn",
    "first_on": "2026-09-02",
    "last_on": "2026-12-18",
    "breaks": [{"name": "half-term", "first_on": "2026-10-26", "last_on": "2026-10-30"}],
}
CONTENT = {"school": "Avocet High", "terms": [AUTUMN]}
TERM = Term("2026/27", "Autumn", date(2026, 9, 2), date(2026, 12, 18), (Break("half-term", date(2026, 10, 26), date(2026, 10, 30)),))


@pytest.mark.parametrize(("name", "text"), [("avocet.yaml", YAML), ("avocet.json", json.dumps(CONTENT)), ("avocet.json", json.dumps(CONTENT, indent=2))])
def test_yaml_and_json_say_the_same(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    terms = read_calendar(path).terms
    assert (terms.school, terms.terms) == ("Avocet High", (TERM,))


def test_breaks_may_be_left_out():
    content = {"school": "Avocet High", "terms": [{name: value for name, value in AUTUMN.items() if name != "breaks"}]}
    assert calendar_of(content).terms.terms[0].breaks == ()


def test_everything_wrong_is_told_at_once_in_sentences():
    content = {"terms": [AUTUMN | {"first_on": "02/09/2026", "last_on": 20261218, "holiday": "none", "breaks": "half-term"}, {"year": 2026}]}
    with pytest.raises(TermsRefused) as refusal:
        calendar_of(content)
    assert refusal.value.problems == (
        "In the calendar, school is missing: add it.",
        "In the calendar, terms number 1 first_on is '02/09/2026': it must be a date such as 2026-09-02.",
        "In the calendar, terms number 1 last_on is 20261218: it must be a date such as 2026-09-02.",
        "In the calendar, terms number 1 breaks is 'half-term': it must be a list.",
        "In the calendar, terms number 1 holiday is not a name that is read: take it out or correct its spelling.",
        "In the calendar, terms number 2 year is 2026: it must be text in quotes.",
        "In the calendar, terms number 2 name is missing: add it.",
        "In the calendar, terms number 2 first_on is missing: add it.",
        "In the calendar, terms number 2 last_on is missing: add it.",
    )


@pytest.mark.parametrize("day", ["2026-02-30", "20260902", "1788307200", "2026-09-02T00:00:00", "2026-9-2", ""])
def test_only_a_day_written_in_full_is_a_date(day):
    with pytest.raises(TermsRefused, match="must be a date such as 2026-09-02"):
        calendar_of({"school": "Avocet High", "terms": [AUTUMN | {"first_on": day}]})


def test_terms_that_contradict_each_other_are_refused_as_anywhere():
    with pytest.raises(TermsRefused, match="Correct one of them"):
        calendar_of({"school": "Avocet High", "terms": [AUTUMN | {"last_on": "2026-09-01", "breaks": []}]})


@pytest.mark.parametrize("content", [None, [], "Avocet High", 3])
def test_a_file_of_another_shape_is_refused(content):
    with pytest.raises(TermsRefused, match="the file is .*: it must be names with values under them"):
        calendar_of(content)


@pytest.mark.parametrize(("text", "says"), [(b"school: one\nschool: two\n", "stands twice"), (b"school: \xff\n", "it is not in UTF-8")])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path, text, says):
    path = tmp_path / "avocet.yaml"
    path.write_bytes(text)
    with pytest.raises(TermsRefused, match=rf"^The calendar file avocet\.yaml cannot be read: .*{says}"):
        read_calendar(path)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(TermsRefused, match=r"^The calendar file none\.yaml cannot be read: No such file or directory\.$"):
        read_calendar(tmp_path / "none.yaml")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["school", "terms", "year", "name", "first_on", "last_on", "breaks"]), inner),
    max_leaves=8,
)


@given(PLAIN)
def test_whatever_the_file_holds_it_is_read_or_refused_in_sentences(content):
    try:
        calendar_of(content)
    except CannotCount as refusal:
        assert str(refusal).endswith(".")
