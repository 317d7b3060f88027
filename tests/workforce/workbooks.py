"""Workbooks as people make them: the template with rows typed into it, and others from nothing."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from evenhand.workforce.reading import Reading, read_exports, read_workbook
from evenhand.workforce.template import template
from evenhand.workforce.workbook_cells import sheet_parts
from evenhand.workforce.workbook_layout import layout_of
from tests.workforce.small_trust import Trust, written

DAY_NOUGHT = date(1899, 12, 30)
Rows = Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Formula:
    """A formula, and the result that the workbook keeps, if it keeps one."""

    text: str
    result: str | None = None


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def filled(rows: Rows, data: bytes | None = None) -> bytes:
    """The template, or another workbook, with rows typed into its sheets from row 2 down; a day goes in as Excel keeps it."""
    parts = unpacked(data or template())
    names = sheet_parts(parts)
    for sheet, typed in rows.items():
        text = parts[names[sheet]].decode()
        styles = _styles(text)
        more = "".join(
            f'<row r="{number}">{"".join(_cell(number, position, value, styles) for position, value in enumerate(values))}</row>'
            for number, values in enumerate(typed, 2)
        )
        parts[names[sheet]] = text.replace("</sheetData>", more + "</sheetData>").encode()
    return packed(parts)


def _styles(sheet: str) -> dict[int, str]:
    columns = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"', sheet)
    return {position: style for first, last, style in columns for position in range(int(first) - 1, int(last))}


def _cell(row: int, position: int, value: Any, styles: Mapping[int, str]) -> str:
    place = f'r="{chr(ord("A") + position)}{row}" s="{styles.get(position, "0")}"'
    if value is None or value == "":
        return f"<c {place}/>"
    if isinstance(value, Formula):
        return f"<c {place}><f>{escape(value.text)}</f>{'' if value.result is None else f'<v>{value.result}</v>'}</c>"
    if isinstance(value, date):
        return f"<c {place}><v>{(value - DAY_NOUGHT) // timedelta(days=1)}</v></c>"
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value}</v></c>"


def as_template_rows(source: Path, typed: Any = lambda column, text: text) -> dict[str, list[list[Any]]]:
    """What a folder of exports holds, as rows of the template's sheets; `typed` says what somebody types for a text in a column."""
    rows: dict[str, list[list[Any]]] = {}
    for each in read_exports(source).sources:
        layout = layout_of(each.table)
        for number, cells in each.records():
            if number > each.fit.heading_row:
                at = {name: cells[position] for name, position in each.fit.positions.items() if position < len(cells)}
                row = [typed(place.column, at.get(place.column.name, "")) if place.column else each.proposal for place in layout.places]
                rows.setdefault(layout.name, []).append(row)
    return rows


def small_rows(folder: Path, trust: Trust) -> dict[str, list[list[Any]]]:
    """A small trust as rows of the template's sheets."""
    return as_template_rows(written(folder, trust))


def column_of(sheet: str, heading: str) -> int:
    """Where the template's sheet has the heading."""
    from evenhand.workforce.workbook_layout import sheet_layouts

    layout = next(each for each in sheet_layouts() if each.name == sheet)
    return [place.heading for place in layout.places].index(heading)


def reading_of_workbook(data: bytes, **options: Any) -> Reading:
    return read_workbook(data, "trust.xlsx", **options)


def made(sheets: Rows, **options: Any) -> bytes:
    """A workbook from nothing: texts, numbers, days; headings and all."""
    from xlsxwriter import Workbook

    into = io.BytesIO()
    with Workbook(into, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "dd/mm/yyyy", **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for position, value in enumerate(row):
                    sheet.write(number, position, value)
    return into.getvalue()


def sheets_of_trust(trust: Trust) -> dict[str, list[list[Any]]]:
    """A small trust with each list as a sheet, under the headings that its system writes."""
    found = {}
    for name, rows in trust.items():
        headings = list(dict.fromkeys(key for row in rows for key in row))
        found[name.removesuffix(".csv")] = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return found
