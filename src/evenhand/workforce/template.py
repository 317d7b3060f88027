"""The empty Evenhand workbook: instructions, a sheet for each list that an import reads, and a guide to every column."""

import io
from collections.abc import Sequence
from typing import Any

from evenhand.workforce.workbook_dress import Book, Dress, SheetBeingWritten, a_book, choices_of, dress_list, name_the_schools, print_well
from evenhand.workforce.workbook_layout import COLUMN_GUIDE, READ_ME, Place, SheetLayout, sheet_layouts

_TITLE = "Evenhand workbook"
_STEPS = (
    "Fill the four sheets that must be filled: Schools, People, Contracts and Posts. Fill the others as far as you need them, and leave the rest as they are.",
    "Write one thing in each row, from row 2 down, under the headings. Click on a cell to see what belongs there; the last sheet lists every column.",
    "Or paste from an export: copy its columns under the headings here. If you paste whole sheets with headings of their own, common ones are understood.",
    "Save the workbook, and check it: on Evenhand's site under Import, or on the command line with: evenhand check WORKBOOK. "
    "It says who would be taken and what stands in the way, by sheet, row and column. Nothing is imported yet.",
    "Correct what it names and check again until everybody would be taken. Then import. What is imported takes the place of what was there before.",
)
_HABITS = (
    ("Dates", "As 31/12/2026. A text such as 2026-12-31 or 31 December 2026 is read as well. The year needs all four digits."),
    ("Money and numbers", "Plain numbers: 24790.00. Pounds for a year unless the heading says otherwise. FTE as 0.8, not as 80%."),
    ("Numbers that are names", "Payroll numbers and codes keep the zeros in front: 004207. The columns are set to text, so that Excel leaves them alone."),
    ("Several in one cell", "With semicolons between: 004207; 004214."),
    ("Not known", "Leave the cell blank. Where a value is required, find it out: a person is taken whole or left out, never guessed."),
    ("Formulas", "They are read as the result that Excel last worked out. Save the workbook in Excel before you send it."),
    ("Avoid", "Merged cells, hidden sheets and passwords: they cannot be read. Extra sheets and extra columns do no harm; they are passed over."),
    ("Proposals", "A proposal goes by one name in every row of the four sheets that begin with Proposal. Several proposals may stand in one sheet."),
    (
        "Private facts",
        "Gender, ethnicity, disability, health and family leave are shown to few. Fill in only what your policy needs. Keep this file where they are safe.",
    ),
)


def template() -> bytes:
    """The workbook, as the bytes of an .xlsx file. Raises ModuleNotFoundError where xlsxwriter is not installed."""
    into = io.BytesIO()
    with a_book(into, _TITLE) as (book, dress):
        layouts = sheet_layouts()
        _read_me_first(book.add_worksheet(READ_ME), dress, layouts)
        for layout in layouts:
            sheet = book.add_worksheet(layout.name)
            dress_list(sheet, dress, layout.places)
            sheet.set_tab_color("#1D3D66" if layout.table.is_required else "#B1B4B6")
        _column_guide(book, dress, layouts)
        name_the_schools(book)
    return into.getvalue()


def _read_me_first(sheet: SheetBeingWritten, dress: Dress, layouts: Sequence[SheetLayout]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 92)
    sheet.set_column(2, 2, 20)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_landscape()
    sheet.write_string(0, 0, _TITLE, dress.title)
    sheet.write_string(1, 0, "A trust's people, contracts, posts and schools, and what is proposed, for Evenhand to check and take.", dress.number)
    row = _pairs(sheet, dress, 3, "What to do", [(f"Step {number}", says) for number, says in enumerate(_STEPS, 1)])
    row = _pairs(sheet, dress, row + 1, "How to write things", _HABITS)
    sheet.write_string(row + 1, 0, "The sheets", dress.subtitle)
    for position, heading in enumerate(("Sheet", "What it lists", "Must be filled?")):
        sheet.write_string(row + 2, position, heading, dress.heading)
    for number, layout in enumerate(layouts, row + 3):
        sheet.write_url(number, 0, f"internal:'{layout.name}'!A2", dress.link, layout.name)
        sheet.write_string(number, 1, layout.says, dress.cell)
        sheet.write_string(number, 2, "Yes" if layout.table.is_required else "If you need it", dress.cell)


def _pairs(sheet: SheetBeingWritten, dress: Dress, row: int, subtitle: str, pairs: Sequence[tuple[str, str]]) -> int:
    sheet.write_string(row, 0, subtitle, dress.subtitle)
    for number, (label, says) in enumerate(pairs, row + 1):
        sheet.write_string(number, 0, label, dress.bold)
        sheet.write_string(number, 1, says, dress.prose)
    return row + len(pairs) + 1


def _column_guide(book: Book, dress: Dress, layouts: Sequence[SheetLayout]) -> None:
    sheet = book.add_worksheet(COLUMN_GUIDE)
    sheet.freeze_panes(1, 0)
    print_well(sheet)
    widths = (22, 28, 13, 74, 46)
    for position, (heading, width) in enumerate(zip(("Sheet", "Column", "Required?", "What to write", "Choose from"), widths, strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, heading, dress.heading)
    rows = [_guide(layout, place) for layout in layouts for place in layout.places]
    for number, texts in enumerate(rows, 1):
        for position, text in enumerate(texts):
            sheet.write_string(number, position, text, dress.cell)
    sheet.autofilter(0, 0, len(rows), len(widths) - 1)


def _guide(layout: SheetLayout, place: Place) -> tuple[str, ...]:
    choices: Any = ", ".join(choices_of(place.column)) if place.column and not place.column.lists else ""
    return layout.name, place.heading, "Yes" if place.is_required else "No", place.hint, choices
