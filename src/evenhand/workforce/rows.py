"""The rows of one recognised file: each read whole, or with every reason why it cannot be."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.workforce.cells import CellReader, Unreadable
from evenhand.workforce.dates import date_habit
from evenhand.workforce.findings import Findings, Row, Source
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.tables import Table
from evenhand.workforce.workbook_cell import WorkbookCell


def rows_of(source: Source, schools: KnownSchools, on: date | None, findings: Findings) -> Iterator[Row]:
    """Every row below the headings, whole or not; what was tidied and what is wrong goes to the findings. `on` is the day past which nothing has happened."""
    fit = source.fit
    reader = CellReader(schools, date_habit(_date_texts(source), fit.profile.dates))
    for number, cells in source.records():
        if number <= fit.heading_row:
            continue
        if isinstance(cells, csv.Error):
            findings.leave_out(Row(source, number, []), None, f"The row's quotation marks do not match ({cells}). Correct them, or export the file again.")
        else:
            yield _row(source, number, cells, reader, on, findings)


def _row(source: Source, number: int, cells: list[str], reader: CellReader, on: date | None, findings: Findings) -> Row:
    row, table, so_far = Row(source, number, cells), source.table, len(findings.problems)
    faults = _read_cells(row, reader, findings)
    if len(cells) > len(source.fit.headings) and any(cell.strip() for cell in cells[len(source.fit.headings) :]):
        faults.append((None, f"The row has {len(cells)} cells under {len(source.fit.headings)} headings. Look for a value that is not in quotation marks."))
    faults += [*_out_of_order(table, row), *_half_given(table, row), *_not_yet(table, row, on)]
    for column, says in faults:
        findings.leave_out(row, column, says)
    if len(findings.problems) > so_far:
        return row
    return Row(source, number, cells, row.parts, table.row_type(**row.parts))


def _read_cells(row: Row, reader: CellReader, findings: Findings) -> list[tuple[str | None, str]]:
    faults: list[tuple[str | None, str]] = []
    for column in row.source.table.columns:
        position = row.source.fit.positions.get(column.name, len(row.cells))
        raw = row.cells[position] if position < len(row.cells) else ""
        try:
            row.parts[column.name], tidied = reader.value(column, raw)
        except Unreadable as fault:
            faults.append((column.name, str(fault)))
            continue
        for each in tidied:
            findings.tidy(row, column.name, each.kind, each.says)
    return faults


def _out_of_order(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    for earlier, later in table.in_order:
        first, second = row.parts.get(earlier), row.parts.get(later)
        if first and second and second < first:
            yield later, f"{_called(row, later)} {_day(second)} is before {_called(row, earlier)} {_day(first)}. Correct whichever is wrong."


def _half_given(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    for one, other in table.together:
        for given, missing in ((one, other), (other, one)):
            if row.parts.get(given) and not row.parts.get(missing):
                yield missing, f"{_called(row, given)} is recorded without {_called(row, missing)}. Record both or neither."


def _not_yet(table: Table, row: Row, on: date | None) -> Iterator[tuple[str, str]]:
    day = row.parts.get(table.happened) if table.happened else None
    if on and table.happened and day and day > on:
        yield (
            table.happened,
            f"{_called(row, table.happened)} {_day(day)} is later than {_day(on)}, and it cannot have happened yet. Correct it where it is kept.",
        )


def _called(row: Row, column: str) -> str:
    return row.source.heading(column) or column.replace("_", " ").capitalize()


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}"


def _date_texts(source: Source) -> Iterator[str]:
    """The texts in columns of days; a cell that holds a day needs no reading, and tells nothing of how texts are written."""
    fit = source.fit
    positions = [fit.positions[column.name] for column in fit.table.columns if column.type is date and column.name in fit.positions]
    for number, cells in source.records():
        if number > fit.heading_row and not isinstance(cells, csv.Error):
            found = (cells[position] for position in positions if position < len(cells))
            yield from (cell.strip() for cell in found if not (isinstance(cell, WorkbookCell) and cell.behind.day))
