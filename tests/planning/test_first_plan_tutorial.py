"""The tutorial's commands work as they are written there, and what it shows of their results is what they give."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from evenhand.cli import main

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs/tutorial/first-plan.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"^```sh\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL) for line in block.splitlines()]
SHOWN = [line for block in re.findall(r"^```text\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL) for line in block.splitlines()]


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> str:
    """Everything that the tutorial's commands, and the plan without the word that it says to leave out, print."""
    out = str(tmp_path_factory.mktemp("tutorial") / "first-plan")
    typed = [shlex.split(line.replace("var/first-plan", out)) for line in COMMANDS]
    asked = [words[1:] for words in typed if words[0] == ".venv/bin/evenhand"]
    (planning,) = [words for words in asked if words[0] == "plan"]
    asked.append([word for word in planning if word not in ("--assume", "last-known")])
    ran = [
        subprocess.run([sys.executable, "-m", "evenhand.cli", *words], cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, text=True) for words in asked
    ]
    assert [each.returncode for each in ran] == [1, 0, 2]
    return "".join(each.stdout + each.stderr for each in ran)


def test_the_first_command_is_the_one_that_sets_everything_up():
    assert COMMANDS[0] == "make plan"


@pytest.mark.parametrize("line", [line for line in SHOWN if not line.startswith("$ ")])
def test_what_the_tutorial_shows_is_what_the_commands_print(said, line):
    assert line in said


def test_the_tutorials_mistakes_are_both_told(capsys, tmp_path):
    (line,) = [line for line in SHOWN if line.startswith("$ ")]
    words = shlex.split(line.replace("examples/marram", str(ROOT / "examples/marram")).replace("var/first-plan", str(tmp_path / "out")))[2:]
    assert main(words) == 2
    told = capsys.readouterr().err
    assert "secat-2021" in told and "headcont" in told and not (tmp_path / "out").exists()
