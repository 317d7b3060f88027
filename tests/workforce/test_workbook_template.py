"""The empty workbook: a sheet for every table, a heading and a hint for every column, lists and formats that let one type what is read."""

import re
from datetime import date
from decimal import Decimal
from typing import Literal, get_args, get_origin

import pytest

from evenhand.workforce.cells import CellReader
from evenhand.workforce.dates import DateHabit
from evenhand.workforce.reading import NothingToRead
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.tables import TABLES
from evenhand.workforce.template import template
from evenhand.workforce.workbook import sheets_of
from evenhand.workforce.workbook_cells import sheet_parts
from evenhand.workforce.workbook_dress import choices_of
from evenhand.workforce.workbook_layout import COLUMN_GUIDE, READ_ME, sheet_layouts
from tests.workforce.workbooks import reading_of_workbook, unpacked

PLACES = [(layout, place) for layout in sheet_layouts() for place in layout.places]


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return unpacked(template())


def sheet_xml(parts, name: str) -> str:
    return parts[sheet_parts(parts)[name]].decode()


def validations(parts, name: str) -> list[str]:
    return re.findall(r"<dataValidation .*?(?:/>|</dataValidation>)", sheet_xml(parts, name))


def test_there_is_a_sheet_for_every_table_that_is_read_and_a_place_for_every_column():
    assert {layout.table.name for layout in sheet_layouts()} == {table.name for table in TABLES}
    for layout in sheet_layouts():
        assert {place.column.name for place in layout.places if place.column} == {column.name for column in layout.table.columns}


def test_the_instructions_come_first_and_the_guide_last():
    found = {sheet.name: sheet.records for sheet in sheets_of(template())}
    assert [next(iter(found)), list(found)[-1]] == [READ_ME, COLUMN_GUIDE]
    assert [cells[0] for _, cells in found[READ_ME] if cells[0] in {layout.name for layout in sheet_layouts()}] == [layout.name for layout in sheet_layouts()]
    assert len(found[COLUMN_GUIDE]) == len(PLACES) + 1
    assert all(cells[3] for _, cells in found[COLUMN_GUIDE])


def test_headings_stand_in_row_1_and_say_in_words_which_columns_are_required():
    found = {sheet.name: sheet.records for sheet in sheets_of(template())}
    people = dict(found["People"])[1]
    assert people[:4] == ["Payroll Number (required)", "First Name (required)", "Last Name (required)", "Date of Birth (required)"]
    assert "Preferred Name" in people
    assert all([number for number, _ in found[layout.name]] == [1] for layout in sheet_layouts())


def test_every_column_has_its_hint_where_one_types(parts):
    for layout in sheet_layouts():
        told = validations(parts, layout.name)
        assert len(told) == len(layout.places)
        for place, each in zip(layout.places, told, strict=True):
            prompt = re.search(r' prompt="(.*?)"', each)
            assert prompt and len(prompt[1]) > 3
            assert prompt[1].startswith("Required. ") is place.is_required
            assert each.count("1048576") == 1


@pytest.mark.parametrize(("layout", "place"), PLACES)
def test_titles_and_hints_are_no_longer_than_a_workbook_shows(layout, place):
    assert len(place.heading) <= 32
    assert len(f"Required. {place.hint}") <= 255
    assert len(layout.name) <= 31


def choosing() -> list:
    return [(layout, place) for layout, place in PLACES if place.column and not place.column.lists and choices_of(place.column)]


def test_whatever_can_be_chosen_is_read_as_each_of_the_values_that_there_are(parts):
    assert len(choosing()) == 6
    for layout, place in choosing():
        reader = CellReader(KnownSchools(()), DateHabit(None))
        read = {reader.value(place.column, choice)[0] for choice in choices_of(place.column)}
        assert read == (set(get_args(place.column.type)) if get_origin(place.column.type) is Literal else {True, False})
        assert f'"{",".join(choices_of(place.column))}"' in "".join(validations(parts, layout.name))


def test_schools_are_chosen_from_the_sheet_of_schools_and_others_are_not_stopped(parts):
    (told,) = [each for each in validations(parts, "Posts") if "SchoolNames" in each]
    assert "showErrorMessage" not in told
    assert b"OFFSET('Schools'!$A$2,0,0,MAX(1,COUNTA('Schools'!$A:$A)-1),1)" in parts["xl/workbook.xml"]


def test_the_bounds_of_numbers_are_those_that_are_read(parts):
    fte = next(each for each in validations(parts, "Contracts") if 'promptTitle="FTE"' in each)
    assert 'type="decimal"' in fte and "<formula1>0</formula1><formula2>1</formula2>" in fte
    pay = next(each for each in validations(parts, "Contracts") if 'promptTitle="Annual Salary"' in each)
    assert 'operator="greaterThan"' in pay and "<formula1>0</formula1>" in pay
    posts = next(each for each in validations(parts, "Proposal headcount") if 'promptTitle="Posts Now"' in each)
    assert 'type="whole"' in posts and 'operator="greaterThanOrEqual"' in posts


def test_text_columns_are_text_days_are_days_and_money_is_money(parts):
    styles = parts["xl/styles.xml"].decode()
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="(.*?)"', styles)) | {"49": "@", "4": "#,##0.00", "0": ""}
    formats = [codes[each] for each in re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])]
    for layout, place in PLACES:
        position = layout.places.index(place) + 1
        columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)" style="(\d+)"', sheet_xml(parts, layout.name))
        (shown,) = [(formats[int(style)], float(width)) for first, last, width, style in columns if int(first) <= position <= int(last)]
        kind = place.column.type if place.column and not place.column.lists else str
        assert shown[0] in {date: ["dd/mm/yyyy"], Decimal: ["", "#,##0.00"], int: [""]}.get(kind, ["@"])
        assert shown[1] > max(map(len, place.heading.split()))


def test_the_heading_stays_in_sight(parts):
    for layout in sheet_layouts():
        assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet_xml(parts, layout.name)


def test_the_same_workbook_is_written_every_time():
    assert template() == template()


def test_an_empty_template_is_nothing_to_read_and_its_instructions_are_no_list():
    with pytest.raises(NothingToRead) as refused:
        reading_of_workbook(template())
    assert [(each.file, each.says.split(":")[0]) for each in refused.value.problems] == [("Schools", "There are headings and no rows")]
    assert refused.value.not_recognised == ()
