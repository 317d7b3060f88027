"""The command line: finds the module of the command asked for, and only that one, and lets it run."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from evenhand import __version__


class Command(NamedTuple):
    """Where a command is written, and one line on what it does. The module has `add_arguments(parser)` and `run(arguments) -> int`."""

    module: str
    does: str


COMMANDS = {
    "law": Command("evenhand.law.command", "the law as calculators: redundancy pay, notice, collective consultation, deadlines"),
    "policy": Command("evenhand.policy.command", "what a policy pack says, what it leaves open, which clauses are honoured"),
    "template": Command("evenhand.workforce.template_command", "an empty Evenhand workbook to fill in, with its instructions"),
    "check": Command("evenhand.workforce.command", "what an import would take, tidy and refuse"),
    "plan": Command("evenhand.planning.command", "who a proposal affects, what is owed to whom by when, what it costs"),
    "verify": Command("evenhand.record.verify_command", "whether a bundle of the record is whole, unaltered and rightly reckoned"),
    "replay": Command("evenhand.record.replay_command", "a bundle's dossiers, as known then and as in effect on a day"),
    "found": Command("evenhand_web.serving.found_command", "begin a trust's record: its chief executive, its administrator, and a code for each"),
    "serve": Command("evenhand_web.serving.serve_command", "run the site, or with --demo the demonstration"),
    "work": Command("evenhand_web.notices.work_command", "send what waits to be sent, and close each day's log of readings, until stopped"),
    "invite": Command("evenhand_web.accounts.invite_command", "a one-time code by which somebody gets an account"),
    "import": Command("evenhand_web.workforce.import_command", "take a trust's people, contracts and posts into the site"),
    "export": Command("evenhand_web.ledger.export_command", "write a matter's bundle, whole or for one party"),
    "backup": Command("evenhand_web.ledger.backup_command", "copy the record to a folder"),
    "restore": Command("evenhand_web.ledger.restore_command", "bring a copy of the record back"),
}
EXTRAS = {"django": "site", "psycopg": "site", "python_calamine": "workbook", "xlsxwriter": "workbook"}


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command that the arguments name, those of the process when none are given.

    The answer is the exit status: 0 done, 1 the answer is no, 2 bad input, 70 a fault of our own, 141 nobody reads on.
    Bad usage leaves by SystemExit with status 2, as argparse does.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = _parser().parse_args(words[:1]).command
    command = COMMANDS[name]
    try:
        module = import_module(command.module)
        parser = argparse.ArgumentParser(prog=f"evenhand {name}", description=f"{command.does.capitalize()}.", allow_abbrev=False)
        module.add_arguments(parser)
        status: int = module.run(parser.parse_args(words[1:]))
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_reads_on()
    except ModuleNotFoundError as missing:
        package = (missing.name or "").partition(".")[0]
        if package not in EXTRAS:
            return _fault()
        print(f"evenhand {name} needs {package}, which is not installed. Install it with: pip install 'evenhand[{EXTRAS[package]}]'", file=sys.stderr)
        return 2
    except Exception:
        return _fault()
    return status


def _nobody_reads_on() -> int:
    """Ends as other commands do where what they print goes to one that has read enough, such as `head`: silently, with the status of SIGPIPE."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still held back would fail again as Python leaves
    return 141


def _fault() -> int:
    """Tells of a fault of our own under a status of its own: Python's would be 1, and a script would take that for the answer no."""
    traceback.print_exc()
    print("This is a fault in Evenhand itself, not in what it was given. Nothing above is an answer.", file=sys.stderr)
    return 70


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="evenhand",
        description="Organisational change and redundancy in school trusts: lawfully, fairly and in the open.",
        epilog="commands:\n" + "\n".join(f"  {name:{width}}  {command.does}" for name, command in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"evenhand {__version__}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below; evenhand COMMAND --help says more")
    return parser


if __name__ == "__main__":
    sys.exit(main())
