"""The outside log: every signed head and every erased part's number, in a file beside the keys, outside the database and its backups.

One canonical line for each signing, flushed to disk before anything that it covers is acknowledged. A line that a crash left unfinished covers nothing
that anybody was told of; it is dropped before the next is written.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evenhand.canonical.encoding import decode, encode
from evenhand.canonical.heads import SignedHead

FORMAT = "evenhand outside log 1"
_BLOCK_BYTES = 4096


@dataclass(frozen=True)
class ErasedPart:
    """An erased part's number, and its commitment: after a restore another act may stand at that position."""

    position: int
    place: int
    erased_on: date
    commitment: str


@dataclass(frozen=True)
class Entry:
    """One line: a new head with the parts erased since the one before, or `restored_to`: how many acts a restore left, and the last head they lead to."""

    head: SignedHead | None
    erased: tuple[ErasedPart, ...] = ()
    restored_to: int | None = None

    def line(self) -> bytes:
        """The line as it is written."""
        erased = [[part.position, part.place, part.erased_on.isoformat(), part.commitment] for part in self.erased]
        head = self.head.as_value() if self.head else None
        return encode({"format": FORMAT, "head": head, "erased": erased, "restored_to": self.restored_to}) + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Entry":
        """The entry that a whole line is. Raises ValueError for any other bytes."""
        told: dict[str, Any] = decode(line.removesuffix(b"\n"))
        if told["format"] != FORMAT:
            raise ValueError(f"a line of the outside log was written as {told['format']}, which this version cannot read")
        erased = tuple(ErasedPart(position, place, date.fromisoformat(day), commitment) for position, place, day, commitment in told["erased"])
        return cls(SignedHead.from_value(told["head"]) if told["head"] else None, erased, told["restored_to"])


class OutsideLog:
    """The log in a folder of keys."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "heads.jsonl"
        self._lock_path = folder / "heads.lock"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else signs meanwhile, in this process or another."""
        with self._lock_path.open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def entries(self) -> list[Entry]:
        """Every whole line, in order."""
        lines = self.path.read_bytes().splitlines(keepends=True) if self.path.exists() else []
        return [Entry.from_line(line) for line in lines if line.endswith(b"\n")]

    def last(self) -> Entry | None:
        """The last whole line, or None. Reads only the end of the file."""
        if not self.path.exists():
            return None
        with self.path.open("rb") as file:
            end, tail = file.seek(0, os.SEEK_END), b""
            while end and tail[: tail.rfind(b"\n")].count(b"\n") < 1:
                end, start = max(0, end - _BLOCK_BYTES), end
                file.seek(end)
                tail = file.read(start - end) + tail
        whole = tail[: tail.rfind(b"\n") + 1].splitlines(keepends=True)
        return Entry.from_line(whole[-1]) if whole else None

    def append(self, entry: Entry) -> None:
        """Write the line and have it survive a power cut. Call it under `locked`."""
        is_new = not self.path.exists()
        with self.path.open("ab+") as file:
            _drop_unfinished_line(file)
            file.write(entry.line())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _make_durable(self.path.parent)


def _drop_unfinished_line(file: Any) -> None:
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _BLOCK_BYTES)
        file.seek(start)
        block = file.read(end - start)
        if b"\n" in block:
            file.truncate(start + block.rfind(b"\n") + 1)
            return
        end = start
    file.truncate(0)


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
