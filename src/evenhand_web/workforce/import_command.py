"""`evenhand import SOURCE`: what `evenhand check` would take, taken into the mirror; importing the same again changes nothing."""

import argparse
import sys
from datetime import date
from pathlib import Path

from evenhand.workforce.reading import NothingToRead, Reading, read_exports
from evenhand.workforce.recognising import last_written_on
from evenhand_web.config.starting import prepare_database
from evenhand_web.ledger.acting_person import acting_person, add_person

DONE, LEFT_OUT, NOTHING_TAKEN = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand import`."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the workbook, or the folder of exports")
    parser.add_argument("--profile", metavar="NAME", help="the mapping profile; otherwise guessed from headings")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day of the exports; otherwise when they were written")
    add_person(parser, required=False)


def run(arguments: argparse.Namespace) -> int:
    """Import. 0: everybody was taken; 1: somebody was left out; 2: nothing was taken, and why."""
    try:
        on = arguments.on or last_written_on(arguments.source)
        reading = read_exports(arguments.source, arguments.profile, on)
    except NothingToRead as fault:
        return _refuse(["Nothing can be read.", *(f"{problem.file}: {problem.says}" for problem in fault.problems)])
    prepare_database()
    from evenhand_web.ledger.command_faults import FAULTS

    try:
        return _take(reading, arguments)
    except FAULTS as fault:
        return _refuse([str(fault)])


def _take(reading: Reading, arguments: argparse.Namespace) -> int:
    from evenhand_web.workforce.importing import NotImported, import_reading

    try:
        done = import_reading(reading, arguments.source.resolve().name, acting_person(arguments) if arguments.by else None).done
    except NotImported as fault:
        return _refuse(fault.reasons)
    print(f"{reading.taken} people taken with all their contracts, {len(reading.left_out)} left out.")
    print(f"Rows added: {done.added}; changed: {done.changed}; removed: {done.removed}.")
    for problem in reading.problems:
        if problem.leaves_out != "nothing":
            print(f"{problem.file}, row {problem.row}: {problem.says}", file=sys.stderr)
    return DONE if reading.is_whole else LEFT_OUT


def _refuse(lines: list[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
    return NOTHING_TAKEN
