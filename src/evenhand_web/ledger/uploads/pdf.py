"""PDF: that it can be looked through, and has nothing in it that acts, sends or carries another file."""

import re
import zlib
from collections.abc import Iterator

from evenhand_web.ledger.uploads.limits import MOST_UNPACKED_BYTES, size_in_words

BEGINS = b"%PDF-"
_PRINT_AGAIN = "print it to a new PDF and send that"
_ACTIVE = {
    b"JavaScript": "a script",
    b"Launch": "an instruction to start a program",
    b"EmbeddedFile": "another file inside it",
    b"EmbeddedFiles": "another file inside it",
    b"GoToE": "another file inside it",
    b"Rendition": "film or sound that runs",  # its script stands under /JS alone
    b"RichMedia": "film or sound that runs",
    b"XFA": "a form with a program of its own",
    b"SubmitForm": "a form that sends what is typed to somebody",
    b"ImportData": "an instruction to read another file",
}
_NAMED = re.compile(rb"/(" + b"|".join(_ACTIVE) + rb")(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FLATE_ALONE = re.compile(rb"/Filter\s*(\[\s*)?/FlateDecode(?![A-Za-z0-9])\s*(?(1)\])")
_OTHERWISE_PACKED = f"is a PDF packed in a way that Evenhand does not look into: {_PRINT_AGAIN}"
_AT_ONCE = 64 * 1024
_STREAM = re.compile(rb"obj\b((?:(?!\bobj\b|endobj).){0,4000}?)\bstream\r?\n", re.DOTALL)


def pdf_problems(content: bytes) -> Iterator[str]:
    """Why this PDF is not taken. A name can be written with escapes, and objects packed into streams: both are undone before looking."""
    if b"%%EOF" not in content[-2048:]:
        yield "is a PDF that ends too early: save or download it again"
    plain = _plain(content)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", plain):
        yield "is a locked PDF, so nobody can check what is in it: save a copy without a password"
        return
    try:
        found = {_ACTIVE[name] for text in (plain, *_packed_objects(content, plain)) for name in _NAMED.findall(text)}
    except _CannotLook as why:
        yield str(why)
        return
    for what in sorted(found):
        yield f"is a PDF with {what}: {_PRINT_AGAIN}"


class _CannotLook(Exception):
    """Part of the PDF cannot be read, and so not be checked; the message is the problem."""


def _plain(written: bytes) -> bytes:
    """Names as they are read: `#4A` in one stands for `J`."""
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), written)


def _packed_objects(content: bytes, plain: bytes) -> Iterator[bytes]:
    """The objects that stand inside streams, unpacked: up to a limit for all of them."""
    left, seen = MOST_UNPACKED_BYTES, 0
    for begun in _STREAM.finditer(content):
        described = _plain(begun[1])
        if b"/ObjStm" in described:
            seen += 1
            unpacked = _unpacked(described, memoryview(content)[begun.end() :], left)
            left -= len(unpacked)
            yield _plain(unpacked)
    if seen < plain.count(b"/ObjStm"):
        raise _CannotLook(_OTHERWISE_PACKED)


def _unpacked(described: bytes, packed: memoryview, at_most: int) -> bytes:
    """What the stream that begins here holds. Where it is not packed, the raw bytes were looked through already."""
    if not re.search(rb"/F(ilter)?(?![A-Za-z0-9])", described):
        return b""
    if not _FLATE_ALONE.search(described) or b"/Predictor" in described:
        raise _CannotLook(_OTHERWISE_PACKED)
    unpacking, unpacked = zlib.decompressobj(), bytearray()
    try:
        for start in range(0, len(packed), _AT_ONCE):
            unpacked += unpacking.decompress(packed[start : start + _AT_ONCE], at_most + 1)
            if unpacking.eof or unpacking.unconsumed_tail or len(unpacked) > at_most:
                break
    except zlib.error as fault:
        raise _CannotLook(f"is a damaged PDF: {_PRINT_AGAIN}") from fault
    if len(unpacked) > at_most or unpacking.unconsumed_tail:
        raise _CannotLook(f"unpacks to more than {size_in_words(MOST_UNPACKED_BYTES)}, which is the most that a file may: {_PRINT_AGAIN}")
    return bytes(unpacked)
