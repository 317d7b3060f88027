"""`evenhand law`: lists the calculators, prints one's schema, or answers JSON on standard input in kind."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from evenhand.calendars.known import CannotCount
from evenhand.law.calculators import CALCULATORS, Calculator
from evenhand.law.dated import NotOnFile
from evenhand.law.problems import Problem, Refused

_DONE, _BAD_INPUT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds NAME and --schema."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a calculator, which then reads JSON on standard input; without a name they are listed")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schemas of the calculator's input and output instead")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command. The exit status: 0 done, 2 bad input."""
    if arguments.name is None:
        return _refuse(["Name the calculator whose schema is wanted."]) if arguments.schema else _list()
    calculator = CALCULATORS.get(arguments.name)
    if calculator is None:
        nearest = get_close_matches(arguments.name, CALCULATORS, n=1, cutoff=0)[0]
        return _refuse([f"There is no calculator {arguments.name!r}; the nearest is {nearest}. `evenhand law` lists them."])
    if arguments.schema:
        return _print(calculator.schema())
    try:
        given = read_json(sys.stdin.buffer.read())
    except Unreadable as fault:
        return _refuse([str(fault), f"`evenhand law {calculator.name} --schema` prints what is expected."])
    return _answer_each(calculator, given) if isinstance(given, list) else _answer_one(calculator, given)


class Unreadable(ValueError):
    """What was given is not JSON that can be read in one way only; the message says why."""


def read_json(content: bytes) -> Any:
    """The JSON in the bytes, its decimals exact. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("Nothing was given on standard input: give one JSON object, or an array of them.")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_not_json, object_pairs_hook=_each_name_once)
    except UnicodeDecodeError as fault:
        raise Unreadable(f"What was given is not UTF-8: byte {fault.start + 1} is {content[fault.start]:#04x}. Save it as UTF-8.") from fault
    except Unreadable:
        raise
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise Unreadable(f"What was given is not JSON: {fault}.") from fault


def _not_json(constant: str) -> None:
    raise Unreadable(f"What was given is not JSON: {constant} is no number.")


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        raise Unreadable(f"What was given can be read in two ways: {twice!r} stands twice in one object. Give it once.")
    return found


def _list() -> int:
    width = max(map(len, CALCULATORS))
    for calculator in CALCULATORS.values():
        print(f"{calculator.name:{width}}  {calculator.does}")
    return _DONE


def _answer_one(calculator: Calculator, given: object) -> int:
    answer, problems = _worked_out(calculator, given)
    return _refuse(problem.says for problem in problems) if problems else _print(answer)


def _answer_each(calculator: Calculator, given: list[object]) -> int:
    worked_out = [_worked_out(calculator, item) for item in given]
    _print([answer for answer, _ in worked_out])
    said = [f"Item {number}: {problem.says}" for number, (_, problems) in enumerate(worked_out, 1) for problem in problems]
    return _refuse(said) if said else _DONE


def _worked_out(calculator: Calculator, given: object) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The answer, or an error in its place with the problems that it tells."""
    try:
        return calculator.answer_to(given).as_json(), ()
    except Refused as refused:
        problems = refused.problems
    except (NotOnFile, CannotCount) as fault:
        problems = tuple(Problem(None, None, says) for says in getattr(fault, "problems", [str(fault)]))
    return {"error": {"problems": [vars(problem) for problem in problems]}}, problems


def _print(document: object) -> int:
    # Written as bytes: JSON is UTF-8 whatever the terminal's encoding, and half a character becomes the escape that JSON has for it.
    text = json.dumps(document, indent=2, ensure_ascii=False, default=str)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    return _DONE


def _refuse(sentences: Iterable[str]) -> int:
    print(*sentences, sep="\n", file=sys.stderr)
    return _BAD_INPUT
