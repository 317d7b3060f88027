"""The file to correct: who was left out stands in it with the reasons, and once the cells are right it is taken."""

import io

import pytest
from xlsxwriter import Workbook

from evenhand.workforce.correcting import file_to_correct
from evenhand.workforce.problem_table import problem_table
from evenhand.workforce.reading import NothingToRead, Reading, read_exports
from evenhand.workforce.workbook import sheets_of
from evenhand.workforce.workbook_layout import LIST_OF_PROBLEMS, TO_CORRECT_HEADING
from evenhand.workforce.workforce import workforce_rows
from tests.workforce.small_trust import a_trust, reading_of, told, written
from tests.workforce.test_workbook_cells import a_fate
from tests.workforce.workbooks import Formula, column_of, filled, made, reading_of_workbook, sheets_of_trust, small_rows, unpacked


def an_untidy_trust() -> dict:
    """Ben with a birthday that never was, Carys with a salary in words."""
    trust = a_trust()
    trust["staff.csv"][0]["Date of Birth"] = "31/02/1980"
    trust["contracts.csv"][1]["Annual Salary"] = "tbc"
    return trust


def sheets(data: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    return {sheet.name: [(number, list(cells)) for number, cells in sheet.records] for sheet in sheets_of(data)}


def corrected(data: bytes, **changes: dict[tuple[int, str], object]) -> bytes:
    """The workbook as somebody saves it who has typed over those cells, by row and heading, of those sheets."""
    into = io.BytesIO()
    with Workbook(into, {"strings_to_formulas": False}) as book:
        for name, records in sheets(data).items():
            sheet = book.add_worksheet(name)
            headings = next((cells for _, cells in records if TO_CORRECT_HEADING in cells), [])
            for number, cells in records:
                for position, cell in enumerate(cells):
                    heading = headings[position] if position < len(headings) else ""
                    sheet.write(number - 1, position, changes.get(name, {}).get((number, heading), cell))
    return into.getvalue()


def hidden_rows(data: bytes, sheet: int) -> int:
    return unpacked(data)[f"xl/worksheets/sheet{sheet}.xml"].count(b'hidden="1"')


def test_whoever_was_left_out_is_taken_once_the_cells_are_corrected(tmp_path):
    reading = reading_of(tmp_path, an_untidy_trust())
    assert reading.left_out == ("000101", "000102")
    data = file_to_correct(reading, tmp_path)
    again = reading_of_workbook(corrected(data, staff={(2, "Date of Birth"): "14/05/1980"}, contracts={(3, "Annual Salary"): 24790}))
    assert again.is_whole and again.problems == ()
    assert list(workforce_rows(again.workforce)) == list(workforce_rows(reading_of(tmp_path / "right", a_trust()).workforce))


def test_before_anything_is_corrected_it_says_the_same_of_the_same_rows(tmp_path):
    reading = reading_of(tmp_path, an_untidy_trust())
    again = reading_of_workbook(file_to_correct(reading, tmp_path))
    assert [(file.removesuffix(".csv"), *rest) for file, *rest in told(reading)] == told(again)


def test_each_row_has_its_problems_beside_it_and_a_list_of_all_stands_first(tmp_path):
    reading = reading_of(tmp_path, an_untidy_trust())
    found = sheets(file_to_correct(reading, tmp_path / "fen"))
    assert next(iter(found)) == LIST_OF_PROBLEMS
    assert found[LIST_OF_PROBLEMS][0][1] == ["What to correct in fen"]
    listed = [cells for _, cells in found[LIST_OF_PROBLEMS] if cells[0] in ("staff", "contracts")]
    assert [cells[:4] for cells in listed] == [["contracts", "3", "Annual Salary", "tbc"], ["staff", "2", "Date of Birth", "31/02/1980"]]
    assert [cells[5:] for cells in listed] == [["left out", "000102"], ["left out", "000101"]]
    headings, ben = found["staff"][0][1], found["staff"][1][1]
    assert headings[0] == TO_CORRECT_HEADING
    assert ben[0].startswith("Date of Birth: 31/02/1980 is no day: February 1980 has 29 days.")


def test_rows_with_nothing_to_correct_are_there_and_hidden(tmp_path):
    reading = reading_of(tmp_path, an_untidy_trust())
    data = file_to_correct(reading, tmp_path)
    names = list(sheets(data))
    assert {name: hidden_rows(data, names.index(name) + 1) for name in names[1:]} == {"contracts": 2, "posts": 0, "register": 0, "staff": 1}
    assert {name: len(rows) - 1 for name, rows in sheets(data).items()} | {LIST_OF_PROBLEMS: 0} == {
        LIST_OF_PROBLEMS: 0, "contracts": 3, "posts": 4, "register": 1, "staff": 2,
    }  # fmt: skip


def test_from_a_workbook_it_keeps_sheets_days_and_proposals(tmp_path):
    rows = small_rows(tmp_path, an_untidy_trust())
    rows["Contracts"][0][column_of("Contracts", "Contract Start")] = Formula("DATE(2015,9,1)", "42248")
    rows["Proposal posts"] = [a_fate("support"), a_fate("kitchen", "P2", "moved"), a_fate("", "P3")]
    reading = reading_of_workbook(filled(rows))
    data = file_to_correct(reading, "trust.xlsx")
    assert told(reading_of_workbook(data)) == told(reading)
    changes = {
        "People": {(2, "Date of Birth"): "14/05/1980"},
        "Contracts": {(3, "Annual Salary"): "24790"},
        "Proposal posts": {(3, "Fate"): "Kept", (4, "Proposal"): "support"},
    }
    again = reading_of_workbook(corrected(data, **changes))
    assert again.is_whole
    assert {name: [each.post_id for each in found.fates] for name, found in again.workforce.proposals.items()} == {"kitchen": ["P2"], "support": ["P1", "P3"]}
    assert again.workforce.employments["000101-P1"].starts_on.isoformat() == "2015-09-01"


def test_a_proposal_named_by_its_file_keeps_its_name_however_long(tmp_path):
    name = "a-reorganisation-of-everything-there-is"
    trust = a_trust() | {f"proposal-{name}-current.csv": [{"Post ID": "P1", "Fate": "Deleted", "Reason": ""}, {"Post ID": "P9", "Fate": "Kept", "Reason": ""}]}
    reading = reading_of(tmp_path, trust)
    assert reading.left_out_proposals == (name,)
    again = reading_of_workbook(file_to_correct(reading, tmp_path))
    assert again.left_out_proposals == (name,)
    assert max(map(len, sheets(file_to_correct(reading, tmp_path)))) <= 31


def test_files_whose_names_only_differ_late_get_sheets_of_their_own(tmp_path):
    trust = an_untidy_trust()
    trust["a list of contracts with a long name 1.csv"] = trust.pop("contracts.csv")
    trust["a list of contracts with a long name 2.csv"] = [trust["a list of contracts with a long name 1.csv"].pop()]
    reading = reading_of(tmp_path, trust)
    data = file_to_correct(reading, tmp_path)
    assert len({name.casefold() for name in sheets(data)}) == 6
    assert reading_of_workbook(data).left_out == reading.left_out


def test_a_row_that_could_not_be_read_at_all_is_not_lost_without_a_word(tmp_path):
    folder = written(tmp_path, a_trust())
    with (folder / "contracts.csv").open("a") as file:
        file.write('000101,"x"y,P1\n')
    reading = read_exports(folder)
    assert not reading.is_whole
    again = reading_of_workbook(file_to_correct(reading, folder))
    assert not again.is_whole
    assert any("is not here. Copy it from the file" in (each.value or "") for each in again.problems)


def test_a_row_with_more_cells_than_headings_is_still_refused(tmp_path):
    folder = written(tmp_path, a_trust())
    text = (folder / "posts.csv").read_text().replace("P1,Heron School", "P1,Heron School,again")
    (folder / "posts.csv").write_text(text)
    reading = read_exports(folder)
    again = reading_of_workbook(file_to_correct(reading, folder))
    assert [each for each in told(again) if each[0] == "posts"] == [("posts", *each[1:]) for each in told(reading) if each[0] == "posts.csv"]
    assert "The row has 8 cells under 7 headings." in " ".join(each.says for each in again.problems)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)"])
