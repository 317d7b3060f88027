"""The file to correct: everything that was sent, as a workbook, with each row's problems beside it and only those rows shown, to send again."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from evenhand.workforce.correcting_lists import Problems, write_list
from evenhand.workforce.findings import Problem
from evenhand.workforce.problem_table import ProblemRow, problem_table
from evenhand.workforce.reading import Reading
from evenhand.workforce.workbook_dress import Dress, SheetBeingWritten, a_book
from evenhand.workforce.workbook_layout import LIST_OF_PROBLEMS

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WHAT_TO_DO = (
    "Each line below names a row; click on the name of the sheet to go there. The first column of a sheet says again what is wrong, and the cell is yellow.",
    "Correct it there and in the system that it came from. Then save this workbook and send it in place of what you sent.",
    "Every row of every list that was read is in it. Whatever is named below as not read is not in it, and would be missing: add it as a sheet.",
    "Rows with nothing to correct are hidden. To see them, choose Data, Clear on their sheet. The columns What to correct need not be deleted.",
)
_HEADINGS = (
    ("Sheet", 22),
    ("Row", 8),
    ("Column", 24),
    ("What stands there", 24),
    ("What is wrong, and what to do", 80),
    ("What it leaves out", 20),
    ("Whom", 14),
)


def file_to_correct(reading: Reading, source: Path | str) -> bytes:
    """
    The workbook to correct and send again, as bytes; `source` is what was read, for its name.

    It holds every row of every list that was recognised, not only those with problems: an import takes the place of what was there before, and whoever is not
    in it would go. Rows with nothing to correct are hidden by a filter, which can be cleared. Raises ModuleNotFoundError where xlsxwriter is not installed,
    and UnreadableFile where a file of the folder has gone since.
    """
    into = io.BytesIO()
    problems = _by_place(reading.problems)
    with a_book(into, f"To correct: {Path(source).name}") as (book, dress):
        listing = book.add_worksheet(LIST_OF_PROBLEMS)
        names: dict[str, str] = {}
        for file, group in groupby(reading.sources, key=lambda each: each.file):
            names[file] = _free_name(file, names.values())
            write_list(book.add_worksheet(names[file]), dress, list(group), problems[file])
        _write_problems(listing, dress, reading, Path(source).name, names)
    return into.getvalue()


def _by_place(problems: Iterable[Problem]) -> Mapping[str, Problems]:
    found: dict[str, dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.row:
            found[problem.file][problem.row].append(problem)
    return found


def _free_name(file: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have: the sheet's own, or the file's without its ending."""
    used = {LIST_OF_PROBLEMS.casefold(), *(each.casefold() for each in taken)}
    wanted = _NOT_IN_NAMES.sub(" ", re.sub(r"\.(csv|tsv|txt)$", "", file, flags=re.IGNORECASE))
    numbered = (wanted[: _LONGEST_NAME - len(ending)] + ending for ending in ("", *(f" {number}" for number in range(2, len(used) + 3))))
    return next(name for name in numbered if name.casefold() not in used)


def _write_problems(sheet: SheetBeingWritten, dress: Dress, reading: Reading, name: str, names: Mapping[str, str]) -> None:
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"What to correct in {name}", dress.title)
    for row, says in enumerate(_WHAT_TO_DO, 1):
        sheet.write_string(row, 0, says, dress.number)
    heading_row = len(_WHAT_TO_DO) + 2
    for position, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(position, position, width)
        sheet.write_string(heading_row, position, heading, dress.heading)
    table = problem_table(reading)
    for row, each in enumerate(table, heading_row + 1):
        _write_problem(sheet, dress, row, each, names.get(each.file) if each.row else None)
    for row, other in enumerate(reading.not_recognised, heading_row + len(table) + 1):
        _write_problem(sheet, dress, row, ProblemRow(other.file, "", "", "", f"Not in this workbook. {other.says}", "not read", ""), None)
    sheet.freeze_panes(heading_row + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_problem(sheet: SheetBeingWritten, dress: Dress, row: int, problem: ProblemRow, name: str | None) -> None:
    if name:
        sheet.write_url(row, 0, f"internal:'{name}'!A{problem.row}", dress.link_cell, name)
    else:
        sheet.write_string(row, 0, problem.file, dress.cell)
    for position, text in enumerate(problem[1:], 1):
        sheet.write_string(row, position, text, dress.cell)
