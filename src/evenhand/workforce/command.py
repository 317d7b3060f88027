"""`evenhand check SOURCE`: what an import would take, tidy and refuse, before anything is imported."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from evenhand.workforce.problem_table import ProblemRow, problem_table
from evenhand.workforce.reading import NothingToRead, Reading, read_exports
from evenhand.workforce.recognising import last_written_on

DONE, LEFT_OUT, NOTHING_READ = 0, 1, 2
PROBLEMS_SHOWN = 200
_WIDEST_VALUE = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand check`."""
    parser.add_argument("source", type=Path, help="the workbook, or the folder of exports")
    parser.add_argument("--profile", metavar="NAME", help="the mapping profile, by name or as the path of a .yaml file; otherwise guessed from headings")
    parser.add_argument("--on", type=_day, metavar="DATE", help="the day of the source, past which no absence can have begun; otherwise when it was written")
    parser.add_argument("--json", action="store_true", help="print one JSON document on standard output, messages on standard error")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a day. Write it as 2026-11-02.") from fault


def run(arguments: argparse.Namespace) -> int:
    """Check the source. 0: everybody would be taken; 1: somebody, a proposal or a file is left out; 2: nothing can be read."""
    try:
        on = arguments.on or last_written_on(arguments.source)
        reading = read_exports(arguments.source, arguments.profile, on)
    except NothingToRead as fault:
        return _say_nothing_read(fault, as_json=arguments.json)
    if arguments.json:
        print(json.dumps(reading.as_json(), indent=1))
        print(summary(reading), file=sys.stderr)
    else:
        print("\n".join(_report(reading, on_was_given=arguments.on is not None)))
    return DONE if reading.is_whole else LEFT_OUT


def _say_nothing_read(fault: NothingToRead, *, as_json: bool) -> int:
    if as_json:
        problems = [vars(problem) for problem in fault.problems]
        print(json.dumps({"taken": 0, "tidied": [], "problems": problems, "not_recognised": [vars(each) for each in fault.not_recognised]}, indent=1))
    print("Nothing can be read.", file=sys.stderr)
    for file, says in [(each.file, each.says) for each in fault.problems] + [(each.file, each.says) for each in fault.not_recognised]:
        print(f"  {_printable(file)}: {_printable(says)}", file=sys.stderr)
    return NOTHING_READ


def summary(reading: Reading) -> str:
    """How many would be taken and left out, in a line."""
    left_out = f"; {_many(len(reading.left_out), 'person', 'people')} left out" if reading.left_out else ""
    return f"{_many(reading.taken, 'person', 'people')} would be taken with all their contracts{left_out}; {_many(len(reading.problems), 'problem')}."


def _report(reading: Reading, *, on_was_given: bool) -> Iterator[str]:
    yield summary(reading)
    yield from _counts(reading)
    yield from _problems(problem_table(reading))
    yield from _others(reading)
    yield ""
    yield from _what_next(reading, on_was_given)


def counted(reading: Reading) -> dict[str, str]:
    """What would be taken, tidied and left out, as lines to tell under their labels; empty where there is nothing to say."""
    workforce = reading.workforce
    vacant = sum(post.is_vacant for post in workforce.posts.values())
    central = "".join(f", with {school.name}" for school in workforce.schools.values() if school.is_central_team)
    tidied = Counter(each.kind for each in reading.tidied)
    return {
        "Contracts": str(len(workforce.employments)),
        "Posts": f"{len(workforce.posts)}, {vacant} of them vacant",
        "Establishments": f"{len(workforce.schools)}{central}",
        "Proposals": ", ".join(workforce.proposals),
        "Files": ", ".join(f"{each.file} ({each.profile})" for each in reading.files),
        "Tidied": ", ".join(f"{kind} {count}" for kind, count in tidied.most_common()),
        "People left out": ", ".join(reading.left_out),
        "Proposals left out": ", ".join(reading.left_out_proposals),
    }


def _counts(reading: Reading) -> Iterator[str]:
    told = counted(reading)
    width = max(map(len, told))
    yield ""
    yield from (_printable(f"{label:{width}}  {text}") for label, text in told.items() if text)


def _problems(problems: Sequence[ProblemRow]) -> Iterator[str]:
    if not problems:
        return
    yield ""
    yield "Problems"
    rows = [(each.file, each.row, each.column, _shortened(each.value), each.consequence, each.who) for each in problems[:PROBLEMS_SHOWN]]
    headed = [("file", "row", "column", "value", "", "who"), *rows]
    widths = [max(len(_printable(row[index])) for row in headed) for index in range(len(headed[0]))]
    for cells, says in zip(headed, ("", *(problem.says for problem in problems)), strict=False):
        yield "  ".join(f"{_printable(cell):{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()
        if says:
            yield f"    {_printable(says)}"
    if len(problems) > PROBLEMS_SHOWN:
        yield f"  and {len(problems) - PROBLEMS_SHOWN} more: --json lists every one."


def _others(reading: Reading) -> Iterator[str]:
    if reading.not_recognised:
        yield ""
        yield "Not recognised, and not read"
    for each in reading.not_recognised:
        yield f"  {_printable(each.file)}: {_printable(each.says)}"


def _what_next(reading: Reading, on_was_given: bool) -> Iterator[str]:
    if reading.on:
        why = "" if on_was_given else ", when the newest file was written; --on names another day"
        yield f"Absences, warnings and quotes were compared with {reading.on:%d/%m/%Y}{why}."
    if reading.is_whole:
        yield "Everybody would be taken."
    else:
        yield "Correct what is listed, in the workbook or in the systems that the files come from, and check again. Whoever is left out is named in every plan."


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDEST_VALUE else text[: _WIDEST_VALUE - 1] + "…"


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in text)
