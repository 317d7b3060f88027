"""What a cell of a workbook says beyond its text, and a cell of a text file cannot."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Behind:
    """What stands behind the text of a cell: a formula, with its result or without; the day that it holds, or that its number may be."""

    is_formula: bool = False
    has_result: bool = True
    day: date | None = None
    is_plain_number: bool = False


class WorkbookCell(str):
    """The text that a cell shows, with what stands behind it."""

    behind: Behind

    def __new__(cls, text: str, behind: Behind) -> "WorkbookCell":
        """The text as a cell of a workbook."""
        cell = super().__new__(cls, text)
        cell.behind = behind
        return cell