def test_nothing_that_was_sent_becomes_a_formula(tmp_path, text):
    trust = an_untidy_trust()
    trust["staff.csv"][0]["Last Name"] = text
    data = file_to_correct(reading_of(tmp_path, trust), tmp_path)
    assert not any(b"<f>" in content for content in unpacked(data).values())
    assert text in sheets(data)["staff"][1][1]


def test_a_row_emptied_by_whoever_corrects_is_gone(tmp_path):
    reading = reading_of(tmp_path, an_untidy_trust() | {"warnings.csv": [{"Payroll Number": "000101", "Level": "Verbal", "Issued": "nil", "Expires": ""}]})
    data = file_to_correct(reading, tmp_path)
    blank = {(2, heading): "" for heading in ("Payroll Number", "Level", "Issued", "Expires")}
    again = reading_of_workbook(corrected(data, warnings=blank))
    assert [each for each in told(again) if each[0] == "warnings"] == []
    assert any(each[0] == "warnings" for each in told(reading_of_workbook(data)))


def test_what_was_not_read_is_said_not_to_be_in_it(tmp_path):
    reading = reading_of_workbook(made(sheets_of_trust(an_untidy_trust()) | {"Menu": [["Day", "Dish"], ["Monday", "Soup"]]}))
    found = sheets(file_to_correct(reading, "trust.xlsx"))
    assert "Menu" not in found
    assert any(cells[0] == "Menu" and cells[4].startswith("Not in this workbook.") for _, cells in found[LIST_OF_PROBLEMS])


def test_the_table_of_problems_is_in_words_and_also_there_when_nothing_could_be_read(tmp_path):
    reading: Reading = reading_of(tmp_path, an_untidy_trust())
    assert problem_table(reading)[1][:4] == ("staff.csv", "2", "Date of Birth", "31/02/1980")
    assert problem_table(reading)[1].consequence == "left out"
    with pytest.raises(NothingToRead) as refused:
        reading_of_workbook(b"")
    (row,) = problem_table(refused.value)
    assert (row.file, row.row, row.consequence) == ("trust.xlsx", "", "file not read")
