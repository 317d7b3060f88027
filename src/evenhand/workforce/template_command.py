"""`evenhand template WORKBOOK`: an empty Evenhand workbook to fill in, with its instructions."""

import argparse
import sys
from pathlib import Path

from evenhand.workforce.template import template

DONE, NOT_WRITTEN = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand template`."""
    parser.add_argument("workbook", type=Path, metavar="WORKBOOK", help="the file to write, ending in .xlsx; one that is there already is left alone")


def run(arguments: argparse.Namespace) -> int:
    """Write the workbook. 0: written; 2: not written, and why."""
    path: Path = arguments.workbook
    if path.suffix.lower() != ".xlsx":
        return _refuse(f"{path} does not end in .xlsx, and Excel would not open it. Name it {path.name}.xlsx.")
    content = template()
    try:
        _write_new(path, content)
    except FileExistsError:
        return _refuse(f"{path} is there already, and may be filled in. Name another file, or move that one away.")
    except OSError as fault:
        return _refuse(f"{path} cannot be written: {fault.strerror}.")
    print(f"Written to {path}. Open it and begin with the sheet Read me first; then: evenhand check {path}")
    return DONE


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, whole or not at all."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink()
            raise


def _refuse(says: str) -> int:
    print(f"{says} Nothing was written.", file=sys.stderr)
    return NOT_WRITTEN
