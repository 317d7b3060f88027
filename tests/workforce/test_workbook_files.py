"""Workbooks as they really arrive: another kind of file, locked, damaged, or made to do harm. Each gets an explained answer, and nothing is read."""

import io
import random
import struct
import time
import zipfile

import pytest

from evenhand.cli import main
from evenhand.workforce import workbook, workbook_cells, workbook_file
from evenhand.workforce.files import UnreadableFile
from evenhand.workforce.reading import NothingToRead, read_exports, read_workbook
from evenhand.workforce.workbook import sheets_of
from evenhand.workforce.workbook_file import LIMIT_PACKED_BYTES, LIMIT_PARTS, LIMIT_UNPACKED_BYTES, parts_of
from tests.workforce.small_trust import a_trust
from tests.workforce.workbooks import made, packed, sheets_of_trust, unpacked

OLDER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def an_archive(*names: str, **options) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, options.get("content", "x"))
    return into.getvalue()


def an_opendocument() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    return into.getvalue()


def with_a_password(data: bytes) -> bytes:
    """The archive with the mark of a password on every part."""
    for start in (b"PK\x03\x04\x14\x00", b"PK\x01\x02\x14\x03\x14\x00"):
        data = data.replace(start + b"\x00\x00", start + b"\x01\x00")
    return data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (b"\r\n \n", "The file is empty"),
        (OLDER, "of an older kind (.xls)"),
        (OLDER + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (with_a_password(an_archive("xl/workbook.xml")), "has a password"),
        (an_opendocument(), "OpenDocument"),
        (an_archive("xl/workbook.bin"), "binary workbook"),
        (an_archive("word/document.xml"), "no workbook"),
        (b"Payroll Number,First Name\n000101,Ben\n", "This is no workbook"),
        (b"PK\x03\x04 and no more", "is damaged"),
        (an_archive("xl/workbook.xml", content="<workbook"), "is damaged"),
        (an_archive("xl/workbook.xml", content="<workbook/>"), "is damaged"),
        (an_archive("xl/workbook.xml", content='<!DOCTYPE a [<!ENTITY b "ccc">]><workbook>&b;</workbook>'), "declares a type of document"),
    ],
)
def test_what_is_no_workbook_that_can_be_read_is_refused_with_the_reason_and_what_to_do(tmp_path, capsys, data, says):
    (tmp_path / "trust.xlsx").write_bytes(data)
    assert main(["check", str(tmp_path / "trust.xlsx")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err and "trust.xlsx: " in printed.err


@pytest.mark.parametrize("name", ["trust.xls", "trust.ods", "trust.xlsm", "TRUST.XLSX"])
def test_a_workbook_is_known_by_what_it_holds_and_not_by_its_ending(tmp_path, name):
    (tmp_path / name).write_bytes(made(sheets_of_trust(a_trust())))
    assert read_exports(tmp_path / name).taken == 2


def test_a_file_cut_short_anywhere_is_refused_in_words():
    whole = made(sheets_of_trust(a_trust()))
    for length in range(4, len(whole) - 1, 211):
        with pytest.raises(NothingToRead):
            read_workbook(whole[:length], "trust.xlsx")


def test_a_part_that_is_not_what_its_checksum_says_is_refused():
    whole = bytearray(made(sheets_of_trust(a_trust())))
    place = whole.index(b"xl/worksheets/sheet1.xml") + 60
    whole[place] ^= 0xFF
    with pytest.raises(UnreadableFile, match="damaged"):
        parts_of(bytes(whole))


@pytest.mark.parametrize(("size", "is_read"), [(LIMIT_PACKED_BYTES, True), (LIMIT_PACKED_BYTES + 1, False)])
def test_workbooks_are_read_up_to_the_limit_of_their_size(tmp_path, size, is_read):
    data = made(sheets_of_trust(a_trust()))
    (tmp_path / "trust.xlsx").write_bytes(padded(data, size))
    if is_read:
        assert read_exports(tmp_path / "trust.xlsx").taken == 2
    else:
        with pytest.raises(NothingToRead, match="holds 17 MB; up to 16 MB are read"):
            read_exports(tmp_path / "trust.xlsx")


def padded(data: bytes, size: int) -> bytes:
    """The workbook with a part that brings it to that size."""
    for filling in (0, size - len(data) - 200):
        into = io.BytesIO(data)
        with zipfile.ZipFile(into, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr("xl/media/picture.png", b"\0" * filling)
        short = size - len(into.getvalue())
    into = io.BytesIO(data)
    with zipfile.ZipFile(into, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/picture.png", b"\0" * (filling + short))
    assert len(into.getvalue()) == size
    return into.getvalue()


def test_a_workbook_of_200_megabytes_gets_an_explained_answer_at_once(tmp_path):
    with (tmp_path / "trust.xlsx").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    began = time.perf_counter()
    with pytest.raises(NothingToRead, match="holds 200 MB"):
        read_exports(tmp_path / "trust.xlsx")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_workbook_may_unpack_to_the_limit_and_no_further(more, is_read):
    parts = unpacked(made(sheets_of_trust(a_trust())))
    filling = LIMIT_UNPACKED_BYTES - sum(map(len, parts.values())) + more
    bomb = packed(parts | {"xl/media/zeros.bin": bytes(filling)})
    assert len(bomb) < 1024 * 1024
    if is_read:
        assert read_workbook(bomb, "trust.xlsx").taken == 2
    else:
        with pytest.raises(NothingToRead, match="would unpack to 65 MB; up to 64 MB are read"):
            read_workbook(bomb, "trust.xlsx")


@pytest.mark.parametrize(("number", "is_read"), [(LIMIT_PARTS, True), (LIMIT_PARTS + 1, False)])
def test_a_workbook_may_have_so_many_parts_and_no_more(number, is_read):
    parts = unpacked(made(sheets_of_trust(a_trust())))
    data = packed(parts | {f"xl/media/{each}.png": b"" for each in range(number - len(parts))})
    if is_read:
        assert read_workbook(data, "trust.xlsx").taken == 2
    else:
        with pytest.raises(NothingToRead, match=f"holds {LIMIT_PARTS + 1} parts"):
            read_workbook(data, "trust.xlsx")


def test_a_part_that_unpacks_to_more_than_the_archive_says_is_refused_before_it_is_unpacked():
    parts = unpacked(made(sheets_of_trust(a_trust())))
    sheet = parts["xl/worksheets/sheet1.xml"]
    data = bytearray(packed(parts | {"xl/worksheets/sheet1.xml": sheet + b" " * 50_000_000}))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the directory
    data[at + 24 : at + 28] = struct.pack("<I", len(sheet))
    with pytest.raises(UnreadableFile, match="damaged"):
        parts_of(bytes(data))


def test_only_what_was_looked_at_reaches_the_reader_of_cells(monkeypatch):
    seen = {}
    monkeypatch.setattr(workbook, "packed", lambda parts: seen.update(parts) or workbook_file.packed(parts))
    parts = unpacked(made(sheets_of_trust(a_trust())))
    sheets_of(packed(parts | {"xl/vbaProject.bin": b"macro", "xl/media/picture.png": b"picture", "customXml/item1.xml": b"<a/>"}))
    assert "xl/worksheets/sheet1.xml" in seen
    assert not {"xl/vbaProject.bin", "xl/media/picture.png", "customXml/item1.xml"} & set(seen)


def a_sheet_reaching(rows: int, columns: str) -> bytes:
    parts = unpacked(made({"far": [["a"]]}))
    text = parts["xl/worksheets/sheet1.xml"].decode()
    far = f'<row r="{rows}"><c r="{columns}{rows}"><v>1</v></c></row></sheetData>'
    return packed(parts | {"xl/worksheets/sheet1.xml": text.replace("</sheetData>", far).encode()})


@pytest.mark.parametrize(("rows", "columns", "is_read"), [(500_000, "B", True), (500_001, "B", False), (1_048_576, "XFD", False)])
def test_sheets_may_reach_over_so_many_cells_and_no_more(rows, columns, is_read):
    data = a_sheet_reaching(rows, columns)
    if is_read:
        (sheet,) = sheets_of(data)
        assert [number for number, _ in sheet.records] == [1, rows]
    else:
        with pytest.raises(UnreadableFile, match="reach over more than 1,000,000 cells, far over the most"):
            sheets_of(data)


@pytest.mark.parametrize("reference", ["A1048577", "XFE1", "a1", "A0", "1", ""])
def test_a_cell_outside_every_sheet_is_damage(reference):
    parts = unpacked(made({"far": [["a"]]}))
    text = parts["xl/worksheets/sheet1.xml"].decode().replace('r="A1"', f'r="{reference}"')
    with pytest.raises(UnreadableFile, match="is damaged"):
        sheets_of(packed(parts | {"xl/worksheets/sheet1.xml": text.encode()}))


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_sheet_may_hold_so_many_elements_and_no_more(monkeypatch, more, is_read):
    parts = unpacked(made({"far": [["a"]]}))
    name = "xl/worksheets/sheet1.xml"
    monkeypatch.setattr(workbook_cells, "LIMIT_ELEMENTS", parts[name].count(b"<") - parts[name].count(b"</") - 1 + 100)
    data = packed(parts | {name: parts[name].replace(b"</sheetData>", b"<row/>" * (100 + more) + b"</sheetData>")})
    if is_read:
        assert sheets_of(data)[0].records == [(1, ["a"])]
    else:
        with pytest.raises(UnreadableFile, match="it holds more than"):
            sheets_of(data)


def test_a_sheet_that_claims_to_be_vast_is_as_large_as_its_cells():
    parts = unpacked(made({"far": [["a"]]}))
    text = parts["xl/worksheets/sheet1.xml"].decode().replace('ref="A1"', 'ref="A1:XFD1048576"')
    (sheet,) = sheets_of(packed(parts | {"xl/worksheets/sheet1.xml": text.encode()}))
    assert sheet.records == [(1, ["a"])]


DAMAGE = [b"<", b">", b'"', b"-1", b"9" * 20, b"&#0;", b"", b"XFD9", b's="99"', b't="s"', b't="d"', b"</c>", b"<v>1e308</v>", b"NaN", b'r="A1"']


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_damaged_inside_there_is_a_reading_or_a_reason(seed):
    chance = random.Random(seed)
    parts = unpacked(made(sheets_of_trust(a_trust())))
    for _ in range(60):
        name = chance.choice([name for name in parts if name.startswith("xl/")])
        content = bytearray(parts[name])
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 4)] = chance.choice(DAMAGE)
        try:
            assert read_workbook(packed(parts | {name: bytes(content)}), "trust.xlsx").taken >= 0
        except NothingToRead as refused:
            assert all(each.says.endswith(".") for each in refused.problems)
