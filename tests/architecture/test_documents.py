"""What the documents tell a reader to type exists, their links lead somewhere, and decisions are numbered once."""

import argparse
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evenhand.cli import COMMANDS
from evenhand_web.config.starting import set_up_django
from tests.architecture.repository import ROOT, files

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


HOW_TO = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/how-to").glob("*.md"))
SETTINGS = "src/evenhand_web/config/settings.py"
LARGEST_PICTURE_BYTES = 150_000


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


@pytest.mark.parametrize("line", [line for document in HOW_TO for line in typed(document) if re.match(r"(\.venv/bin/)?evenhand ", line)])
def test_a_command_of_a_how_to_takes_what_it_is_given(line: str):
    _, name, *arguments = shlex.split(line)
    parser = argparse.ArgumentParser(exit_on_error=False)
    pytest.importorskip(COMMANDS[name].module, exc_type=ModuleNotFoundError).add_arguments(parser)
    parser.parse_args(arguments)


def test_the_how_to_names_every_variable_that_the_settings_read():
    told = (ROOT / "docs/how-to/run-it-for-real.md").read_text()
    read = set(re.findall(r'environ\.get\("(EVENHAND_\w+)"', (ROOT / SETTINGS).read_text()))
    mail = {name for name in read if name.startswith("EVENHAND_MAIL_")}
    assert len(read) > 10
    assert not [name for name in read - mail if f"`{name}`" not in told]
    assert not [name for name in mail if f"`{name}`" not in told and f"`_{name.removeprefix('EVENHAND_MAIL_')}`" not in told]


def addresses(patterns: Iterable[Any], namespace: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """The name and the address of every page of the site."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from addresses(one.url_patterns, f"{namespace}{one.namespace}:" if one.namespace else namespace, f"{before}{one.pattern}")
        else:
            yield f"{namespace}{one.name}", f"{before}{one.pattern}" or "/"


def test_every_page_of_the_site_stands_in_the_list_once_with_its_address():
    set_up_django()
    from django.urls import get_resolver

    told = re.findall(r"^\| `([\w:-]+)` \| `([^`]+)` \|", (ROOT / "docs/reference/pages.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/pictures").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_shown_by_a_document_and_small(picture: Path):
    assert picture.stat().st_size <= LARGEST_PICTURE_BYTES
    assert [path for path in files(".md") if f"pictures/{picture.name})" in path.read_text(encoding="utf-8")]


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
