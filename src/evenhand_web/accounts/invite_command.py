"""`evenhand invite`: a code for somebody's account, made at the machine itself. For the first administrator, whom nobody is there to invite."""

import argparse
import sys

from evenhand.calendars.words import day_in_words
from evenhand_web.config.starting import prepare_database

AT_THE_MACHINE = "(at the machine)"  # who made the invitation, where no signed-in person did


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand invite`."""
    parser.add_argument("--name", required=True, help="what pages call the person")
    parser.add_argument("--person", required=True, help="the number by which the record names the person")
    parser.add_argument("--sign-in-name", required=True, help="what the person signs in with: an e-mail address or a name")


def run(arguments: argparse.Namespace) -> int:
    """Make the invitation and print its code. 0: made; 2: it cannot be, and why."""
    prepare_database()
    from django.core.exceptions import ImproperlyConfigured

    from evenhand_web.accounts.invitations import NotInvited, invite, last_day

    try:
        made, code = invite(name=arguments.name, person=arguments.person, sign_in_name=arguments.sign_in_name, made_by=AT_THE_MACHINE)
    except NotInvited as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except ImproperlyConfigured:
        print("The site has no secret key yet. Start it once with `evenhand serve`, which makes one, then ask again.", file=sys.stderr)
        return 2
    print(f"{code}\nThe code works once, until the end of {day_in_words(last_day(made))}, on the site's page /accounts/code/.")
    return 0
