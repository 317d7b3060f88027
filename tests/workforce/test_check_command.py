"""`evenhand check`: what it prints, where, and with which exit status."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.workforce.reading import read_exports
from evenhand.workforce.workforce import workforce_rows
from tests.workforce.small_trust import a_trust, reading_of, written
from tests.workforce.test_marram import MARRAM
from tests.workforce.test_other_lists import ABSENCE


def checked(capsys, *arguments: object) -> tuple[int, str, str]:
    status = main(["check", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_everybody_taken_is_status_0(tmp_path, capsys):
    status, out, _ = checked(capsys, written(tmp_path, a_trust()))
    assert status == 0
    assert out.startswith("2 people would be taken with all their contracts; 0 problems.")
    assert "Posts               4, 1 of them vacant" in out


def test_a_single_absence_left_out_is_still_status_0(tmp_path, capsys):
    status, out, _ = checked(capsys, written(tmp_path, a_trust() | {"list.csv": [ABSENCE | {"EndDate": "01/01/2020"}]}))
    assert status == 0
    assert "row left out" in out


def test_somebody_left_out_is_status_1_with_place_reason_and_what_to_do(capsys):
    status, out, err = checked(capsys, MARRAM, "--on", "2026-11-02")
    assert (status, err) == (1, "")
    assert out.startswith("930 people would be taken with all their contracts; 4 people left out; 14 problems.")
    assert "staff.csv     887   Date of Birth            31/02/1980         left out      009901" in out
    assert "31/02/1980 is no day: February 1980 has 29 days." in out
    assert "README.md: Only files ending in" in out
    assert out.rstrip().splitlines()[-1].startswith("Correct what is listed")


def test_json_is_one_document_and_messages_go_elsewhere(capsys):
    status, out, err = checked(capsys, MARRAM, "--json", "--on", "2026-11-02")
    document = json.loads(out)
    assert status == 1
    assert document["taken"] == 930
    assert document["left_out"] == ["009901", "009902", "009903", "009904"]
    first = document["problems"][0]
    assert {key: first[key] for key in ("file", "row", "column", "value")} == {
        "file": "staff.csv",
        "row": 119,
        "column": "Continuous Service Date",
        "value": "01/09/1979",
    }
    assert first["says"].startswith("Continuous Service Date 01/09/1979 is before Date of Birth 14/05/1990.")
    assert {"file", "row", "column", "value", "says"} <= set(document["tidied"][0])
    assert err == "930 people would be taken with all their contracts; 4 people left out; 14 problems.\n"


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_nothing_to_read_is_status_2_with_every_reason(tmp_path, capsys, arguments):
    (tmp_path / "staff.csv").write_bytes(b"")
    status, out, err = checked(capsys, tmp_path, *arguments)
    assert status == 2
    assert all(f"No file lists the {name}" in err for name in ("schools", "posts", "people", "contracts"))
    assert "staff.csv: The file is empty." in err
    if arguments:
        document = json.loads(out)
        assert document["taken"] == 0
        assert [each["file"] for each in document["problems"]] == ["staff.csv", "schools", "posts", "people", "contracts"]
    else:
        assert out == ""


def _denied(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_nobody_may_open_is_status_2(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", _denied)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert main(["check", str(tmp_path)]) == 2
    assert "The folder cannot be opened. Check who may read it." in capsys.readouterr().err


def test_a_folder_within_one_that_nobody_may_open_is_status_2(tmp_path, capsys, monkeypatch):
    source = written(tmp_path, a_trust())
    monkeypatch.setattr(Path, "is_dir", _denied)
    assert main(["check", str(source)]) == 2
    assert "It cannot be looked at: Permission denied. Check who may read the folder that it is in." in capsys.readouterr().err


def test_what_is_no_workbook_is_refused_plainly(tmp_path, capsys):
    (tmp_path / "trust.xlsx").write_bytes(b"PK\x03\x04")
    status, _, err = checked(capsys, tmp_path / "trust.xlsx")
    assert status == 2
    assert "trust.xlsx: The workbook is damaged and cannot be opened." in err


def test_a_profile_that_is_not_there_is_status_2(tmp_path, capsys):
    status, _, err = checked(capsys, written(tmp_path, a_trust()), "--profile", "fenland")
    assert status == 2
    assert "There is no profile fenland." in err


def test_a_day_that_is_none_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["check", str(tmp_path), "--on", "31/02/2026"])
    assert left.value.code == 2
    assert "31/02/2026 is not a day. Write it as 2026-11-02." in capsys.readouterr().err


@pytest.mark.parametrize(("written_on", "rows"), [(datetime(2026, 9, 30, tzinfo=UTC), [2]), (datetime(2026, 10, 1, tzinfo=UTC), [])])
def test_without_a_day_absences_are_compared_with_the_day_the_newest_file_was_written(tmp_path, capsys, written_on, rows):
    folder = written(tmp_path, a_trust() | {"list.csv": [ABSENCE]})
    for path in folder.iterdir():
        os.utime(path, (written_on.timestamp(), written_on.timestamp()))
    _, out, _ = checked(capsys, folder, "--json")
    document = json.loads(out)
    assert document["on"] == written_on.date().isoformat()
    assert [each["row"] for each in document["problems"]] == rows


def test_what_a_terminal_would_obey_is_not_printed(tmp_path, capsys):
    trust = a_trust()
    trust["staff.csv"][0]["School"] = "\x1b[2J\x07Nowhere"
    _, out, _ = checked(capsys, written(tmp_path, trust))
    assert "\x1b" not in out and "\x07" not in out and "Nowhere" in out


def test_a_thousand_problems_are_counted_and_the_first_of_them_shown(tmp_path, capsys):
    trust = a_trust() | {"list.csv": [ABSENCE | {"Payroll Number": f"{number:06}"} for number in range(1001, 2001)]}
    folder = written(tmp_path, trust)
    _, out, _ = checked(capsys, folder)
    assert "1000 problems." in out and "and 800 more: --json lists every one." in out
    assert len(json.loads(checked(capsys, folder, "--json")[1])["problems"]) == 1000


def test_equal_workforces_give_equal_rows_however_the_files_were_written(tmp_path):
    trust = a_trust()
    before = list(workforce_rows(reading_of(tmp_path / "before", trust).workforce))
    trust["contracts.csv"][0]["Annual Salary"] = "£24,790"
    trust["contracts.csv"][0]["FTE"] = "0.80"
    trust["staff.csv"][0]["Date of Birth"] = "1980-05-14"
    trust["staff.csv"].reverse()
    assert list(workforce_rows(reading_of(tmp_path / "after", trust).workforce)) == before


def test_a_changed_fact_changes_one_row_and_rows_are_plain(tmp_path):
    trust = a_trust()
    before = list(workforce_rows(reading_of(tmp_path / "before", trust).workforce))
    trust["contracts.csv"][0]["Annual Salary"] = "24791"
    after = list(workforce_rows(reading_of(tmp_path / "after", trust).workforce))
    ((table, key, value),) = [row for row in after if row not in before]
    assert (table, key, value["annual_salary"], value["starts_on"]) == ("employments", "000101-P1", "24791", "2015-09-01")
    assert json.loads(json.dumps(after)) == [list(row) for row in after]


def test_no_two_rows_of_the_example_have_one_key():
    keys = [(table, key) for table, key, _ in workforce_rows(read_exports(MARRAM).workforce)]
    assert len(keys) == len(set(keys))
