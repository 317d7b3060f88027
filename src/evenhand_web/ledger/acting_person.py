"""Who runs a command: an act is always somebody's, in an office that the record knows."""

import argparse

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office


def add_person(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """The arguments that say who."""
    parser.add_argument("--by", metavar="PERSON", required=required, help="who does this: it is recorded as this person's act")
    parser.add_argument("--as", metavar="OFFICE", dest="office", type=_office, default=Office.HR_ADVISER, help="in which office (hr_adviser if not said)")


def acting_person(arguments: argparse.Namespace) -> Actor:
    """Who does this, from the arguments."""
    return Actor(arguments.by, arguments.office)


def _office(text: str) -> Office:
    try:
        return Office(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is no office. Known are {', '.join(sorted(Office))}.") from fault
