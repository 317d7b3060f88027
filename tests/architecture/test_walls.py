"""The walls stand, and each one would be missed: broken on purpose in a copy, the linter or the interpreter says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT

TOOLS = Path(sys.executable).parent
IMPORT_EVERY_MODULE = """
import sys, pkgutil, importlib
for name in ("django", "psycopg", "evenhand_web"):
    sys.modules[name] = None
import evenhand
for module in pkgutil.walk_packages(evenhand.__path__, "evenhand."):
    importlib.import_module(module.name)
    print(module.name)
"""


def imports_linted(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "300"}
    return subprocess.run([TOOLS / "lint-imports", "--no-cache"], cwd=root, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_walls_stand():
    outcome = imports_linted(ROOT)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    "module, says, wall",
    [
        ("evenhand/canonical/broken.py", "import django", "The library knows nothing"),
        ("evenhand/canonical/broken.py", "import urllib.request", "The library knows nothing"),
        ("evenhand/canonical/broken.py", "import evenhand_web", "The library knows nothing"),
        ("evenhand/canonical/broken.py", "import evenhand.cli", "Within the library"),
        ("evenhand/broken/__init__.py", "", "Within the library"),
        ("evenhand_web/accounts/broken.py", "import evenhand_web.ledger.broken", "Within the site"),
    ],
)
def test_a_broken_wall_is_named(copy: Path, module: str, says: str, wall: str):
    for written, text in {"evenhand_web/ledger/broken.py": "", "evenhand_web/accounts/__init__.py": "", module: says}.items():
        path = copy / "src" / written
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(f"{text}\n")
    outcome = imports_linted(copy)
    assert outcome.returncode == 1
    assert [line for line in outcome.stdout.splitlines() if line.startswith(wall) and line.endswith("BROKEN")], outcome.stdout


def test_every_module_of_the_library_can_be_imported_where_django_cannot():
    outcome = subprocess.run([sys.executable, "-c", IMPORT_EVERY_MODULE], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
    assert {"evenhand.cli", "evenhand.canonical.strict_yaml"} <= set(outcome.stdout.split())


@pytest.mark.parametrize(
    "line",
    [
        "datetime.date.today()",
        "datetime.datetime.now(datetime.UTC)",
        "datetime.datetime.utcnow()",
        "time.time()",
        "yaml.safe_load('10.10')",
    ],
)
def test_the_library_cannot_read_a_clock_or_careless_yaml(line: str):
    text = f'"""A module of the library."""\n\nimport {line.partition(".")[0]}\n\nread = {line}\n'
    command = [TOOLS / "ruff", "check", "--no-cache", "--output-format=concise", "--stdin-filename", "src/evenhand/law/broken.py", "-"]
    outcome = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True)
    assert outcome.returncode == 1 and "TID251" in outcome.stdout, outcome.stdout
