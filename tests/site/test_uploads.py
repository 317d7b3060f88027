"""Files that people send in: what is taken, under which name, and what is refused, with every reason in a sentence that says what to do."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from evenhand_web.ledger import uploads
from evenhand_web.ledger.files import content_of
from evenhand_web.ledger.uploads import UploadRefused
from evenhand_web.ledger.uploads.limits import (
    LARGEST_FILE_BYTES,
    LONGEST_NAME,
    MEGABYTE,
    MOST_ATTACHMENTS,
    MOST_PIXELS,
    size_in_words,
)
from evenhand_web.ledger.uploads.names import cleaned_name
from tests.site.sent_files import a_document, a_pdf, a_photo, a_picture, a_workbook, an_email, refused, sent
from tests.site.sites import Site, only_sqlite

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
