"""`evenhand replay`: a bundle's dossiers, as known at a position or a moment, and as in effect on a day."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.record.input import Unreadable, bundle_and_receipts
from evenhand.record.replay import dossiers, position_at
from evenhand.record.verify import verify
from evenhand.record.walking import Walk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds BUNDLE, --known-at, --on and --json."""
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help="the bundle's file")
    known_at = "an entry's position, counted from 0, or a moment such as 2027-01-04T09:30:00Z; without it, all that the bundle holds"
    parser.add_argument("--known-at", metavar="N|MOMENT", help=known_at)
    parser.add_argument("--on", metavar="DATE", required=True, help="the day on which it is to have been in effect, such as 2027-01-04")
    parser.add_argument("--json", action="store_true", help="print the dossiers as one JSON document; without it, a line for each act")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command. The exit status: 0 done, 1 the bundle is not what it says and nothing is replayed, 2 bad input."""
    problems: list[str] = []
    on = _day(arguments.on, problems)
    try:
        bundle, _ = bundle_and_receipts(arguments.bundle, [])
    except Unreadable as fault:
        return _refuse([*problems, *fault.problems], 2)
    found = verify(bundle)
    known_at = _position(arguments.known_at, found.walk, problems)
    if problems or on is None:
        return _refuse(problems, 2)
    if not found.ok:
        return _refuse([f"entry {one.position}: {one.says}" if one.position is not None else one.says for one in found.findings], 1)
    matters = dossiers(found.walk.forward, known_at=known_at, on=on)
    if arguments.json:
        print(json.dumps({"known_at": known_at, "on": on.isoformat(), "matters": matters}, ensure_ascii=False))
    else:
        _print(matters)
    return 0


def _refuse(problems: list[str], status: int) -> int:
    print(*problems, sep="\n", file=sys.stderr)
    return status


def _day(text: str, problems: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"--on is {text!r}: give a day such as 2027-01-04.")
        return None


def _position(text: str | None, walk: Walk, problems: list[str]) -> int:
    last = len(walk.bundle.acts) - 1
    if text is None:
        return last
    if text.isascii() and text.isdigit():
        if int(text) > last:
            problems.append(f"--known-at is {text}, and the last entry of the bundle is {last}.")
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        problems.append(f"--known-at is {text!r}: give an entry's position, counted from 0, or a moment such as 2027-01-04T09:30:00Z.")
        return last
    if moment.tzinfo is None:
        problems.append(f"--known-at is {text!r}, which does not say in which zone: add Z for Greenwich, or +01:00 for British summer time.")
        return last
    return position_at(walk.forward, moment.astimezone(UTC))


def _print(matters: dict[str, Any]) -> None:
    for matter, dossier in matters.items():
        for act in dossier["acts"]:
            about = f" about {act['about']}" if act["about"] else ""
            corrected = f", as corrected by entry {act['corrected_by']}" if act["corrected_by"] is not None else ""
            print(f"{matter} no. {act['number']}, {day_in_words(date.fromisoformat(act['happened_on']))}: {act['kind']}{about}{corrected}")
        if dossier["unreadable"]:
            print(f"{matter}: {dossier['unreadable']} more that this bundle's holder cannot read")
