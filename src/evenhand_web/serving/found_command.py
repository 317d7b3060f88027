"""`evenhand found`: a trust begins to keep its record, with a chief executive and an administrator, each with a code to come in by."""

import argparse
import sys
from dataclasses import dataclass
from secrets import token_hex

from evenhand.calendars.words import day_in_words
from evenhand_web.config.starting import prepare_database


class CannotFound(Exception):
    """The trust cannot be founded here; the message says why and what to do, a sentence a line."""


@dataclass(frozen=True)
class Holder:
    """Who holds one of the first two offices, and the code that lets that person in."""

    office: str
    name: str
    sign_in_name: str
    person: str
    code: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand found`."""
    signs_in_with = "what this person signs in with: an e-mail address or a name"
    parser.add_argument("--trust", metavar="NAME", required=True, help="what the trust is called")
    parser.add_argument("--chief-executive", metavar="FULL_NAME", required=True, help="who founds it, and appoints everybody else")
    parser.add_argument("--sign-in-name", metavar="NAME", required=True, help=signs_in_with)
    parser.add_argument("--administrator", metavar="FULL_NAME", required=True, help="who looks after accounts, and sees no case")
    parser.add_argument("--administrator-sign-in-name", metavar="NAME", required=True, help=signs_in_with)


def run(arguments: argparse.Namespace) -> int:
    """Found the trust and print both codes. 0: founded; 2: it cannot be, and why."""
    prepare_database()
    from evenhand_web.ledger.command_faults import FAULTS

    try:
        _tell(arguments, _founded(arguments))
    except (CannotFound, *FAULTS) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _founded(arguments: argparse.Namespace) -> tuple[Holder, Holder]:
    from evenhand_web.ledger.founding import found_trust
    from evenhand_web.ledger.models import Head
    from evenhand_web.ledger.performing import Recorded

    _require_nothing_here()
    _require_two_people(arguments)
    chief, administrator = _let_in(arguments)
    try:
        outcome = found_trust(trust=arguments.trust.strip(), chief_executive=chief.person, administrator=administrator.person)
    finally:
        if not Head.objects.get().size:
            _let_nobody_in(chief, administrator)
    if not isinstance(outcome, Recorded):
        raise CannotFound("\n".join(fault for one in outcome.judgement.judged for fault in one.faults))
    return chief, administrator


def _require_nothing_here() -> None:
    from evenhand_web.demonstration.loading import is_a_demonstrations_folder
    from evenhand_web.ledger.models import Head

    if is_a_demonstrations_folder():
        raise CannotFound("This folder holds the demonstration. Name another in EVENHAND_DATA_DIR.")
    if Head.objects.get().size:
        raise CannotFound(
            "A trust is founded here already, and a record has one beginning. Name another folder in EVENHAND_DATA_DIR for another trust.\n"
            "If a code was lost, `evenhand invite` makes a new one."
        )


def _require_two_people(arguments: argparse.Namespace) -> None:
    """Every answer given, and two people: whoever decides on cases does not look after who signs in."""
    given = vars(arguments)
    asked = ("trust", "chief_executive", "sign_in_name", "administrator", "administrator_sign_in_name")
    problems = [f"--{name.replace('_', '-')} is empty. Say what it is." for name in asked if not given[name].strip()]
    if given["sign_in_name"].strip().casefold() == given["administrator_sign_in_name"].strip().casefold():
        problems.append("The chief executive and the administrator sign in with the same name. They are two people: give each a name of their own.")
    if problems:
        raise CannotFound("\n".join(problems))


def _let_in(arguments: argparse.Namespace) -> tuple[Holder, Holder]:
    """Both accounts, in which nobody can sign in yet, and a code for each that sets its password."""
    from django.conf import settings
    from django.db import transaction

    from evenhand_web.serving.secret_key import secret_key

    settings.SECRET_KEY = secret_key()  # codes are kept as digests that only this site can make
    with transaction.atomic():
        return (
            _holder("chief executive", arguments.chief_executive, arguments.sign_in_name),
            _holder("administrator", arguments.administrator, arguments.administrator_sign_in_name),
        )


def _holder(office: str, name: str, sign_in_name: str) -> Holder:
    from evenhand_web.accounts.invitations import NotInvited, invite
    from evenhand_web.accounts.invite_command import AT_THE_MACHINE
    from evenhand_web.accounts.models import Account

    name, sign_in_name = name.strip(), sign_in_name.strip().lower()
    # Before a trust is founded an account is of no use: one that is there was left by a founding that was cut short, or by `evenhand invite`.
    account = Account.objects.filter(sign_in_name=sign_in_name).first()
    account = account or Account.objects.create_user(sign_in_name, None, name=name, person=token_hex(8))
    try:
        _, code = invite(name=name, person=account.person, sign_in_name=sign_in_name, made_by=AT_THE_MACHINE)
    except NotInvited as refusal:
        raise CannotFound(str(refusal)) from refusal
    return Holder(office, name, sign_in_name, account.person, code)


def _let_nobody_in(*holders: Holder) -> None:
    """Nothing was founded, so nothing is left of it."""
    from evenhand_web.accounts.models import Account, Invitation

    people = [holder.person for holder in holders]
    Invitation.objects.filter(person__in=people).delete()
    Account.objects.filter(person__in=people).delete()


def _tell(arguments: argparse.Namespace, holders: tuple[Holder, ...]) -> None:
    from evenhand_web.accounts.invitations import last_day
    from evenhand_web.accounts.models import Invitation
    from evenhand_web.ledger.keys import keys_folder

    print(f"{arguments.trust.strip()} is founded. Its record begins today.\n")
    for holder in holders:
        print(f"{holder.name}, {holder.office}, signs in as {holder.sign_in_name} and is {holder.person} in the record. The code to come in by:")
        print(f"    {holder.code}\n")
    until = day_in_words(last_day(Invitation.objects.get(person=holders[0].person, used_at=None, withdrawn_at=None)))
    print(f"Give each person their own code. It works once, until the end of {until}, on the site's page /accounts/code/, and is not shown again.")
    print(f"Keep a copy of {keys_folder()} in another place: without it no backup can be restored.")
    print("Next: start the site with `evenhand serve`. The chief executive appoints the others; the administrator invites them.")
