"""PNG and JPEG: that the header is one, and how many pixels it unfolds to. The picture itself is not decoded."""

from collections.abc import Iterator
from struct import unpack

from evenhand_web.ledger.uploads.limits import MOST_PIXELS

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_SAVE_AGAIN = "open it in a picture program and save it again"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG that say how large it is
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


def png_problems(content: bytes) -> Iterator[str]:
    """Why this is not a PNG as it should be."""
    chunks = list(_chunks(content))
    if len(content) < 33 or not chunks or chunks[0] != b"IHDR" or chunks[-1] != b"IEND":
        yield f"begins as a PNG picture and does not go on as one: {_SAVE_AGAIN}"
    else:
        yield from _too_many(*unpack(">II", content[16:24]))


def _chunks(content: bytes) -> Iterator[bytes]:
    """The names of its chunks; nothing at all where they do not fill the file exactly."""
    found, place = [], len(PNG)
    while place + 12 <= len(content):
        (length,) = unpack(">I", content[place : place + 4])
        found.append(content[place + 4 : place + 8])
        place += 12 + length
    yield from found if place == len(content) else ()


def jpeg_problems(content: bytes) -> Iterator[str]:
    """Why this is not a JPEG as it should be."""
    size = _jpeg_size(content)
    if size is None:
        yield f"begins as a JPEG picture and does not go on as one: {_SAVE_AGAIN}"
    else:
        yield from _too_many(*size)


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        segment = content[place + 1]
        if segment in _SIZES:
            height, width = unpack(">HH", content[place + 5 : place + 9])
            return width, height
        if segment == 0xFF:
            place += 1
        elif segment in _WITHOUT_LENGTH:
            place += 2
        else:
            place += 2 + unpack(">H", content[place + 2 : place + 4])[0]
    return None


def _too_many(width: int, height: int) -> Iterator[str]:
    if width == 0 or height == 0:
        yield f"is a picture with nothing in it: {_SAVE_AGAIN}"
    elif width * height > MOST_PIXELS:
        yield f"is {width:,} by {height:,} pixels, and a picture may have at most {MOST_PIXELS:,}: save it smaller"
