"""What the documents tell a reader to type exists, their links lead somewhere, and decisions are numbered once."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from evenhand.cli import COMMANDS
from tests.architecture.repository import ROOT, files

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def typed(document: str) -> list[str]:
    """The lines of a document's shell blocks, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / document).read_text(), re.MULTILINE | re.DOTALL)
    return [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("line", typed("README.md") + typed("CONTRIBUTING.md"))
def test_a_command_in_a_document_exists(line: str):
    match shlex.split(line.rpartition("| ")[2]):
        case ["make", target]:
            assert target in TARGETS
        case [".venv/bin/evenhand", name, *arguments]:
            parser = argparse.ArgumentParser(exit_on_error=False)
            pytest.importorskip(COMMANDS[name].module, exc_type=ModuleNotFoundError).add_arguments(parser)
            parser.parse_args(arguments)
        case [".venv/bin/python", "-m", "pytest", folder]:
            assert (ROOT / folder).is_dir()
        case unknown:
            raise AssertionError(f"Nothing here knows how to check {unknown}. Teach this test, or use a command that it knows.")


def test_the_two_commands_are_what_the_readme_begins_with():
    assert typed("README.md")[:2] == ["make run", "make test"]


def test_the_readme_can_be_read_in_five_minutes():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


@pytest.mark.parametrize("document", list(files(".md")), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_repository_leads_somewhere(document: Path):
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if "://" not in link and not (document.parent / link).exists()]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_named_after_its_number_and_title(decision: Path):
    heading = re.match(r"# (\d{4})\. (.+)\n", decision.read_text())
    assert heading, "A decision begins with '# 0001. Its title'."
    number, title = heading.groups()
    assert decision.stem == f"{number}-{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-')}"


def test_no_two_decisions_have_one_number():
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(numbers) == len(set(numbers))
