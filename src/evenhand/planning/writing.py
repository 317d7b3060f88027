"""Writes a plan's files into a folder: all of them or none, and never over what is not a plan's."""

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from evenhand.planning.plan import Plan
from evenhand.planning.report import report
from evenhand.planning.tables import COLUMNS, as_json, cell, tables

FILES = ("plan.txt", *(f"{name}.csv" for name in COLUMNS), "plan.json")
# A cell that begins with one of these is taken by spreadsheets for a formula to run.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def problems_with_folder(out: Path) -> list[str]:
    """Why the plan cannot be written there; none if it can."""
    nearest = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        return [f"{out} cannot be a folder, because {nearest} is a file. Name another with --out."]
    if not os.access(nearest, os.W_OK | os.X_OK):
        return [f"Nothing can be written into {nearest}. Check who may write there, or name another folder with --out."]
    others = sorted(path.name for path in out.iterdir() if path.name not in FILES) if nearest == out else []
    if others:
        return [f"{out} holds other files ({', '.join(others[:3])}{' and more' if len(others) > 3 else ''}). Name an empty folder, or that of an earlier plan."]
    return []


def document(plan: Plan) -> str:
    """The plan as one JSON document, in ASCII so that no terminal or script can misread it."""
    return json.dumps(as_json(plan, FILES), indent=1)


def contents(plan: Plan) -> Mapping[str, bytes]:
    """Each file's bytes by its name. Tables bear a byte-order mark, by which spreadsheets know that they are UTF-8."""
    found = {f"{name}.csv": _csv(COLUMNS[name], rows).encode("utf-8-sig") for name, rows in tables(plan).items()}
    return {"plan.txt": report(plan).encode(), "plan.json": f"{document(plan)}\n".encode(), **found}


def write(plan: Plan, out: Path) -> None:
    """Write every file of the plan into the folder, which is made if need be. A reader finds each file whole: old or new, never half.

    A folder made here is open to whoever made it and nobody else, because the plan says what people are paid. Raises OSError.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for name, content in contents(plan).items():
            (beside / name).write_bytes(content)
        if out.exists():
            for name in FILES:
                os.replace(beside / name, out / name)
        else:
            os.rename(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs: with an apostrophe in front where it would begin a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _csv(columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([safe(cell(row[column])) for column in columns] for row in rows)
    return file.getvalue()
