"""Plain text, tables as CSV, and e-mails: that they are text, what in a table a spreadsheet would run, and what an e-mail carries."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"[+-]?[\d ,.]*\d%?")
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_HEADERS = ("from", "date")


class Unreadable(Exception):
    """The e-mail is built so that it cannot be taken apart."""


def as_text(content: bytes) -> str | None:
    """What it says, if it is text: in UTF-8, in UTF-16 with its mark, or as Windows writes it; None if it is none."""
    marked = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def told_of_a_table(text: str) -> Iterator[str]:
    """What whoever opens the table should know: cells that a spreadsheet would take for formulas."""
    number = sum(1 for cell in _cells(text) if _may_run(cell))
    if number:
        yield f"has {number} cell{'s' if number > 1 else ''} that a spreadsheet may run as a formula; open it as text to read what it says"


def _may_run(cell: str) -> bool:
    """Whether some spreadsheet takes it for a formula: some pass over blanks before it, some read the signs of East Asian writing as their own."""
    plain = unicodedata.normalize("NFKC", cell)
    begins = plain.lstrip(" \ufeff\u200b")
    return len(begins) > 1 and begins.startswith(_RUNS) and not _NUMBER.fullmatch(begins)


def _cells(text: str) -> Iterator[str]:
    lines = text.splitlines()
    divider = max(",;\t", key=(lines[0] if lines else "").count)
    try:
        for row in csv.reader(lines, delimiter=divider):
            yield from row
    except csv.Error:  # too long a cell: then each line is looked at as it stands
        yield from lines


def is_an_email(content: bytes) -> bool:
    """Whether it begins with the headers of an e-mail."""
    message = BytesParser(policy=policy.default).parsebytes(content, headersonly=True)
    return all(name in message for name in _HEADERS)


def attachments(content: bytes) -> list[tuple[str, bytes | None]]:
    """
    The name and bytes of each file that the e-mail carries; an e-mail inside it, or what cannot be read, without bytes. The message itself is none.

    Raises Unreadable.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        body = message.get_body(preferencelist=("plain", "html"))  # None where the whole of it is a file
        leaves = [part for part in _leaves(message) if part is not body]
        return [_attached(part) for part in leaves if part.get_content_type() != "text/html" or part.get_filename() is not None]
    except Exception as fault:  # Python's parser raises whatever it trips over
        raise Unreadable from fault


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from _leaves(part)  # type: ignore[arg-type]
    else:
        yield message


def _attached(part: EmailMessage) -> tuple[str, bytes | None]:
    payload = None if part.get_content_maintype() == "message" else part.get_payload(decode=True)
    return part.get_filename() or "a part without a name", payload if isinstance(payload, bytes) else None
