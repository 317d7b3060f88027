"""`evenhand work`: the background worker: sends what the outbox holds, and closes each past day's log of readings."""

import argparse
import sys
import time

from evenhand.procedure.acts import Actor
from evenhand_web.config.starting import prepare_database
from evenhand_web.ledger.acting_person import acting_person, add_person

_SECONDS_BETWEEN_ROUNDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand work`."""
    parser.add_argument("--once", action="store_true", help="do what is due and stop; otherwise go on until stopped")
    add_person(parser, required=False)


def run(arguments: argparse.Namespace) -> int:
    """Work. 0: stopped, or with --once everything that was due is done; 2: with --once, something could not be, and why."""
    prepare_database()
    whose = acting_person(arguments) if arguments.by else None
    if arguments.once:
        return 0 if one_round(whose) else 2
    if whose is None:
        print("The logs of readings are not closed by this worker. To have it close them, say in whose name: add --by PERSON.", file=sys.stderr)
    while True:
        one_round(whose)
        time.sleep(_SECONDS_BETWEEN_ROUNDS)


def one_round(whose: Actor | None) -> bool:
    """Everything that is due now, once; False where something could not be done, which is told and tried again in the next round."""
    from django.core.management import call_command

    from evenhand_web.notices.sending import enqueue_what_is_due

    enqueue_what_is_due()
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)
    return whose is None or _close_logs(whose)


def _close_logs(whose: Actor) -> bool:
    from evenhand_web.ledger.command_faults import FAULTS
    from evenhand_web.ledger.reading_log import CannotClose, close_past_days

    try:
        close_past_days(whose)
    except (CannotClose, *FAULTS) as fault:
        print(fault, file=sys.stderr)
        return False
    return True
