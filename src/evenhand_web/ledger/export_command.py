"""`evenhand export MATTER [--for OFFICE|PERSON] --out BUNDLE`: what a party may see of the record, to be verified without the site."""

import argparse
import sys
from pathlib import Path

from evenhand_web.config.starting import prepare_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand export`."""
    parser.add_argument("matter", metavar="MATTER", help="the code of the matter; 'trust' for the trust's own")
    parser.add_argument("--for", dest="seat", metavar="OFFICE|PERSON", help="an office, a recognised union or a person's id; nothing is withheld if not said")
    parser.add_argument("--out", required=True, type=Path, metavar="BUNDLE", help="the file to write; never over another")


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle. 0: written; 2: there is none, and why."""
    prepare_database()
    from evenhand_web.ledger.command_faults import FAULTS
    from evenhand_web.ledger.exporting import bundle_of, seat_for

    try:
        bundle = bundle_of(arguments.matter, seat_for(arguments.seat) if arguments.seat else None)
        with arguments.out.open("xb") as file:
            file.write(bundle)
    except (*FAULTS, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"{arguments.out} holds {len(bundle)} bytes. Hand over a receipt with it: evenhand verify {arguments.out} --receipt FILE")
    return 0
