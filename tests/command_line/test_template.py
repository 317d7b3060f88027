"""`evenhand template`, and what is said where a package that workbooks need is not installed."""

import io
import sys
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.workforce.template import template
from tests.workforce.small_trust import a_trust, written
from tests.workforce.workbooks import filled, small_rows


def test_it_writes_the_workbook_and_says_what_to_do_next(tmp_path, capsys):
    path = tmp_path / "trust.xlsx"
    assert main(["template", str(path)]) == 0
    assert path.read_bytes() == template()
    assert capsys.readouterr().out == f"Written to {path}. Open it and begin with the sheet Read me first; then: evenhand check {path}\n"


def test_a_file_that_is_there_is_left_as_it_is(tmp_path, capsys):
    path = tmp_path / "trust.xlsx"
    path.write_text("three weeks of work")
    assert main(["template", str(path)]) == 2
    assert path.read_text() == "three weeks of work"
    assert f"{path} is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "says"), [("trust.csv", "does not end in .xlsx"), ("trust", "does not end in .xlsx"), ("lost/trust.xlsx", "No such file or directory")]
)
def test_what_cannot_be_written_is_said_and_nothing_is_written(tmp_path, capsys, name, says):
    assert main(["template", str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_of_a_workbook(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(Path, "open", lambda path, mode: OnAFullDisk(path, mode))
    assert main(["template", str(tmp_path / "trust.xlsx")]) == 2
    assert "trust.xlsx cannot be written: No space left on device. Nothing was written." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class OnAFullDisk(io.FileIO):
    """A file that takes a little and then no more."""

    def write(self, content):
        super().write(content[:100])
        raise OSError(28, "No space left on device")


def test_a_filled_template_is_checked_from_the_command_line(tmp_path, capsys):
    (tmp_path / "trust.xlsx").write_bytes(filled(small_rows(tmp_path / "exports", a_trust())))
    assert main(["check", str(tmp_path / "trust.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("2 people would be taken with all their contracts; 0 problems.")


@pytest.mark.parametrize(("words", "package"), [(["template", "new.xlsx"], "xlsxwriter"), (["check", "trust.xlsx"], "python_calamine")])
def test_without_the_package_it_says_what_to_install_and_exports_are_still_read(tmp_path, capsys, monkeypatch, words, package):
    (tmp_path / "trust.xlsx").write_bytes(template())
    written(tmp_path / "exports", a_trust())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, package, None)
    assert main(words) == 2
    needs = f"evenhand {words[0]} needs {package}, which is not installed. Install it with: pip install 'evenhand[workbook]'\n"
    assert capsys.readouterr() == ("", needs)
    assert not (tmp_path / "new.xlsx").exists()
    assert main(["check", "exports"]) == 0
