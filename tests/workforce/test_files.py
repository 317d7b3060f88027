"""Files as they really arrive: empty, huge, in another encoding, something else altogether. Each gets an explained answer."""

import os
import time

import pytest

from evenhand.workforce.files import LIMIT_BYTES, UnreadableFile, records, text_of
from evenhand.workforce.reading import NothingToRead, read_exports
from tests.workforce.small_trust import a_trust, written

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_each_encoding(tmp_path, encoding):
    (tmp_path / "list.csv").write_text("Name;Pay\r\nMüller – O’Brien;£5\r\n", encoding=encoding, newline="")
    assert text_of(tmp_path / "list.csv") == "Name;Pay\r\nMüller – O’Brien;£5\r\n"


def test_big_endian_utf_16_is_read_by_its_mark(tmp_path):
    (tmp_path / "list.csv").write_bytes(b"\xfe\xff" + "Zoë".encode("utf-16-be"))
    assert text_of(tmp_path / "list.csv") == "Zoë"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b",,,\n,,,\n", "is empty"),
        (b"PK\x03\x04rest", "workbook or an archive"),
        ("Zoë".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xef\xbb\xbfName\nZo\x00\n", "bytes that no text has"),
        ("\ufeffName\nZo\x00\n".encode("utf-16-le"), "bytes that no text has"),
        (b"Name\nZo\xc3\xab\nZo\xeb\n", "UTF-8 in some places and not in others (first near line 3)"),
        (b"Name\nZo\x81\n", "(near line 2)"),
        (b"\xef\xbb\xbfName\nZo\xeb\n", "(near line 2)"),
        (b"\xff\xfeN\x00\x00\xd8", "cannot be read as utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path, data, says):
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(UnreadableFile) as refused:
        text_of(tmp_path / "list.csv")
    assert says in str(refused.value)


@pytest.mark.parametrize(("size", "is_read"), [(LIMIT_BYTES, True), (LIMIT_BYTES + 1, False)])
def test_files_are_read_up_to_the_limit(tmp_path, size, is_read):
    (tmp_path / "list.csv").write_bytes(b"x" * size)
    if is_read:
        assert len(text_of(tmp_path / "list.csv")) == size
    else:
        with pytest.raises(UnreadableFile, match="files up to 16 MB are read"):
            text_of(tmp_path / "list.csv")


def test_a_file_of_200_megabytes_gets_an_explained_answer_at_once(tmp_path):
    folder = written(tmp_path, a_trust())
    row = b"000101,04/03/2026,05/03/2026,1,Sickness,,\n"
    with (folder / "absences.csv").open("wb") as file:
        file.write(b"Payroll Number,StartDate,EndDate,WorkingDaysLost,AbsenceType,IllnessCategory,Notes\n")
        block = row * (MEGABYTE // len(row))
        while file.tell() < 200 * MEGABYTE:
            file.write(block)
    began = time.perf_counter()
    reading = read_exports(folder)
    assert time.perf_counter() - began < 20
    assert [(each.file, each.leaves_out) for each in reading.problems] == [("absences.csv", "file")]
    assert "holds 200 MB" in reading.problems[0].says
    assert reading.taken == 2 and not reading.is_whole


def test_a_staff_list_of_200_megabytes_leaves_nothing_to_read(tmp_path):
    folder = written(tmp_path, a_trust())
    os.truncate(folder / "staff.csv", 200 * MEGABYTE)
    with pytest.raises(NothingToRead) as refused:
        read_exports(folder)
    assert [(each.file, each.leaves_out) for each in refused.value.problems] == [("staff.csv", "file"), ("people", "file")]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    text = 'Name,Note\n\nBen,"two\nlines"\n"Car"ys,x\nZoë,y\n'
    found = list(records(text, ","))
    assert [(number, cells) for number, cells in found if isinstance(cells, list)] == [(1, ["Name", "Note"]), (3, ["Ben", "two\nlines"]), (5, ["Zoë", "y"])]
    assert [number for number, fault in found if not isinstance(fault, list)] == [4]


def test_an_empty_folder_a_lost_one_a_file_and_a_lost_workbook_hold_nothing_to_read(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "staff.csv").write_text("Payroll Number\n")
    for name, says in [("empty", "is empty"), ("lost", "no such folder"), ("staff.csv", "This is a file"), ("trust.xlsx", "no such workbook")]:
        with pytest.raises(NothingToRead, match=says):
            read_exports(tmp_path / name)


def test_every_list_that_is_missing_is_named_and_the_file_that_comes_nearest(tmp_path):
    trust = a_trust()
    del trust["posts.csv"]
    for row in trust["contracts.csv"]:
        del row["Notice Terms"]
    with pytest.raises(NothingToRead) as refused:
        read_exports(written(tmp_path, trust))
    posts, contracts = refused.value.problems
    assert (posts.file, contracts.file) == ("posts", "contracts")
    assert "It needs columns for post id, school, title" in posts.says
    assert "contracts.csv: It comes nearest to contracts as personnel writes it" in contracts.says
    assert "no column for notice terms (headed Notice Terms)" in contracts.says


def test_a_list_with_headings_and_no_rows_is_nothing_to_read(tmp_path):
    folder = written(tmp_path, a_trust())
    (folder / "staff.csv").write_text((folder / "staff.csv").read_text().splitlines()[0])
    with pytest.raises(NothingToRead, match="headings and no rows"):
        read_exports(folder)


def test_a_heading_that_stands_twice_leaves_the_file_unread(tmp_path):
    folder = written(tmp_path, a_trust() | {"warnings.csv": [{"Payroll Number": "000101", "Level": "Verbal", "Issued": "01/05/2026", "Expires": "01/05/2027"}]})
    warnings = (folder / "warnings.csv").read_text().replace("Expires", "ISSUED ")
    (folder / "warnings.csv").write_text(warnings.replace("Issued,", "Issued,Expires,", 1).replace("2026,", "2026,01/05/2027,", 1))
    problems = read_exports(folder).problems
    assert [(each.file, each.leaves_out) for each in problems] == [("warnings.csv", "file")]
    assert "More than one column is headed Issued" in problems[0].says


def test_other_files_are_named_and_are_no_error(tmp_path):
    folder = written(tmp_path, a_trust() | {"menu.csv": [{"Day": "Monday", "Dish": "Soup"}]})
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    (folder / "plans.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "older").mkdir()
    reading = read_exports(folder)
    assert {each.file: each.says.split(".")[0] for each in reading.not_recognised} == {
        "menu.csv": "No line near its top holds headings that a profile knows",
        "notes.docx": "Only files ending in ",
        "plans.xlsx": "A workbook is read by itself",
    }
    assert reading.is_whole and reading.problems == ()


def test_what_nobody_may_open_is_said_to_be_so(tmp_path, monkeypatch):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        text_of(tmp_path / "gone since the folder was listed.csv")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(NothingToRead, match="The folder cannot be opened"):
        read_exports(tmp_path)
