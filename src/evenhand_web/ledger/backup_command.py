"""`evenhand backup DIR`: a copy of the record. The signing key and the outside log are kept apart, by whoever keeps keys."""

import argparse
import sys
from pathlib import Path

from evenhand_web.config.starting import prepare_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand backup`."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is empty or not there yet")


def run(arguments: argparse.Namespace) -> int:
    """Make the backup. 0: made; 2: it cannot be, and why."""
    prepare_database()
    from evenhand_web.ledger.backing_up import back_up
    from evenhand_web.ledger.command_faults import FAULTS
    from evenhand_web.ledger.keys import keys_folder

    try:
        note = back_up(arguments.folder)
    except FAULTS as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"{arguments.folder / note.file} holds {note.tree_size} acts, as of {note.made_at}.")
    print(f"Not in it: the keys and the outside log in {keys_folder()}. Keep a copy of those elsewhere: without them no backup can be restored.")
    return 0
