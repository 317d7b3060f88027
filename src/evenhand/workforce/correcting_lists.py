"""The lists in the file to correct: every row where it stood, and beside it what is to be corrected in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from evenhand.workforce.findings import Problem, Source
from evenhand.workforce.profiles import Fit
from evenhand.workforce.recognising_sheets import position_of_proposal
from evenhand.workforce.tables import Column
from evenhand.workforce.workbook_cell import WorkbookCell
from evenhand.workforce.workbook_dress import HEADING_HEIGHT, Dress, SheetBeingWritten, print_well, width_of
from evenhand.workforce.workbook_layout import PROPOSAL_HEADING, TO_CORRECT_HEADING

_LOST_ROW = "The row could not be read, and is not here. Copy it from the file, or delete this row if nothing belongs here."
_LONGEST_TEXT = 32_767
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_SAYS_WIDTH = 60
_AMBER = "#B58105"
Problems = Mapping[int, list[Problem]]


@dataclass(frozen=True)
class _List:
    """One list being written: its sheet, and what stands before the columns of the source."""

    sheet: SheetBeingWritten
    dress: Dress
    fit: Fit
    before: tuple[str, ...]

    @property
    def columns(self) -> Mapping[int, Column]:
        """The columns that are read, by where they stand in the sheet."""
        return {self.fit.positions[column.name] + len(self.before): column for column in self.fit.table.columns if column.name in self.fit.positions}

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings as they stand in the sheet."""
        return (*self.before, *self.fit.headings)


def write_list(sheet: SheetBeingWritten, dress: Dress, sources: list[Source], problems: Problems) -> None:
    """One list, each row where it stood; beside it, in the first column, what is to be corrected in it."""
    fit = sources[0].fit
    adds_proposal = sources[0].proposal is not None and position_of_proposal(fit.headings) is None
    written = _List(sheet, dress, fit, (TO_CORRECT_HEADING, *([PROPOSAL_HEADING] if adds_proposal else [])))
    _write_headings(written)
    last = fit.heading_row
    for source in sources:
        for number, cells in _rows(source):
            _write_row(written, number, [source.proposal or "", *cells] if adds_proposal else cells, problems.get(number, []))
            last = max(last, number)
    if problems:
        _show_only(written, set(problems), last)


def _write_headings(written: _List) -> None:
    sheet, row, columns = written.sheet, written.fit.heading_row, written.columns
    for position, heading in enumerate(written.headings):
        column = columns.get(position)
        sheet.set_column(position, position, width_of(heading or "(none)", column), written.dress.of(column))
        sheet.write_string(row - 1, position, heading, written.dress.heading)
    sheet.set_column(0, 0, _SAYS_WIDTH, written.dress.prose)
    sheet.set_row(row - 1, HEADING_HEIGHT)
    sheet.freeze_panes(row, 0)
    print_well(sheet)


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    for number, cells in source.records():
        if number > source.fit.heading_row:
            yield number, cells if isinstance(cells, list) else [_LOST_ROW]


def _write_row(written: _List, number: int, texts: list[str], problems: list[Problem]) -> None:
    if problems:
        written.sheet.write_string(number - 1, 0, "\n".join(map(_told, problems))[:_LONGEST_TEXT], written.dress.correct)
    wrong, headings, columns = {problem.column for problem in problems}, written.headings, written.columns
    for position, text in enumerate(texts, 1):
        is_wrong = position < len(headings) and headings[position] in wrong
        _write_cell(written, number - 1, position, text, columns.get(position), is_wrong=is_wrong)


def _write_cell(written: _List, row: int, position: int, text: str, column: Column | None, *, is_wrong: bool) -> None:
    """A day as a day, a number as a number, anything else as the text that it was: it is read again as it was read before."""
    dress, sheet = written.dress, written.sheet
    behind = text.behind if isinstance(text, WorkbookCell) else None
    if behind and behind.day and (not behind.is_plain_number or (column and column.type is date)):
        sheet.write_datetime(row, position, datetime.combine(behind.day, time()), dress.wrong_date if is_wrong else dress.date)
    elif column and column.type in (Decimal, int) and _PLAIN_NUMBER.fullmatch(text):
        sheet.write_number(row, position, float(text), dress.wrong if is_wrong else dress.of(column))
    elif text or is_wrong:
        look = dress.wrong if is_wrong else dress.of(column)
        write = sheet.write_string if text else sheet.write_blank
        write(row, position, str(text)[:_LONGEST_TEXT], look)


def _show_only(written: _List, numbers: set[int], last: int) -> None:
    """Hide the other rows by a filter on the first column."""
    sheet, heading_row = written.sheet, written.fit.heading_row
    sheet.set_tab_color(_AMBER)
    sheet.autofilter(heading_row - 1, 0, last - 1, len(written.headings) - 1)
    sheet.filter_column(0, "x == NonBlanks")
    for number in set(range(heading_row + 1, last + 1)) - numbers:
        sheet.set_row(number - 1, None, None, {"hidden": True})


def _told(problem: Problem) -> str:
    is_named = problem.column is None or problem.says.startswith(problem.column)
    says = problem.says if is_named else f"{problem.column}: {problem.says}"
    return f"To look at; nothing is left out. {says}" if problem.leaves_out == "nothing" else says
