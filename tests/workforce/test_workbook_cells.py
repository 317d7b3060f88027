"""What a workbook's cells hold that those of a text file cannot: days, formulas, numbers shown otherwise; and sheets that are hidden, merged, moved."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from xlsxwriter import Workbook

from evenhand.workforce.reading import NothingToRead
from evenhand.workforce.workbook import sheets_of
from evenhand.workforce.workbook_cell import WorkbookCell
from evenhand.workforce.workforce import workforce_rows
from tests.workforce.small_trust import a_person, a_trust, reading_of, told
from tests.workforce.workbooks import DAY_NOUGHT, Formula, column_of, filled, made, packed, reading_of_workbook, sheets_of_trust, small_rows, unpacked

A_BIRTHDAY = datetime.combine(date(1980, 5, 14), time())
FORMATS = [("004207", ""), (4207, "000000"), (4207, "0"), (0.68, "0%"), (0.685, "0.0%"), (24790.1, "#,##0.00"), (0.1 + 0.2, "")]


@pytest.fixture
def rows(tmp_path):
    return small_rows(tmp_path / "exports", a_trust())


def with_cell(rows, sheet, heading, value, row=2):
    rows[sheet][row - 2][column_of(sheet, heading)] = value
    return filled(rows)


def person(reading, number="000101"):
    return reading.workforce.people[number]


def contract(reading):
    return reading.workforce.employments["000101-P1"]


def tidied(reading):
    return [(each.kind, each.file, each.row, each.column, each.value) for each in reading.tidied]


def test_a_small_trust_typed_into_the_template_is_taken_without_a_word(rows, tmp_path):
    reading = reading_of_workbook(filled(rows))
    assert (reading.taken, reading.problems, reading.tidied, reading.not_recognised) == (2, (), (), ())
    assert list(workforce_rows(reading.workforce)) == list(workforce_rows(reading_of(tmp_path / "again", a_trust()).workforce))
    assert [each.file for each in reading.files] == ["Schools", "People", "Contracts", "Posts"]


@pytest.mark.parametrize("written", [date(1980, 5, 14), "14/05/1980", "1980-05-14", "14 May 1980", "14.05.1980", "14-05-1980"])
def test_a_day_may_be_a_day_or_a_text_in_any_dialect(rows, written):
    reading = reading_of_workbook(with_cell(rows, "People", "Date of Birth", written))
    assert person(reading).date_of_birth == date(1980, 5, 14)
    assert reading.problems == ()


def test_a_day_that_is_kept_as_a_plain_number_is_read_and_told():
    sheets = sheets_of_trust(a_trust())
    position = sheets["staff"][0].index("Date of Birth")
    sheets["staff"][1][position] = 29355
    reading = reading_of_workbook(made(sheets))
    assert person(reading).date_of_birth == date(1980, 5, 14)
    assert tidied(reading) == [("days kept as numbers", "staff", 2, "Date of Birth", "29355")]


@pytest.mark.parametrize(
    ("number", "day"),
    [(14610, None), (14611, date(1940, 1, 1)), (73050, date(2099, 12, 31)), (73051, None), (1980, None), (140580, None), (29355.5, None), (-1, None)],
)
def test_only_numbers_that_are_likely_to_be_days_are_taken_for_them(number, day):
    (sheet,) = sheets_of(made({"a": [[number]]}))
    (cell,) = sheet.records[0][1]
    assert (cell.behind.day if isinstance(cell, WorkbookCell) else None) == day


def test_a_number_that_is_no_day_leaves_the_person_out():
    sheets = sheets_of_trust(a_trust())
    sheets["staff"][1][sheets["staff"][0].index("Date of Birth")] = 1980
    assert person_problem(reading_of_workbook(made(sheets))) == ("staff", 2, "Date of Birth", "person", "000101")


def person_problem(reading):
    return next(each for each in told(reading) if each[3] == "person")


@pytest.mark.parametrize(("number", "is_a_year"), [(1899, False), (1900, True), (2199, True), (2200, False)])
def test_a_year_that_was_typed_where_a_day_belongs_is_not_taken_for_a_day_of_1905(rows, number, is_a_year):
    reading = reading_of_workbook(with_cell(rows, "People", "Date of Birth", DAY_NOUGHT + timedelta(days=number)))
    assert any(f"is what a workbook makes of the number {number}" in each.says for each in reading.reasons("000101")) is is_a_year


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_days_are_read_whichever_year_the_workbook_counts_from(options):
    sheets = sheets_of_trust(a_trust())
    position = sheets["staff"][0].index("Date of Birth")
    sheets["staff"][1][position] = A_BIRTHDAY
    sheets["staff"][2][position] = 29355 - (1462 if options else 0)
    reading = reading_of_workbook(made(sheets, **options))
    assert [person(reading, number).date_of_birth for number in ("000101", "000102")] == [date(1980, 5, 14)] * 2


def test_a_day_with_a_time_of_day_is_no_day():
    (sheet,) = sheets_of(made({"a": [[datetime.combine(date(2026, 11, 2), time(9, 30))]]}))
    assert sheet.records == [(1, ["02/11/2026 09:30"])]


def test_the_month_comes_first_only_for_texts_never_for_days(rows):
    for index, born_on in enumerate(["05/14/1980", date(1980, 4, 3)]):
        rows["People"][index][column_of("People", "Date of Birth")] = born_on
        rows["People"][index][column_of("People", "Continuous Service Date")] = date(2010, 9, 1)
    reading = reading_of_workbook(filled(rows))
    assert told(reading)[0] == ("People", 2, "Date of Birth", "person", "000101")
    assert person(reading, "000102").date_of_birth == date(1980, 4, 3)


def test_a_day_where_text_belongs_is_read_as_it_looks_and_told():
    reading = reading_of_workbook(made_with_a_day_for_a_grade())
    assert contract(reading).grade == "03/04/2026"
    assert tidied(reading) == [("days among text", "contracts", 2, "Grade", "03/04/2026")]


def made_with_a_day_for_a_grade() -> bytes:
    trust = a_trust()
    trust["contracts.csv"] = [each | {"Grade": "F9"} for each in trust["contracts.csv"]]
    sheets = sheets_of_trust(trust)
    sheets["contracts"][1][sheets["contracts"][0].index("Grade")] = datetime.combine(date(2026, 4, 3), time())
    return made(sheets)


def test_the_result_of_a_formula_is_read_and_told(rows):
    reading = reading_of_workbook(with_cell(rows, "Contracts", "Annual Salary", Formula("30987.5*0.8", "24790")))
    assert contract(reading).annual_salary == 24790
    assert tidied(reading) == [("formulas", "Contracts", 2, "Annual Salary", "24790")]
    assert reading.is_whole


def test_a_day_from_a_formula_is_read_and_told(rows):
    reading = reading_of_workbook(with_cell(rows, "People", "Date of Birth", Formula("DATE(1980,5,14)", "29355")))
    assert person(reading).date_of_birth == date(1980, 5, 14)
    assert [each[0] for each in tidied(reading)] == ["formulas"]


@pytest.mark.parametrize("heading", ["Annual Salary", "Contract End", "School"])
def test_a_formula_without_its_result_is_refused_even_where_a_blank_would_do(rows, heading):
    reading = reading_of_workbook(with_cell(rows, "Contracts", heading, Formula("A1")))
    assert person_problem(reading) == ("Contracts", 2, heading, "person", "000101")
    assert "does not hold its result" in reading.reasons("000101")[0].says


def test_an_error_in_a_cell_is_what_it_shows_and_not_a_blank():
    into = io.BytesIO()
    with Workbook(into) as book:
        book.add_worksheet().write_formula(0, 0, "=A9/0", None, "#DIV/0!")
    (sheet,) = sheets_of(into.getvalue())
    assert sheet.records == [(1, ["#DIV/0!"])]


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946 0000", "-x", "@home", "=HYPERLINK(A1)"])
def test_text_is_text_whatever_sign_it_begins_with(rows, text):
    reading = reading_of_workbook(with_cell(rows, "Contracts", "Role", text))
    assert contract(reading).role == text
    assert reading.tidied == ()


def test_numbers_as_text_keep_the_zeros_in_front_and_numbers_show_what_their_format_adds():
    into = io.BytesIO()
    with Workbook(into) as book:
        sheet = book.add_worksheet()
        for row, (value, shown) in enumerate(FORMATS):
            sheet.write(row, 0, value, book.add_format({"num_format": shown} if shown else {}))
    (found,) = sheets_of(into.getvalue())
    assert [cells[0] for _, cells in found.records] == ["004207", "004207", "4207", "68%", "68.5%", "24790.1", "0.3"]


def test_a_payroll_number_that_lost_its_zeros_is_not_taken_for_the_same(rows):
    reading = reading_of_workbook(with_cell(rows, "Contracts", "Payroll Number", 101))
    assert any("differs from it only in the zeros in front" in each.says for each in reading.problems)
    assert "000101" not in reading.workforce.people


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(rows):
    rows["People"][1:1] = [[None], ["", "  "]]
    rows["People"][3][column_of("People", "Date of Birth")] = "31/02/1980"
    reading = reading_of_workbook(filled(rows))
    assert person_problem(reading) == ("People", 5, "Date of Birth", "person", "000102")
    assert next(each for each in reading.files if each.file == "People").rows == 2


def test_a_title_above_the_headings_does_no_harm():
    sheets = sheets_of_trust(a_trust())
    sheets["staff"] = [["Staff of Fen Trust", "as of today"], [], *sheets["staff"]]
    assert reading_of_workbook(made(sheets)).taken == 2


def test_headings_of_other_systems_and_other_sheet_names_are_understood():
    sheets = sheets_of_trust(a_trust())
    reading = reading_of_workbook(made({f"Sheet{number}": rows for number, rows in enumerate(sheets.values(), 1)}))
    assert reading.taken == 2
    profiles = {each.file: each.profile for each in reading.files}
    assert (profiles["Sheet1"], profiles["Sheet3"]) == ("register", "personnel")


def test_a_profile_can_be_named_for_a_workbook_too(rows):
    assert reading_of_workbook(filled(rows), profile="workbook").taken == 2
    with pytest.raises(NothingToRead, match="There is no profile fenland. There are workbook, adviser"):
        reading_of_workbook(filled(rows), profile="fenland")


def test_extra_sheets_are_named_and_do_no_harm():
    reading = reading_of_workbook(made(sheets_of_trust(a_trust()) | {"Menu": [["Day", "Dish"], ["Monday", "Soup"]], "Empty": []}))
    assert [(each.file, each.says.split(".")[0]) for each in reading.not_recognised] == [("Menu", "No line near its top holds headings that a profile knows")]
    assert reading.is_whole


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_said_so(state):
    data = made(sheets_of_trust(a_trust()) | {"warnings": [["Payroll Number", "Level", "Issued", "Expires"], ["000101", "Verbal", "01/05/2026", "01/05/2027"]]})
    assert len(reading_of_workbook(data).workforce.warnings) == 1
    parts = unpacked(data)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="warnings"', f'name="warnings" state="{state}"'.encode())
    reading = reading_of_workbook(packed(parts))
    assert len(reading.workforce.warnings) == 0
    assert [(each.file, each.says.split(",")[0]) for each in reading.not_recognised] == [("warnings", "The sheet is hidden")]


def merged(data: bytes, sheet: int, places: str) -> bytes:
    parts = unpacked(data)
    name = f"xl/worksheets/sheet{sheet}.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="{places}"/></mergeCells>'.encode())
    return packed(parts)


def test_merged_cells_among_the_rows_leave_the_sheet_unread():
    with pytest.raises(NothingToRead) as refused:
        reading_of_workbook(merged(made(sheets_of_trust(a_trust())), 2, "H2:H3"))
    assert [(each.file, each.leaves_out) for each in refused.value.problems] == [("staff", "file"), ("people", "file")]
    assert "Cells are merged (H2 to H3)" in refused.value.problems[0].says


def test_a_title_merged_above_the_headings_does_no_harm():
    sheets = sheets_of_trust(a_trust())
    sheets["staff"] = [["Staff of Fen Trust"], *sheets["staff"]]
    assert reading_of_workbook(merged(made(sheets), 2, "A1:D1")).taken == 2


def test_a_chart_is_no_list():
    into = io.BytesIO()
    with Workbook(into) as book:
        for name, rows in sheets_of_trust(a_trust()).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=staff!$A$1:$A$2"})
        book.add_chartsheet("Picture").set_chart(chart)
    reading = reading_of_workbook(into.getvalue())
    assert reading.taken == 2
    assert [(each.file, each.says.split(",")[0]) for each in reading.not_recognised] == [("Picture", "It is a chart or the like")]


def test_a_workbook_without_a_list_that_is_needed_says_which_sheet_is_missing(rows):
    del rows["Posts"]
    with pytest.raises(NothingToRead, match="There are headings and no rows: none of the posts is listed"):
        reading_of_workbook(filled(rows))
    sheets = sheets_of_trust(a_trust())
    del sheets["posts"]
    with pytest.raises(NothingToRead, match="No sheet lists the posts"):
        reading_of_workbook(made(sheets))


def a_fate(proposal, post_id="P1", fate="Deleted"):
    return [proposal, post_id, fate, ""]


def test_one_sheet_may_hold_several_proposals_named_row_by_row(rows):
    rows["Proposal posts"] = [a_fate("support"), a_fate("kitchen", "P2"), a_fate(" Support ", "P3")]
    reading = reading_of_workbook(filled(rows))
    assert {name: [each.post_id for each in found.fates] for name, found in reading.workforce.proposals.items()} == {"kitchen": ["P2"], "support": ["P1", "P3"]}
    assert [(each.file, each.rows, each.unread_headings) for each in reading.files if each.file == "Proposal posts"] == [("Proposal posts", 3, ())]
    assert reading.is_whole


def test_a_row_of_no_proposal_may_be_of_any_so_none_of_its_sheet_is_whole(rows):
    rows["Proposal posts"] = [a_fate("support"), a_fate("", "P2"), a_fate("kitchen", "P3")]
    reading = reading_of_workbook(filled(rows))
    assert reading.left_out_proposals == ("kitchen", "support")
    assert [(each.file, each.row, each.column, each.who) for each in reading.problems] == [
        ("Proposal posts", 3, "Proposal", "support"), ("Proposal posts", 3, "Proposal", "kitchen"),
    ]  # fmt: skip
    assert reading.workforce.proposals == {}


def test_a_sheet_all_of_whose_rows_name_no_proposal_is_not_whole(rows):
    rows["Proposal posts"] = [a_fate("")]
    reading = reading_of_workbook(filled(rows))
    assert not reading.is_whole and reading.workforce.proposals == {}


def test_a_sheet_may_name_its_proposal_as_a_file_would():
    sheets = sheets_of_trust(a_trust()) | {"proposal-support-current": [["Post ID", "Fate", "Reason"], ["P1", "Deleted", ""]]}
    assert set(reading_of_workbook(made(sheets)).workforce.proposals) == {"support"}


def test_a_list_with_a_column_called_proposal_is_still_that_list():
    trust = a_trust()
    trust["staff.csv"] = [a_person(Proposal="support"), a_person("000102", Proposal="")]
    assert reading_of_workbook(made(sheets_of_trust(trust))).taken == 2
