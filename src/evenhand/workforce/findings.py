"""What a reading has to say: what it tidied, and what it could not take and why."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from evenhand.workforce.profiles import Fit
from evenhand.workforce.tables import Table

LeavesOut = Literal["person", "proposal", "row", "file", "nothing"]
LONGEST_VALUE_SHOWN = 100
Records = Iterator[tuple[int, list[str] | csv.Error]]


@dataclass(frozen=True)
class Tidied:
    """Something untidy that was put right without a guess. `row` counts as a spreadsheet does; the headings are row 1."""

    file: str
    row: int
    column: str | None
    value: str | None
    says: str
    kind: str


@dataclass(frozen=True)
class Problem:
    """Something that could not be taken, or that a person should look at, and what it leaves out: `who` is a payroll number or a proposal."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    says: str
    leaves_out: LeavesOut
    who: str | None = None


@dataclass(frozen=True)
class Source:
    """One recognised file or sheet: its name, how its headings fit its table, its records one by one, and of a proposal, which."""

    file: str
    fit: Fit
    records: Callable[[], Records]
    proposal: str | None = None

    @property
    def table(self) -> Table:
        """What the file lists."""
        return self.fit.table

    def heading(self, column: str) -> str | None:
        """What the file calls the column, or None where it has none."""
        return self.fit.headings[self.fit.positions[column]] if column in self.fit.positions else None


@dataclass(frozen=True)
class Row:
    """One row as it was read: the texts in its cells, those that could be read as values, and the whole value if all could."""

    source: Source
    number: int
    cells: list[str]
    parts: dict[str, Any] = field(default_factory=dict)
    value: Any = None

    @property
    def who(self) -> str | None:
        """The person or proposal that goes with the row."""
        unit_is_person = self.source.table.unit == "person"
        return self.parts.get("payroll_number") if unit_is_person else self.source.proposal

    def text(self, column: str) -> str | None:
        """What stands in the cell, shortened if it is very long."""
        position = self.source.fit.positions.get(column, len(self.cells))
        return self.cells[position][:LONGEST_VALUE_SHOWN] if position < len(self.cells) else None

    @property
    def place(self) -> str:
        """File and row, as a sentence names them."""
        return f"{self.source.file} row {self.number}"


@dataclass
class Findings:
    """Collects what is found while a folder is read."""

    tidied: list[Tidied] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tidy(self, row: Row, column: str | None, kind: str, says: str) -> None:
        """Say that a cell, or a whole row where no column is named, was put right."""
        heading, text = (row.source.heading(column), row.text(column)) if column else (None, None)
        self.tidied.append(Tidied(row.source.file, row.number, heading, text, says, kind))

    def tell(self, row: Row, column: str | None, says: str) -> None:
        """Say what a person should look at, leaving nothing out."""
        self._add(row, column, says, "nothing", None)

    def leave_out(self, row: Row, column: str | None, says: str, *, who: str | None = None) -> None:
        """Say why the row cannot be taken; with it goes the table's unit: a person with all their contracts, a whole proposal, or the row alone."""
        self._add(row, column, says, row.source.table.unit, who or row.who)

    def leave_person_out(self, row: Row, column: str | None, says: str, who: str) -> None:
        """Say why somebody cannot be taken whole, though the row itself can."""
        self._add(row, column, says, "person", who)

    def refuse_file(self, file: str, says: str) -> None:
        """Say why a whole file cannot be read."""
        self.problems.append(Problem(file, None, None, None, says, "file"))

    def _add(self, row: Row, column: str | None, says: str, leaves_out: LeavesOut, who: str | None) -> None:
        heading, text = (row.source.heading(column), row.text(column)) if column else (None, None)
        self.problems.append(Problem(row.source.file, row.number, heading, text, says, leaves_out, who))

    def left_out(self, unit: Literal["person", "proposal"]) -> set[str]:
        """The people, by payroll number, or the proposals, by name, that some problem leaves out."""
        return {problem.who for problem in self.problems if problem.leaves_out == unit and problem.who}
