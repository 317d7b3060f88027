"""`evenhand plan SOURCE --proposal NAME --policy PACK --out DIR`: whom a proposal affects, what is owed by when, what it costs."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evenhand.law.questions import Day
from evenhand.planning.affected import CannotPlan
from evenhand.planning.plan import Plan, plan, problems_with
from evenhand.planning.report import report
from evenhand.planning.writing import FILES, document, problems_with_folder, write
from evenhand.policy.faults import PackRefused
from evenhand.policy.pack import Pack, load_pack
from evenhand.procedure.audience import Office
from evenhand.procedure.everything import RULES
from evenhand.workforce.reading import NothingToRead, Reading, read_exports
from evenhand.workforce.recognising import last_written_on

_DONE, _BAD_INPUT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand plan`."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="the workbook, or the folder of exports with the proposal's files")
    parser.add_argument(
        "--proposal", required=True, metavar="NAME", help="the proposal: as the workbook calls it, or NAME in proposal-NAME.csv or proposal-NAME-current.csv"
    )
    parser.add_argument("--policy", required=True, metavar="PACK", help="the policy: the id of a pack that comes with Evenhand, or a file")
    parser.add_argument("--on", type=_day, metavar="DATE", help="the day the proposal is made; otherwise the day the source was written")
    parser.add_argument("--end", type=_day, metavar="DATE", help="the day the dismissals take effect; otherwise the earliest that the law's periods leave")
    parser.add_argument("--assume", choices=["last-known"], help="reckon with the last known value where the law of the day is not known yet")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write the plan into")
    parser.add_argument("--json", action="store_true", help="print the plan as one JSON document on standard output, messages on standard error")


def _day(text: str) -> date:
    try:
        return TypeAdapter(Day).validate_python(text)
    except ValidationError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a day that can be planned for. Write it as 2026-11-02.") from fault


def run(arguments: argparse.Namespace) -> int:
    """Make the plan and write it. 0: done, with whoever is left out named; 2: bad input, every problem told and nothing written."""
    try:
        made = _made(arguments)
        write(made, arguments.out)
    except CannotPlan as fault:
        return _refuse(fault.problems)
    except OSError as fault:
        return _refuse([f"The plan cannot be written to {arguments.out}: {fault.strerror}."])
    if arguments.json:
        print(document(made))
    else:
        print(report(made))
    print(f"Written to {arguments.out}: {', '.join(FILES)}.", file=sys.stderr)
    return _DONE


def _made(arguments: argparse.Namespace) -> Plan:
    problems = problems_with_folder(arguments.out)
    on = arguments.on or last_written_on(arguments.source)
    reading, pack = _reading(arguments.source, on, problems), _pack(arguments.policy, problems)
    if reading and on:
        problems += problems_with(reading, arguments.proposal, on, arguments.end)
    if problems or not reading or not pack or not on:
        raise CannotPlan(problems)
    return plan(reading, arguments.proposal, pack, on=on, end=arguments.end, assume=arguments.assume, on_was_given=arguments.on is not None)


def _reading(source: Path, on: date | None, problems: list[str]) -> Reading | None:
    try:
        return read_exports(source, on=on)
    except NothingToRead as fault:
        problems += [f"{each.file}: {each.says}" for each in fault.problems]
        problems += [f"{each.file}: {each.says}" for each in fault.not_recognised]
        return None


def _pack(name: str, problems: list[str]) -> Pack | None:
    try:
        return load_pack(name, rule_ids=RULES, offices=set(Office))
    except PackRefused as fault:
        problems += fault.problems
        return None


def _refuse(problems: Iterable[str]) -> int:
    print("No plan was made, and nothing was written.", file=sys.stderr)
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return _BAD_INPUT
