"""Files that people send in: what is taken, under which name, and what is refused, with every reason in a sentence that says what to do."""

import zlib
from email.message import EmailMessage
from io import BytesIO
from struct import pack
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
import pytest
import xlsxwriter

from evenhand_web.ledger import uploads
from evenhand_web.ledger.files import content_of
from evenhand_web.ledger.uploads import UploadRefused, office, pdf
from evenhand_web.ledger.uploads.limits import (
    LARGEST_FILE_BYTES,
    LONGEST_NAME,
    MEGABYTE,
    MOST_ATTACHMENTS,
    MOST_MEMBERS,
    MOST_PIXELS,
    MOST_TIMES_SMALLER,
    SMALL_MEMBER_BYTES,
    size_in_words,
)
from evenhand_web.ledger.uploads.names import cleaned_name
from tests.site.sites import Site, only_sqlite


def sent(name: str, content: bytes) -> uploads.Upload:
    file = BytesIO(content)
    file.name = name
    return uploads.checked(file)


def refused(name: str, content: bytes) -> list[str]:
    with pytest.raises(UploadRefused) as refusal:
        sent(name, content)
    return list(refusal.value.problems)


def a_document(text: str = "A note of the meeting.") -> bytes:
    held, made = BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(held)
    return held.getvalue()


def a_workbook(*cells: str) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cell in enumerate(cells):
            sheet.write(row, 0, cell)
    return held.getvalue()


