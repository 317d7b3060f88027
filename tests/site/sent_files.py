"""Files as people send them in, made by the test; and what becomes of one that is sent."""

import zlib
from email.message import EmailMessage
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
import xlsxwriter

from evenhand_web.ledger import uploads
from evenhand_web.ledger.uploads import UploadRefused

TYPES = "[Content_Types].xml"


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


def a_bomb(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    held = BytesIO(a_document())
    with ZipFile(held, "a", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()
