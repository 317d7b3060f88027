"""The example trust, typed into the template: the same answers as from its exports."""

import json
from collections import Counter
from decimal import Decimal

import pytest

from evenhand.cli import main
from evenhand.workforce.correcting import file_to_correct
from evenhand.workforce.dates import DateHabit, NotADay, day_from
from evenhand.workforce.reading import Reading, read_exports
from evenhand.workforce.workbook_layout import sheet_layouts
from evenhand.workforce.workforce import workforce_rows
from tests.workforce.test_marram import MADE_ON, MARRAM
from tests.workforce.workbooks import as_template_rows, filled, reading_of_workbook


@pytest.fixture(scope="module")
def exports() -> Reading:
    return read_exports(MARRAM, on=MADE_ON)


@pytest.fixture(scope="module")
def pasted() -> bytes:
    """Every cell as the text that the export has."""
    return filled(as_template_rows(MARRAM))


def typed(column, text):
    """Days as days and plain numbers as numbers, as a spreadsheet makes of what is typed."""
    if column.type is Decimal or column.type is int:
        return Decimal(text) if text.replace(".", "").isdigit() else text
    if column.type.__name__ == "date":
        try:
            return day_from(text, DateHabit(None))[0]
        except NotADay:
            return text
    return text


def found(reading: Reading, things) -> Counter:
    """Problems or tidied things, whatever the file and its headings are called."""
    columns = {(each.file, each.heading(name)): name for each in reading.sources for name in each.fit.positions}
    tables = {each.file: each.table for each in reading.files}
    return Counter(
        (tables[each.file], each.row, columns.get((each.file, each.column)), each.value, getattr(each, "who", None), getattr(each, "kind", None))
        for each in things
    )


def test_what_is_pasted_into_the_template_is_taken_tidied_and_refused_as_the_exports_are(exports, pasted):
    reading = reading_of_workbook(pasted, on=MADE_ON)
    assert list(workforce_rows(reading.workforce)) == list(workforce_rows(exports.workforce))
    assert (reading.taken, reading.left_out, reading.left_out_proposals) == (930, exports.left_out, ())
    assert found(reading, reading.problems) == found(exports, exports.problems)
    assert found(reading, reading.tidied) == found(exports, exports.tidied)
    assert {each.profile for each in reading.files} == {"workbook"}
    assert {each.file for each in reading.files} == {layout.name for layout in sheet_layouts()}
    assert all(each.unread_headings == () for each in reading.files)
    assert reading.not_recognised == ()


def test_days_and_numbers_typed_as_such_give_the_same_people(exports):
    reading = reading_of_workbook(filled(as_template_rows(MARRAM, typed)), on=MADE_ON)
    assert list(workforce_rows(reading.workforce)) == list(workforce_rows(exports.workforce))
    without_values = [Counter((row, name, who) for _, row, name, _, who, _ in found(each, each.problems)) for each in (reading, exports)]
    assert without_values[0] == without_values[1]
    problem = next(each for each in reading.problems if each.row == 119 and each.leaves_out == "person")
    assert (problem.file, problem.column, problem.value) == ("People", "Continuous Service Date", "01/09/1979")


def test_a_plan_from_the_workbook_has_the_figures_of_one_from_the_exports(tmp_path, pasted, capsys):
    (tmp_path / "marram.xlsx").write_bytes(pasted)
    plans = []
    for name, source in (("exports", MARRAM), ("workbook", tmp_path / "marram.xlsx")):
        arguments = ["plan", source, "--proposal", "headcount", "--policy", "secat-2020", "--on", "2026-11-02", "--assume", "last-known", "--json", "--out"]
        assert main([*map(str, arguments), str(tmp_path / name)]) == 0
        plans.append(json.loads(capsys.readouterr().out))
    one, other = plans
    assert len(one["people"]) > 30
    assert {key: one[key] for key in one if key not in ("left_out", "documents")} == {key: other[key] for key in other if key not in ("left_out", "documents")}
    assert [each["id"] for each in one["left_out"]] == [each["id"] for each in other["left_out"]]


def test_the_file_to_correct_holds_everybody_and_gives_the_same_answers_when_nothing_is_corrected(exports):
    again = reading_of_workbook(file_to_correct(exports, MARRAM), on=MADE_ON)
    assert list(workforce_rows(again.workforce)) == list(workforce_rows(exports.workforce))
    assert found(again, again.problems) == found(exports, exports.problems)
