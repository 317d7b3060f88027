from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evenhand.canonical.strict_yaml import UnreadableYaml
from evenhand.law.dated import LawFileRefused, NotOnFile, digest, digest_of, values_in

A_VALUE = """
speed_limit:
  says: "the most that may be driven"
  provision: "Road Act 1900 s.1"
  unit: day
  strength: law
  looked_up_by: "the day of the drive"
  checked_on: 2026-11-21
  known_until: 2027-04-05
  values:
    - {in_force_from: 2025-04-06, value: 20, made_by: "SI 2025/1", status: in-force}
    - {in_force_from: 2026-04-06, value: "22.5", made_by: "SI 2026/1", status: in-force}
"""


def a_file(folder: Path, *replaced: tuple[str, str]) -> Path:
    text = A_VALUE
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    path = folder / "roads.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal_of(path: Path) -> str:
    with pytest.raises(LawFileRefused) as refused:
        values_in(path)
    return str(refused.value)


def test_a_value_changes_on_its_day_and_not_the_day_before(tmp_path: Path):
    limit = values_in(a_file(tmp_path))["speed_limit"]
    assert limit.on(date(2026, 4, 5)).amount == 20
    assert limit.on(date(2026, 4, 6)).amount == Decimal("22.5")
    assert limit.whole_on(date(2026, 4, 5)) == 20


def test_a_value_carries_its_authority(tmp_path: Path):
    limit = values_in(a_file(tmp_path))["speed_limit"]
    assert limit.on(date(2026, 4, 5)).authority == "Road Act 1900 s.1 (SI 2025/1)"
    assert limit.on(date(2026, 4, 5)).assumptions == ()


def test_a_date_before_the_law_is_an_error_not_a_zero(tmp_path: Path):
    limit = values_in(a_file(tmp_path))["speed_limit"]
    assert limit.on(date(2025, 4, 6)).amount == 20
    with pytest.raises(NotOnFile) as refused:
        limit.on(date(2025, 4, 5), assume="last-known")
    assert str(refused.value) == (
        "The most that may be driven (Road Act 1900 s.1) is not known on Saturday 5 April 2025. On file from Sunday 6 April 2025 to Monday 5 April 2027, "
        "last 22.5 days, checked on Saturday 21 November 2026. Use a later day, or add the value to speed_limit in the law's files with its authority."
    )


def test_past_the_last_known_day_a_value_is_refused_unless_the_last_known_is_assumed(tmp_path: Path):
    limit = values_in(a_file(tmp_path))["speed_limit"]
    assert limit.on(date(2027, 4, 5)).assumptions == ()
    with pytest.raises(NotOnFile, match='For an estimate say "assume": "last-known"; for a payment add the value to speed_limit'):
        limit.on(date(2027, 4, 6))
    assumed = limit.on(date(2027, 4, 6), assume="last-known")
    assert assumed.amount == Decimal("22.5")
    assert assumed.assumptions == (
        "The most that may be driven (Road Act 1900 s.1; SI 2026/1) is not known on Tuesday 6 April 2027: the last known, 22.5 days, is assumed. "
        "An estimate only; nothing is paid on it.",
    )


def test_without_a_last_known_day_the_last_value_goes_on(tmp_path: Path):
    limit = values_in(a_file(tmp_path, ("  known_until: 2027-04-05\n", "")))["speed_limit"]
    assert limit.on(date(2090, 1, 1)).amount == Decimal("22.5")
    with pytest.raises(NotOnFile, match="On file from Sunday 6 April 2025, last"):
        limit.on(date(2025, 4, 5))


@pytest.mark.parametrize(
    ("status", "caveat"),
    [("made", "is made but not yet in force"), ("announced", "is announced and not in force"), ("unverified", "has not been verified")],
)
def test_a_value_that_is_not_in_force_says_so_wherever_it_is_used(tmp_path: Path, status: str, caveat: str):
    limit = values_in(a_file(tmp_path, ('made_by: "SI 2026/1", status: in-force', f'made_by: "SI 2026/1", status: {status}')))["speed_limit"]
    assert limit.on(date(2026, 4, 5)).assumptions == ()
    assert limit.on(date(2026, 4, 6)).assumptions == (
        f"The most that may be driven (Road Act 1900 s.1; SI 2026/1) {caveat}, as last checked on Saturday 21 November 2026: a person must confirm it.",
    )


