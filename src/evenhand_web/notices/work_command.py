"""`evenhand work`: the background worker: sends what the outbox holds; once a day closes past logs of readings and checks what is stored."""

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
    """Work. 0: stopped, or with --once everything that was due is done; 2: with --once, something could not be or is not as it should be, and why."""
    prepare_database()
    from evenhand_web.ledger.reading_log import today_and_quiet

    whose = acting_person(arguments) if arguments.by else None
    if arguments.once:
        one_round()
        return 0 if once_a_day(whose) else 2
    if whose is None:
        print("The logs of readings are not closed by this worker. To have it close them, say in whose name: add --by PERSON.", file=sys.stderr)
    seen_to = None
    while True:
        one_round()
        if (day := today_and_quiet()) != seen_to and once_a_day(whose):
            seen_to = day
        time.sleep(_SECONDS_BETWEEN_ROUNDS)


def one_round() -> None:
    """Send what is due."""
    from django.core.management import call_command

    from evenhand_web.notices.sending import enqueue_what_is_due
    from evenhand_web.workforce.receiving import forget_what_is_over

    forget_what_is_over()
    enqueue_what_is_due()
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)


def once_a_day(whose: Actor | None) -> bool:
    """Close past logs, if it is said in whose name, and look whether record, grants and logs are what they should be; False where not, which is told."""
    from evenhand_web.ledger import grants, reading, reading_log
    from evenhand_web.ledger.command_faults import FAULTS

    try:
        if whose:
            reading_log.close_past_days(whose)
        problems = reading.problems_of_the_record() or [*grants.problems(), *reading_log.problems()]
    except (reading_log.CannotClose, *FAULTS) as fault:
        problems = [str(fault)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return not problems
