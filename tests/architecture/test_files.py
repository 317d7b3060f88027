"""What no file may hold, and how long a module may be."""

import re
import tomllib

import pytest

from tests.architecture.repository import ROOT, files, texts

LONGEST_MODULE_LINES = 300
LONGEST_TEST_MODULE_LINES = 500  # a list of cases, each read by itself: in halves, nobody sees which one is missing
LONGER_WITH_REASON: dict[str, str] = {}

LOCK_FILES = ["requirements.txt", "requirements-dev.txt", "requirements-library.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
# Written so that this line is not itself a find.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:hom[e]/(?=\w)|(?:roo[t]|User[s]|wor[k]|op[t]|mn[t])/)|[A-Z]:\\User[s]|\.\./share[d]|\.librar[y]")
INDEX_ADDRESS = re.compile(r"file:/[/]|index-ur[l]|find-link[s]|pypi\.or[g]|pythonhosted\.or[g]")


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_file_pins_everything_with_hashes_and_names_no_address(name: str):
    lock = (ROOT / name).read_text()
    requirements = [line for line in lock.replace("\\\n", "").splitlines() if not line.startswith("#")]
    assert requirements
    assert not [line for line in requirements if not (PIN.match(line) and "--hash=sha256:" in line)]
    assert "/" not in lock and "--index" not in lock


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_package_has_one_version_in_every_lock_file(name: str):
    everything = dict(PIN.findall((ROOT / "requirements-dev.txt").read_text()))
    assert dict(PIN.findall((ROOT / name).read_text())).items() <= everything.items()


def test_the_library_needs_three_packages_and_its_tests_no_django():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {re.split(r"[<>=\[]", needed)[0].lower() for needed in project["dependencies"]} == {"cryptography", "pydantic", "pyyaml"}
    assert not re.search("django|psycopg", (ROOT / "requirements-library.txt").read_text())


def test_no_file_names_a_path_of_a_machine_or_the_address_of_an_index():
    forbidden = re.compile(f"{MACHINE_PATH.pattern}|{INDEX_ADDRESS.pattern}|{re.escape(str(ROOT))}/")
    found = [f"{name}: {hit.group()}" for name, text in texts() for hit in forbidden.finditer(text)]
    assert not found, found


@pytest.mark.parametrize("line", ["see /hom" + "e/asha/x", "cd /wor" + "k/main", "--extra-index-ur" + "l x", "from ../share" + "d/law", "C:\\User" + "s\\asha"])
def test_such_a_path_or_address_would_be_found(line: str):
    assert MACHINE_PATH.search(line) or INDEX_ADDRESS.search(line)


def test_a_module_is_short_unless_its_reason_is_written_here():
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in files(".py")}
    long = {name for name, lines in lengths.items() if lines > (LONGEST_TEST_MODULE_LINES if name.startswith("tests/") else LONGEST_MODULE_LINES)}
    assert long == set(LONGER_WITH_REASON), "Split the module, or write in LONGER_WITH_REASON why it is better whole; take out what is short again."


def test_every_module_that_is_imported_was_found():
    found = {path.relative_to(ROOT).as_posix() for path in files(".py")}
    assert {"src/evenhand/cli.py", "tests/architecture/test_files.py"} <= found
    assert not [name for name in found if name.startswith(".venv")]
