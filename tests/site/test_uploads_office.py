"""Word and Excel files that people send in: packed so that they do harm, or with something inside that acts, links or hides."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from evenhand_web.ledger.uploads import office
from evenhand_web.ledger.uploads.limits import (
    MEGABYTE,
    MOST_MEMBERS,
    MOST_TIMES_SMALLER,
    SMALL_MEMBER_BYTES,
    size_in_words,
)
from tests.site.sent_files import TYPES, a_bomb, a_document, a_workbook, altered, refused, sent


def test_so_many_members_and_not_one_more():
    own = len(ZipFile(BytesIO(a_document())).namelist())
    assert sent("note.docx", a_bomb({f"m{number}": b"" for number in range(MOST_MEMBERS - own)}))
    (told,) = refused("note.docx", a_bomb({f"m{number}": b"" for number in range(MOST_MEMBERS - own + 1)}))
    assert "has 2,001 files packed inside it, and may have at most 2,000" in told


def test_it_unpacks_to_so_much_and_not_more(monkeypatch: pytest.MonkeyPatch):
    size = sum(member.file_size for member in ZipFile(BytesIO(a_document())).infolist())
    monkeypatch.setattr(office, "MOST_UNPACKED_BYTES", size + 100)
    assert sent("note.docx", a_bomb({"m": b"a" * 100}))
    (told,) = refused("note.docx", a_bomb({"m": b"a" * 101}))
    assert "and may unpack to at most" in told


def packed_to(times: int, size: int) -> bool:
    """Whether a part of that size, which the archive says was packed to so many times less, was packed too well."""
    member = ZipInfo("m")
    member.file_size, member.compress_size = size, size // times
    return office._packed_too_well(member)


def test_a_part_may_be_packed_so_well_and_no_better():
    assert not packed_to(MOST_TIMES_SMALLER, MOST_TIMES_SMALLER * MEGABYTE)
    assert packed_to(MOST_TIMES_SMALLER + 1, (MOST_TIMES_SMALLER + 1) * MEGABYTE)
    assert not packed_to(2 * MOST_TIMES_SMALLER, SMALL_MEMBER_BYTES)
    assert packed_to(2 * MOST_TIMES_SMALLER, SMALL_MEMBER_BYTES + 1)
    assert "packed to less than a 150th" in refused("note.docx", a_bomb({"m": b"\0" * (5 * MEGABYTE)}))[0]


@pytest.mark.parametrize("inside", [b"PK\x03\x04rest", b"\x1f\x8brest", b"Rar!rest", b"7z\xbc\xafrest", b"\xd0\xcf\x11\xe0rest"])
def test_a_packed_file_inside_it_is_refused(inside: bytes):
    assert "has another packed file inside it" in refused("note.docx", a_bomb({"media/image1.png": inside}))[0]


@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "word/../../up", "C:/up", "a\\..\\b"])
def test_a_part_that_would_unpack_elsewhere_is_refused(name: str):
    assert any("unpack somewhere else" in told for told in refused("note.docx", a_bomb({name: b"x"})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_in_it_twice_is_refused():
    held = BytesIO(a_document())
    with ZipFile(held, "a") as archive:
        archive.writestr("WORD/document.xml", b"<other/>")
    assert "the same part packed inside it twice" in refused("note.docx", held.getvalue())[0]


def test_a_locked_document_is_refused():
    content = bytearray(a_document())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    assert "is locked" in refused("note.docx", bytes(content))[0]


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin", "xl/externalLinks/externalLink1.xml"],
)
def test_macros_controls_links_and_embedded_files_are_refused(name: str):
    assert "has a macro, a control, a link or another file inside it" in refused("note.docx", a_bomb({name: b"x"}))[0]


def test_a_macro_under_another_name_is_told_by_its_type():
    content = altered(TYPES, b"</Types>", b'<Override PartName="/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    assert "has a macro" in refused("note.docx", content)[0]
    enabled = altered(TYPES, b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    assert "has a macro" in refused("note.docx", enabled)[0]


def related(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="r99" Type="http://x.example/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return altered("word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


@pytest.mark.parametrize("target", ["https://www.acas.org.uk", "mailto:priya@x.example", "#part-2"])
def test_a_link_that_is_only_clicked_is_taken(target: str):
    assert sent("note.docx", related("hyperlink", target))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://x.example/t.dotm"),
        ("image", "https://x.example/seen.png"),
        ("hyperlink", "file:secret.txt"),
        ("hyperlink", "\\\\x\\y"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(kind: str, target: str):
    assert "fetches something from elsewhere" in refused("note.docx", related(kind, target))[0]


def with_field(*runs: str) -> bytes:
    written = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" if run != "|" else '<w:r><w:fldChar w:fldCharType="end"/></w:r>' for run in runs)
    return with_written(written)


def with_written(paragraph: str) -> bytes:
    return altered("word/document.xml", b"</w:p>", f"{paragraph}</w:p>".encode())


@pytest.mark.parametrize("runs", [("DDEAUTO c:\\\\x",), ("DD", "EAUTO x"), ("PAGE", "|", "DDE x"), ("includepicture x",)])
def test_a_field_that_fetches_is_refused_however_it_is_split(runs: tuple[str, ...]):
    assert "fetches something from elsewhere" in refused("note.docx", with_field(*runs))[0]


def test_a_simple_field_that_fetches_is_refused_and_an_ordinary_one_taken():
    assert "fetches something" in refused("note.docx", with_written('<w:fldSimple w:instr="DDEAUTO x"/>'))[0]
    assert sent("note.docx", with_field(" PAGE ", "|", ' HYPERLINK "https://www.acas.org.uk" '))
    assert sent("note.docx", a_document("We LINK this; DDE is a word."))


def test_xml_that_grows_is_never_read():
    grows = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert "a declaration inside it" in refused("note.docx", a_bomb({"word/part.xml": grows}))[0]
    assert "a declaration inside it" in refused("note.docx", a_bomb({"word/part.bin": grows.decode().encode("utf-16")}))[0]


def test_damage_inside_is_told():
    whole = a_bomb({"word/part.xml": b"<a><b></a>"})
    assert "is damaged inside" in refused("note.docx", whole)[0]
    stored = bytearray(a_bomb({"m": b"an unmistakable text"}, ZIP_STORED))
    stored[stored.find(b"unmistakable")] ^= 1
    assert "is damaged inside" in refused("note.docx", bytes(stored))[0]


def test_all_that_is_wrong_with_an_archive_is_told_at_once():
    told = refused("note.pdf", a_bomb({"word/vbaProject.bin": b"x", "../up": b"x", "big": b"\0" * (5 * MEGABYTE)}))
    assert len(told) == 4


@pytest.mark.parametrize(("cells", "told"), [(("12", "text"), ()), (("=SUM(A2:A3)",), ("pay.xlsx", "has 1 formula,")), (("=1", "=2"), ("has 2 formulas,",))])
def test_formulas_in_a_workbook_are_told(cells: tuple[str, ...], told: tuple[str, ...]):
    says = " ".join(sent("pay.xlsx", a_workbook(*cells)).told)
    assert bool(says) is bool(told) and all(words in says for words in told)


@pytest.mark.parametrize(
    ("table", "number"),
    [
        (b"a,b\n1,-5\n+44 1632 960114,2.5%\n-,x\n", 0),
        (b"a\n=1+1\n", 1),
        (b"a;b\n@x;+cmd|calc\n", 2),
        (b'a,b\n"=HYPERLINK(""x"")",-x\n', 2),
        (b"a\tb\n=1\t2\n", 1),
        (b"", 0),
    ],
)
def test_formulas_in_a_table_are_told(table: bytes, number: int):
    says = " ".join(sent("pay.csv", table or b"x").told)
    assert says.startswith(f"pay.csv ({size_in_words(len(table))}) has {number} cell") if number else says == ""
