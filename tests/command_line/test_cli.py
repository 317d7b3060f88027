"""The dispatcher: finds a command, hands it its arguments, answers with its status, and says in a sentence what is missing."""

import argparse
import subprocess
import sys
from types import SimpleNamespace

import pytest

from evenhand import __version__, cli


def a_command(monkeypatch: pytest.MonkeyPatch, run) -> None:
    """Puts a command called `law` in place of the real one."""

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--json", action="store_true")

    monkeypatch.setattr(cli, "import_module", lambda name: SimpleNamespace(add_arguments=add_arguments, run=run))


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_exit_status_is_the_commands_own(monkeypatch, status):
    a_command(monkeypatch, lambda arguments: status)
    assert cli.main(["law", "notice"]) == status


def test_a_command_gets_everything_after_its_name(monkeypatch):
    seen = []
    a_command(monkeypatch, lambda arguments: seen.append((arguments.name, arguments.json)) or 0)
    cli.main(["law", "--json", "notice"])
    assert seen == [("notice", True)]


@pytest.mark.parametrize("words", [[], ["lawful"], ["--json"], ["law"], ["law", "notice", "--js"], ["law", "notice", "pay"]])
def test_bad_usage_leaves_with_two_and_says_how_it_is_used(monkeypatch, capsys, words):
    a_command(monkeypatch, lambda arguments: 0)
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "usage: evenhand" in printed.err


def test_a_missing_extra_is_named_with_the_way_to_get_it(monkeypatch, capsys):
    def run(arguments):
        raise ModuleNotFoundError("No module named 'django.db'", name="django.db")

    a_command(monkeypatch, run)
    assert cli.main(["law", "notice"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "evenhand law needs django, which is not installed. Install it with: pip install 'evenhand[site]'\n"


@pytest.mark.parametrize("fault", [ModuleNotFoundError("No module named 'evenhand.lost'", name="evenhand.lost"), KeyError("P00088"), MemoryError()])
def test_a_fault_of_our_own_is_neither_the_answer_no_nor_bad_input(monkeypatch, capsys, fault):
    def run(arguments):
        raise fault

    a_command(monkeypatch, run)
    assert cli.main(["law", "notice"]) == 70
    printed = capsys.readouterr()
    assert printed.out == ""
    assert type(fault).__name__ in printed.err and printed.err.endswith("Nothing above is an answer.\n")


def test_a_reader_that_has_read_enough_is_no_fault():
    words = [sys.executable, "-m", "evenhand.cli", "law", "collective", "--schema"]
    running = subprocess.Popen(words, env={"PYTHONPATH": "src"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout and running.stderr
    running.stdout.close()
    assert (running.wait(timeout=60), running.stderr.read()) == (141, "")
    running.stderr.close()


def test_the_version_is_the_packages(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"evenhand {__version__}\n"


def test_help_lists_every_command_and_imports_none():
    listing = "import sys; from evenhand import cli; sys.argv = ['evenhand', '--help']\ntry: cli.main()\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    outcome = subprocess.run([sys.executable, "-c", listing], env={"PYTHONPATH": "src"}, capture_output=True, text=True)
    assert outcome.returncode == 0
    assert not [name for name in cli.COMMANDS if f"\n  {name} " not in outcome.stdout]
    assert not [command.module for command in cli.COMMANDS.values() if repr(command.module) in outcome.stderr]
