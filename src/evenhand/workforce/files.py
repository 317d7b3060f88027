"""The text of one export and the records in it, whatever its encoding and delimiter."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

LIMIT_BYTES = 16 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
ROWS_LOOKED_AT_FOR_HEADINGS = 10
_CHARACTERS_LOOKED_AT = 100_000
_MEGABYTE = 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = "The file holds bytes that no text has; it may be UTF-16 without its mark. Save it as CSV in UTF-8."


class UnreadableFile(ValueError):
    """The file cannot be read at all; the message is a sentence saying why and what to do."""


def text_of(path: Path) -> str:
    """
    What the file says: UTF-8 with or without a byte-order mark, UTF-16 with one, or else Windows-1252.

    Raises UnreadableFile for a file that is empty, larger than `LIMIT_BYTES` (the whole of it is held in memory), not text, or in two encodings at once.
    """
    try:
        if (size := path.stat().st_size) > LIMIT_BYTES:
            raise UnreadableFile(
                f"The file holds {size // _MEGABYTE} MB; files up to {LIMIT_BYTES // _MEGABYTE} MB are read. Export fewer columns or years, "
                "or split it into several files with the same headings: they are read as one."
            )
        data = path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(f"The file cannot be opened: {fault.strerror}. Check who may read it.") from fault
    text = _decoded(data)
    if "\x00" in text:
        raise UnreadableFile(_NO_TEXT)
    if not text.strip("\ufeff\r\n\t ;,|"):
        raise UnreadableFile("The file is empty. Export it again, with its headings.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableFile("The file is a workbook or an archive, whatever its name says. Save each of its sheets as CSV.")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    try:
        if encoding:
            return data.decode(encoding)
        if b"\x00" in data:
            raise UnreadableFile(_NO_TEXT)
        return _unmarked(data)
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise UnreadableFile(f"The text cannot be read as {fault.encoding} (near line {line}). Save the file as CSV in UTF-8.") from fault


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        without_faults = data.decode("utf-8", errors="ignore")
        if not without_faults.isascii():
            line = fault.object.count(b"\n", 0, fault.start) + 1
            raise UnreadableFile(f"The file is UTF-8 in some places and not in others (first near line {line}). Export it again, in UTF-8.") from fault
        return data.decode("cp1252")


def first_records(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """The records among which the headings may stand, as each delimiter parts them: the delimiter, the record's number and its cells."""
    for delimiter in DELIMITERS:
        for number, cells in islice(records(text[:_CHARACTERS_LOOKED_AT], delimiter), ROWS_LOOKED_AT_FOR_HEADINGS):
            if not isinstance(cells, csv.Error) and len(cells) > 1:
                yield delimiter, number, cells


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each record with its number, as a spreadsheet numbers rows; a record that breaks the rules of quotation comes as the fault. Blank ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield number, fault
            continue
        if any(cell.strip() for cell in cells):
            yield number, cells
