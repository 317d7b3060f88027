"""What an import would take, tidy, leave out and change, as rows of tables."""

from collections import Counter
from typing import Any

from evenhand.workforce.command import PROBLEMS_SHOWN, counted, summary
from evenhand.workforce.problem_table import problem_table
from evenhand.workforce.reading import Reading
from evenhand_web.workforce.mirroring import Difference, Name

PEOPLE_NAMED = 30


def shown(reading: Reading, differs: Difference) -> dict[str, Any]:
    """For the check page."""
    problems = problem_table(reading)
    gone = [key for table, key in differs.removed if table == "people"]
    return {
        "summary": summary(reading),
        "counted": [{"key": label, "value": text.split(", ") if label == "Files" else text} for label, text in counted(reading).items() if text],
        "problems": [_problem(each) for each in problems[:PROBLEMS_SHOWN]],
        "problems_not_shown": max(len(problems) - PROBLEMS_SHOWN, 0),
        "tidied": [[each.file, str(each.row), each.column or "", each.value or "", each.says] for each in reading.tidied[:PROBLEMS_SHOWN]],
        "tidied_not_shown": max(len(reading.tidied) - PROBLEMS_SHOWN, 0),
        "not_recognised": [[each.file, each.says] for each in reading.not_recognised],
        "on": reading.on,
        "is_whole": reading.is_whole,
        "changes": _changes(differs),
        "changes_columns": [{"text": "List"}, *({"text": f"Rows {done}", "numeric": True} for done in ("added", "changed", "removed"))],
        "gone": gone[:PEOPLE_NAMED],
        "gone_in_all": len(gone),
        "held": differs.held,
    }


def _problem(each: Any) -> list[str]:
    left_out = f"{each.who} {each.consequence}" if each.who and each.consequence == "left out" else each.consequence
    return [each.file, each.row, each.column, each.value, each.says, left_out]


def _changes(differs: Difference) -> list[list[str]]:
    added, changed, removed = (_by_table(names) for names in (differs.added, differs.changed, differs.removed))
    tables = sorted({*added, *changed, *removed})
    return [[_called(table), f"{added[table]:,}", f"{changed[table]:,}", f"{removed[table]:,}"] for table in tables]


def _by_table(names: list[Name]) -> Counter[str]:
    return Counter(table for table, _ in names)


def _called(table: str) -> str:
    return table.replace("_", " ").capitalize()
