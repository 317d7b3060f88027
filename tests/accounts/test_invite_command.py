"""The code that is made at the machine, for whoever comes first."""

import argparse
import subprocess
import sys

import pytest
from django.test import Client

from evenhand_web.accounts import invite_command
from evenhand_web.accounts.invitations import invitation_for
from tests.accounts.signing_in import an_account
from tests.site.sites import Site, only_sqlite

pytestmark = [only_sqlite, pytest.mark.urls("tests.accounts.addresses")]


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    invite_command.add_arguments(parser)
    return invite_command.run(parser.parse_args(arguments))


DORA = ("--name", "Dora Finch", "--person", "dora", "--sign-in-name", "Dora@example.org")


def test_it_prints_a_code_that_opens_an_account(browser: Client, capsys: pytest.CaptureFixture[str]):
    assert run(*DORA) == 0
    assert invitation_for(capsys.readouterr().out.splitlines()[0]).sign_in_name == "dora@example.org"


def test_it_says_why_it_cannot(browser: Client, capsys: pytest.CaptureFixture[str]):
    an_account("asha", sign_in_name="dora@example.org")
    assert run(*DORA) == 2
    assert "Somebody else signs in with this name" in capsys.readouterr().err


def test_without_a_secret_key_it_says_what_to_do(a_site: Site):
    asking = "argparse.Namespace(name='Dora Finch', person='dora', sign_in_name='dora')"
    asked = f"import argparse, sys; from evenhand_web.accounts import invite_command; sys.exit(invite_command.run({asking}))"
    nameless = {name: value for name, value in a_site.environment.items() if name != "EVENHAND_SECRET_KEY"}
    told = subprocess.run([sys.executable, "-c", asked], env=nameless, capture_output=True, text=True)
    assert told.returncode == 2 and "evenhand serve" in told.stderr


def test_the_key_beside_the_signing_keys_is_used_where_the_environment_names_none(a_site: Site):
    (a_site.keys / "secret-key").write_text("made once\n")
    shown = "from evenhand_web.config.settings import SECRET_KEY; print(SECRET_KEY)"
    for named, expected in (({}, "made once"), ({"EVENHAND_SECRET_KEY": "named"}, "named")):
        told = subprocess.run([sys.executable, "-c", shown], env=a_site.environment | named, capture_output=True, text=True, check=True)
        assert told.stdout.strip() == expected
