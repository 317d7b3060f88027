"""`evenhand restore DIR`: bring a backup back in the open, erase again what was erased, and declare what was lost."""

import argparse
import sys
from pathlib import Path

from evenhand_web.config.starting import set_up_django
from evenhand_web.ledger.acting_person import acting_person, add_person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand restore`."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that evenhand backup made")
    parser.add_argument("--because", required=True, help="why it is restored; everyone with a seat reads it")
    add_person(parser, required=True)


def run(arguments: argparse.Namespace) -> int:
    """Restore. 0: done and declared; 1: restored, but the declaration was refused; 2: it cannot be restored, and why."""
    set_up_django()
    from evenhand.procedure.audience import Seat
    from evenhand.procedure.refusing import refusal
    from evenhand_web.ledger.command_faults import FAULTS
    from evenhand_web.ledger.performing import Recorded
    from evenhand_web.ledger.restoring import restore

    actor = acting_person(arguments)
    try:
        outcome = restore(arguments.folder, actor=actor, because=arguments.because)
    except FAULTS as fault:
        print(fault, file=sys.stderr)
        return 2
    if not isinstance(outcome, Recorded):
        lines = refusal(outcome.judgement, Seat(actor.person, actor.office))
        print("\n".join(["The copy is in place, and the restore is not declared yet. Run this again, mended:", *lines]), file=sys.stderr)
        return 1
    body = outcome.acts[0].body
    print(f"The ledger holds {body.restored_to} acts again, and act {outcome.positions.start} declares it.")
    print(f"Signed heads lost: {', '.join(str(head.tree_size) for head in body.lost_heads) or 'none'}. Tell whoever holds a receipt under one of them.")
    return 0
