"""PDF files that people send in: with something inside that acts, or packed so that nobody can look."""

import pytest

from evenhand_web.ledger.uploads import pdf
from tests.site.sent_files import a_pdf, packed, refused, sent


@pytest.mark.parametrize(
    "active",
    [
        b"<< /S /JavaScript /JS (app.alert) >>",
        b"<< /S /J#61vaScript >>",
        b"<< /S/Launch /F (calc.exe) >>",
        b"<< /Type /EmbeddedFile >>",
        b"<< /Names << /EmbeddedFiles 3 0 R >> >>",
        b"<< /Subtype /RichMedia >>",
        b"<< /S /Rendition /JS (app.alert) >>",
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