def altered(member: str, old: bytes, new: bytes) -> bytes:
    """A document in one part of which one text stands in the place of another, once."""
    held = BytesIO()
    with ZipFile(BytesIO(a_document())) as before, ZipFile(held, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != member or old in content
            after.writestr(name, content.replace(old, new, 1) if name == member else content)
    return held.getvalue()


def a_picture(width: int = 4, height: int = 3) -> bytes:
    def chunk(name: bytes, held: bytes) -> bytes:
        return pack(">I", len(held)) + name + held + pack(">I", zlib.crc32(name + held))

    rows = zlib.compress(b"\0" * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_photo(width: int = 4, height: int = 3) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xff\xc0\x00\x0b\x08" + pack(">HH", height, width) + b"\x01\x01\x11\x00" + b"\xff\xd9"


def a_pdf(*objects: bytes) -> bytes:
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *objects), start=1))
    return b"%PDF-1.7\n" + numbered + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def packed(objects: bytes, described: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", level: int = 9) -> bytes:
    return b"<< " + described + b" >>\nstream\n" + zlib.compress(objects, level) + b"\nendstream"


def an_email(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = "a@x.example", "b@x.example", "Mon, 02 Nov 2026 09:00:00 +0000", "Our meeting"
    message.set_content("As agreed.")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


TYPES = "[Content_Types].xml"
TAKEN = {
    "pdf": (a_pdf(), "application/pdf"),
    "docx": (a_document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (a_workbook("12"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "png": (a_picture(), "image/png"),
    "jpg": (a_photo(), "image/jpeg"),
    "jpeg": (a_photo(), "image/jpeg"),
    "txt": ("It’s agreed.\r\n".encode("cp1252"), "text/plain"),
    "csv": (b"Name,Posts\nAvocet High,3\n", "text/csv"),
    "eml": (an_email(("note.pdf", a_pdf())), "message/rfc822"),
}


@pytest.mark.parametrize("ending", TAKEN)
def test_each_type_is_told_by_its_content_and_taken(ending: str):
    content, media_type = TAKEN[ending]
    taken = sent(f"The note.{ending.upper()}", content)
    assert (taken.name, taken.content, taken.media_type, taken.told) == (f"The note.{ending.upper()}", content, media_type, ())


@only_sqlite
def test_what_is_taken_is_kept_by_commitment(a_site: Site):
    evidence = uploads.keep(sent("note.pdf", a_pdf()))
    assert evidence.name == "note.pdf" and content_of(evidence) == a_pdf()


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "png", "jpg", "eml"])
def test_a_name_that_says_another_type_than_the_content_is_refused(ending: str):
    (told,) = refused("note.txt" if ending != "eml" else "note.pdf", TAKEN[ending][0])
    assert "give its name the ending" in told


@pytest.mark.parametrize(("named", "kept"), [("note", "note.pdf"), ("note.exe", "note.exe.pdf"), ("Minutes of 2.11", "Minutes of 2.11.pdf")])
def test_an_ending_that_is_no_type_is_left_and_the_right_one_put_behind_it(named: str, kept: str):
    assert sent(named, a_pdf()).name == kept


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00\x03\x00", b"\x7fELF\x02\x01", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"GIF89a\x01\x00", b"\x1f\x8b\x08\x00", b" %PDF-1.7\x00"]
)
def test_other_types_are_refused_whatever_they_are_called(content: bytes):
    assert refused("note.pdf", content)[0].startswith(f"note.pdf ({len(content)} bytes) is not of a type that is taken: send a PDF")


def test_an_archive_that_is_no_document_is_refused():
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "not of a type that is taken" in refused("note.docx", held.getvalue())[0]
    assert "not of a type that is taken" in refused("note.docx", b"PK\x03\x04 and no more")[0]


def test_an_empty_file_is_refused():
    assert refused("note.txt", b"") == ["note.txt (0 bytes) is empty, so there is nothing to keep: choose the file again, or save it again first."]


def test_a_file_may_have_so_many_bytes_and_not_one_more():
    assert sent("note.txt", b"a" * LARGEST_FILE_BYTES)
    assert refused("note.txt", b"a" * (LARGEST_FILE_BYTES + 1)) == [
        "note.txt (20 MB) is larger than the 20 MB that a file may have: save it smaller, or send it in parts."
    ]


def test_of_a_file_that_is_too_large_its_own_size_is_told_and_no_more_of_it_is_read():
    class Large:
        name, size, asked = "film.pdf", 900 * MEGABYTE, 0

        def read(self, size: int = -1, /) -> bytes:
            self.asked += size
            return b"%PDF-" + b" " * (size - 5)

    file = Large()
    with pytest.raises(UploadRefused, match=r"film.pdf \(900 MB\) is larger than the 20 MB"):
        uploads.checked(file)
    assert file.asked == LARGEST_FILE_BYTES + 1


@pytest.mark.parametrize(("size", "words"), [(1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (MEGABYTE, "1 MB"), (int(2.45 * MEGABYTE), "2.4 MB")])
def test_a_size_is_said_in_words(size: int, words: str):
    assert size_in_words(size) == words


# Names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("note.pdf", "note.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Dana\\note.pdf", "note.pdf"),
        ("no\u202efdp.exe", "nofdp.exe"),
        ("no\u200bte\x00\x07.pdf", "note.pdf"),
        ("note\r\nSet-Cookie: a.pdf", "note Set-Cookie_ a.pdf"),
        ('a<b>c:"d|e?f*.pdf', "a_b_c__d_e_f_.pdf"),
        ("..", "file"),
        ("", "file"),
        ("...note.pdf. . ", "note.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("concert.pdf", "concert.pdf"),
        ("Cafe\u0301 – añadir.pdf", "Café – añadir.pdf"),
    ],
)
def test_a_name_is_cleaned(given: str, kept: str):
    assert cleaned_name(given) == kept


def test_a_long_name_is_shortened_and_keeps_its_ending():
    whole = "a" * (LONGEST_NAME - 4) + ".pdf"
    assert cleaned_name(whole) == whole
    assert cleaned_name("a" + whole) == whole
    assert cleaned_name("a" * 200) == "a" * LONGEST_NAME
    assert cleaned_name("a." + "b" * 200) == ("a." + "b" * 200)[:LONGEST_NAME]


# Word and Excel


def a_bomb(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    held = BytesIO(a_document())
    with ZipFile(held, "a", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


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
        ("hyperlink", "file:///etc/passwd"),
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


# PDF


@pytest.mark.parametrize(
    "active",
    [
        b"<< /S /JavaScript /JS (app.alert) >>",
        b"<< /S /J#61vaScript >>",
        b"<< /S/Launch /F (calc.exe) >>",
        b"<< /Type /EmbeddedFile >>",
        b"<< /Names << /EmbeddedFiles 3 0 R >> >>",
        b"<< /Subtype /RichMedia >>",
        b"<< /AcroForm << /XFA 3 0 R >> >>",
        b"<< /S /SubmitForm >>",
        b"<< /S /ImportData >>",
        b"<< /S /GoToE >>",
    ],
)
def test_what_acts_or_carries_another_file_is_refused_in_the_open_and_packed(active: bytes):
    for content in (a_pdf(active), a_pdf(packed(active)), a_pdf(packed(active, b"/Type/ObjStm/N 1/First 4/Filter[/FlateDecode]"))):
        (told,) = refused("note.pdf", content)
        assert "is a PDF with " in told and told.endswith("print it to a new PDF and send that.")


def test_a_packed_pdf_with_nothing_of_the_kind_is_taken():
    assert sent("note.pdf", a_pdf(packed(b"<< /Type /Page /JavaScripts 1 >>"), b"<< /Length 3 >>\nstream\nabc\nendstream"))


@pytest.mark.parametrize(
    "described",
    [
        b"/Type /ObjStm /Filter /LZWDecode",
        b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]",
        b"/Type /ObjStm /Filter 9 0 R",
        b"/Type /ObjStm /F (elsewhere.bin)",
        b"/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
        b"/Type /ObjStm /Filter /FlateDecode " + b" " * 5000,
    ],
)
def test_objects_packed_so_that_nobody_can_look_into_them_are_refused(described: bytes):
    assert "packed in a way" in refused("note.pdf", a_pdf(packed(b"<< /S /JavaScript >>", described)))[0]


def test_objects_in_a_stream_that_is_not_packed_are_seen():
    assert "a script" in refused("note.pdf", a_pdf(b"<< /Type /ObjStm >>\nstream\n<< /S /JavaScript >>\nendstream"))[0]


def test_damaged_objects_are_refused():
    assert "is a damaged PDF" in refused("note.pdf", a_pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot packed\nendstream"))[0]


def test_the_objects_of_a_pdf_unpack_to_so_much_and_not_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "MOST_UNPACKED_BYTES", 300)
    assert sent("note.pdf", a_pdf(packed(b" " * 150), packed(b" " * 150)))
    assert "unpacks to more than" in refused("note.pdf", a_pdf(packed(b" " * 150), packed(b" " * 151)))[0]
    assert "unpacks to more than" in refused("note.pdf", a_pdf(packed(b" " * 10_000_000)))[0]


def test_a_locked_pdf_is_refused_and_one_that_ends_too_early():
    assert "is a locked PDF" in refused("note.pdf", a_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"))[0]
    assert sent("note.pdf", a_pdf(b"<< /EncryptMetadata true >>"))
    assert "ends too early" in refused("note.pdf", a_pdf()[:-7])[0]


# Pictures


@pytest.mark.parametrize("picture", [("png", a_picture), ("jpg", a_photo)])
def test_a_picture_may_have_so_many_pixels_and_not_one_more(picture: tuple[str, Any]):
    ending, made = picture
    assert sent(f"photo.{ending}", made(10_000, MOST_PIXELS // 10_000))
    (told,) = refused(f"photo.{ending}", made(10_000, MOST_PIXELS // 10_000 + 1))
    assert "is 10,000 by 10,001 pixels, and a picture may have at most 100,000,000: save it smaller" in told


@pytest.mark.parametrize(
    "content",
    [
        a_picture()[:-12],
        a_picture() + b"PK\x03\x04",
        a_picture().replace(b"IHDR", b"IHDX"),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xd9" + b"\0" * 20,
        a_photo()[:12],
        b"\xff\xd8\xff\xe0\x00\x10",
    ],
)
def test_what_only_begins_as_a_picture_is_refused(content: bytes):
    assert "does not go on as one" in refused("photo", content)[0]


def test_a_picture_of_nothing_is_refused():
    assert "with nothing in it" in refused("photo.png", a_picture(0, 5))[0]
    assert "with nothing in it" in refused("photo.jpg", a_photo(5, 0))[0]


# Text and e-mail


@pytest.mark.parametrize("content", ["Größe, naïve".encode(), "Größe".encode("utf-16"), "\ufeffGröße".encode(), b"It\x92s", b"a\tb\r\n\x0c"])
def test_text_is_taken_in_the_ways_in_which_it_is_written(content: bytes):
    assert sent("note.txt", content).media_type == "text/plain"


@pytest.mark.parametrize("content", [b"a\x00b", b"a\x1bb", b"a\x81b", b"\xff\xfea", b"a\x7f"])
def test_what_is_not_text_is_not_taken_for_it(content: bytes):
    assert "not of a type that is taken" in refused("note.txt", content)[0]


def test_what_an_email_carries_is_looked_through_too():
    told = refused("mail.eml", an_email(("note.pdf", a_pdf(b"<< /S /JavaScript >>")), ("tool.exe", b"MZ\x90\x00"), ("fine.png", a_picture())))
    assert len(told) == 2
    assert "carries note.pdf" in told[0] and "which is a PDF with a script" in told[0]
    assert "carries tool.exe (4 bytes), which is not of a type" in told[1]


def test_an_email_within_an_email_is_refused():
    inner = b'Content-Type: message/rfc822\nContent-Disposition: attachment; filename="in.eml"\n\nFrom: a@x.example\nDate: x\n\nHi\n'
    head = b"From: a@x.example\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=sep\n\n"
    assert "cannot be looked into" in refused("mail.eml", head + b"--sep\n" + inner + b"--sep--\n")[0]
    assert "carries in.eml" in refused("mail.eml", an_email(("in.eml", an_email())))[0]


def test_an_email_carries_so_many_files_and_not_one_more():
    assert sent("mail.eml", an_email(*[(f"{number}.txt", b"x") for number in range(MOST_ATTACHMENTS)]))
    (told,) = refused("mail.eml", an_email(*[(f"{number}.txt", b"x") for number in range(MOST_ATTACHMENTS + 1)]))
    assert "carries 51 files, and an e-mail may carry at most 50" in told


def test_an_email_without_its_headers_is_none():
    assert "does not begin as one" in refused("mail.eml", b"Dear Priya,\n\nAs agreed.\n")[0]


def test_an_email_nested_beyond_reason_is_refused_and_breaks_nothing():
    head = b"From: a@x.example\nDate: x\nMIME-Version: 1.0\n"
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(3000))
    assert "cannot be looked into" in refused("mail.eml", head + nested)[0]