@pytest.mark.parametrize(("unit", "words"), [("pounds", "£1,234.50"), ("week", "1234.5 weeks"), ("person", "1234.5 people")])
def test_an_amount_is_told_in_its_unit(tmp_path: Path, unit: str, words: str):
    limit = values_in(a_file(tmp_path, ("unit: day", f"unit: {unit}")))["speed_limit"]
    assert limit.in_words(Decimal("1234.5")) == words


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('  provision: "Road Act 1900 s.1"\n', "", "provision is missing: give the clause that sets it."),
        ("unit: day", "unit: mile", "unit is \"mile\": it must be 'pounds', 'week', 'day', 'month', 'year', 'person' or 'month of the year'."),
        ("checked_on: 2026-11-21", 'checked_on: "last week"', 'checked_on is "last week": write a day as year-month-day'),
        ("strength: law", "strength: law\n  colour: red", "colour is not a field of the question: the nearest one is"),
        ("value: 20,", 'value: "twenty",', 'values, number 1, value is "twenty": write a whole number, or a decimal in quotes.'),
        ("value: 20,", "value: true,", "values, number 1, value is true: write a whole number"),
        ("status: in-force}\n    - {in_force_from: 2026", "status: lapsed}\n    - {in_force_from: 2026", 'values, number 1, status is "lapsed": it must be'),
        ("2025-04-06", "2026-04-07", "2026-04-06 must not come after 2026-04-07: put the oldest first"),
        ("2025-04-06", "2026-04-06", "2026-04-06 must not come after 2026-04-06"),
        ("known_until: 2027-04-05", "known_until: 2026-04-05", "the last begins on 2026-04-06, after known_until, 2026-04-05"),
        ("  values:\n", "  values: []\n  others:\n", "values is []: give at least one value."),
    ],
)
def test_a_file_that_cannot_be_relied_on_is_refused_by_file_entry_and_fault(tmp_path: Path, old: str, new: str, says: str):
    refusal = refusal_of(a_file(tmp_path, (old, new)))
    assert refusal.startswith("roads.yaml, speed_limit: ")
    assert says in refusal


def test_a_value_known_to_the_day_it_begins_is_taken(tmp_path: Path):
    assert values_in(a_file(tmp_path, ("known_until: 2027-04-05", "known_until: 2026-04-06")))


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path):
    refusal = refusal_of(a_file(tmp_path, ("unit: day", "unit: mile"), ("strength: law", "strength: custom")))
    assert len(refusal.splitlines()) == 2


@pytest.mark.parametrize("content", ["- a list\n", "speed_limit: 20\n", "\n"])
def test_a_file_that_holds_no_entries_by_name_is_refused(tmp_path: Path, content: str):
    path = tmp_path / "roads.yaml"
    path.write_text(content)
    assert refusal_of(path) == "roads.yaml: it must hold entries by name, each with its fields."


def test_an_entry_that_stands_twice_is_refused(tmp_path: Path):
    path = tmp_path / "roads.yaml"
    path.write_text(A_VALUE + A_VALUE)
    with pytest.raises(UnreadableYaml, match="'speed_limit' stands twice"):
        values_in(path)


def test_the_digest_changes_with_any_byte_or_name_of_any_file_and_with_nothing_else(tmp_path: Path):
    path = a_file(tmp_path)
    before = digest_of(tmp_path)
    (tmp_path / "notes.txt").write_text("not law")
    assert digest_of(tmp_path) == before
    path.write_text(A_VALUE.replace("22.5", "22.6"))
    changed = digest_of(tmp_path)
    path.rename(tmp_path / "streets.yaml")
    assert len({before, changed, digest_of(tmp_path)}) == 3


def test_the_digest_of_the_law_is_that_of_its_own_folder():
    import evenhand.law

    assert digest() == digest_of(Path(evenhand.law.__file__).parent)
    assert len(digest()) == 64
