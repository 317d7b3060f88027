"""The problems of a reading as rows of a table, for a screen, a page or a sheet."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from evenhand.workforce.findings import Problem

CONSEQUENCES = {"person": "left out", "proposal": "proposal left out", "row": "row left out", "file": "file not read", "nothing": "look at it"}


class HasProblems(Protocol):
    """A reading, or the refusal of one."""

    @property
    def problems(self) -> Iterable[Problem]:
        """Every problem, the gravest first."""


class ProblemRow(NamedTuple):
    """One problem in words: in which file or sheet, which row and column, what stands there, what is wrong and what to do, what and whom it leaves out."""

    file: str
    row: str
    column: str
    value: str
    says: str
    consequence: str
    who: str


def problem_table(reading: HasProblems) -> tuple[ProblemRow, ...]:
    """Every problem of a reading, or of the `NothingToRead` that refused it, in its order."""
    return tuple(
        ProblemRow(each.file, str(each.row or ""), each.column or "", each.value or "", each.says, CONSEQUENCES[each.leaves_out], each.who or "")
        for each in reading.problems
    )
