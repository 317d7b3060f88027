"""The sheets of a workbook, each as numbered rows of cells that say what they show. The values come from python-calamine, the rest from the parts."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from evenhand.workforce.files import UnreadableFile
from evenhand.workforce.workbook_cell import Behind, WorkbookCell
from evenhand.workforce.workbook_cells import LIMIT_CELLS, SheetScan, Told, counts_from_1904, number_formats, scanned, sheet_parts
from evenhand.workforce.workbook_file import packed, parts_of

# A plain number stands for a day only between these: years and most days written without signs (010926) lie outside.
FIRST_DAY_OF_A_NUMBER, LAST_DAY_OF_A_NUMBER = date(1940, 1, 1), date(2099, 12, 31)
_DAY_NOUGHT, _DAY_NOUGHT_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_ROWS = "It is a chart or the like, not a sheet of rows."
Records = Sequence[tuple[int, list[str]]]


class Merged(NamedTuple):
    """Cells that were merged into one, as a sentence names them, and the number of the last row that they reach."""

    says: str
    last_row: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. `records` are its rows, numbered as the sheet numbers them, empty ones left out; `why_not_read` says why there are none to read."""

    name: str
    records: Records = ()
    merged: tuple[Merged, ...] = ()
    why_not_read: str | None = None


def sheets_of(data: bytes) -> list[Sheet]:
    """
    Every sheet of the workbook, in its order.

    Raises UnreadableFile for what is no workbook, could do harm or is damaged, and ModuleNotFoundError where python-calamine is not installed.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    parts = parts_of(data)
    names, formats = sheet_parts(parts), number_formats(parts)
    scans = {name: scanned(parts[part], formats) for name, part in names.items() if part in parts and part.startswith("xl/worksheets/")}
    _refuse_reach(scans)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed(parts)))
        nought = _DAY_NOUGHT_1904 if counts_from_1904(parts) else _DAY_NOUGHT
        return [
            _sheet(book, about.name, scans.get(about.name), nought, is_hidden=about.visible != SheetVisibleEnum.Visible)
            if about.typ == SheetTypeEnum.WorkSheet
            else Sheet(about.name, why_not_read=_NO_ROWS)
            for about in book.sheets_metadata
        ]
    except CalamineError as fault:
        raise UnreadableFile(f"The workbook is damaged and cannot be read ({fault}). Open it in Excel and save it again.") from fault


def is_blank(cell: str) -> bool:
    """Whether nothing stands in the cell; a formula without its result is something."""
    return not cell.strip() and not (isinstance(cell, WorkbookCell) and not cell.behind.has_result)


def _refuse_reach(scans: Mapping[str, SheetScan]) -> None:
    if sum(scan.rows * scan.columns for scan in scans.values()) > LIMIT_CELLS:
        widest = max(scans, key=lambda name: scans[name].rows * scans[name].columns)
        raise UnreadableFile(
            f"The sheets reach over more than {LIMIT_CELLS:,} cells, {widest} over the most ({scans[widest].rows:,} rows, {scans[widest].columns:,} columns). "
            "Something stands far below or to the right of the list. Press Ctrl and End to find it, delete those rows and columns, and save."
        )


def _sheet(book: Any, name: str, scan: SheetScan | None, nought: date, *, is_hidden: bool) -> Sheet:
    if is_hidden:
        return Sheet(
            name, why_not_read="The sheet is hidden, and nothing hidden is read. Right-click any tab and choose Unhide to send it; otherwise delete it."
        )
    if scan is None:
        return Sheet(name, why_not_read=_NO_ROWS)
    found = book.get_sheet_by_name(name)
    merged = tuple(Merged(f"{_place(*first)} to {_place(*last)}", last[0] + 1) for first, last in found.merged_cell_ranges or ())
    return Sheet(name, list(_records(found.to_python(skip_empty_area=False), scan, nought)), merged)


def _records(rows: Sequence[Sequence[Any]], scan: SheetScan, nought: date) -> Iterator[tuple[int, list[str]]]:
    for index in range(scan.rows):
        values = rows[index] if index < len(rows) else ()
        values = [*values, *[""] * (scan.columns - len(values))]  # a cell with a formula and no result is no value to calamine
        cells = [_cell(value, scan.told.get((index, column)), nought) for column, value in enumerate(values)]
        while cells and is_blank(cells[-1]):
            cells.pop()
        if cells:
            yield index + 1, cells


def _cell(value: Any, told: Told | None, nought: date) -> str:
    text, day, is_plain_number = _shown(value, told, nought)
    is_formula, has_result = (told.is_formula, told.has_result) if told else (False, True)
    if day is None and not is_formula:
        return text
    return WorkbookCell(text, Behind(is_formula, has_result or not is_formula, day, is_plain_number))


def _shown(value: Any, told: Told | None, nought: date) -> tuple[str, date | None, bool]:
    """The text that the cell shows, the day that it holds or may mean, and whether that day is only a number."""
    if told and told.error:
        return told.error, None, False
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None, False
    if isinstance(value, datetime):
        return (f"{value:%d/%m/%Y}", value.date(), False) if value.time() == datetime.min.time() else (f"{value:%d/%m/%Y %H:%M}", None, False)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}", value, False
    if isinstance(value, int | float):
        return _number_shown(float(value), told.number_format if told else ""), _day_of(float(value), nought), True
    return str(value), None, False


def _number_shown(number: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{_plain(number * 100)}%"
    plain = _plain(number)
    return plain.zfill(len(number_format)) if number_format and plain.isdigit() else plain


def _plain(number: float) -> str:
    """As many digits as Excel shows at most: the sixteenth and seventeenth only say how the machine keeps the number."""
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day_of(number: float, nought: date) -> date | None:
    first, last = (day - nought for day in (FIRST_DAY_OF_A_NUMBER, LAST_DAY_OF_A_NUMBER))
    return nought + timedelta(days=int(number)) if number == number // 1 and first.days <= number <= last.days else None


def _place(row: int, column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
