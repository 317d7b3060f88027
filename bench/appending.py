"""Durable appends through the whole of perform (judged, sealed, signed, written outside) beside bare SQLite inserts of as many bytes, flushed as often."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.measure import Measurement

BATCHES = {"one by one": (1, 200), "in batches of 100": (100, 20)}


def measurements() -> list[Measurement]:
    """Seconds an act takes, over the seconds that a bare insert of its bytes takes, in the same folder and the same run."""
    with TemporaryDirectory() as folder:
        os.environ |= {"EVENHAND_DATABASE": f"{folder}/ledger.sqlite3", "EVENHAND_KEYS_DIR": f"{folder}/keys"}
        append = _a_ledger()
        return [_beside_bare_inserts(name, size, times, append, Path(folder)) for name, (size, times) in BATCHES.items()]


def _a_ledger() -> Callable[[int, str], int]:
    """A founded trust; the function records a batch of that many vacancies and says how many bytes their parts have."""
    from evenhand_web.config.starting import prepare_database

    prepare_database()
    from evenhand_web.ledger.models import PartRow
    from tests.site.acting import a_founded_trust, a_vacancy, recorded

    a_founded_trust()
    recorded(a_vacancy("V0"))
    row_bytes = sum(len(row.content or b"") + 64 for row in PartRow.objects.filter(act__position=PartRow.objects.latest("pk").act_id))

    def append(size: int, name: str) -> int:
        recorded(*(a_vacancy(f"{name}-{place}") for place in range(size)))
        return row_bytes

    return append


def _beside_bare_inserts(name: str, size: int, times: int, append: Callable[[int, str], int], folder: Path) -> Measurement:
    row_bytes = append(size, f"{name} first")
    began = perf_counter()
    for time in range(times):
        append(size, f"{name} {time}")
    ours = perf_counter() - began
    bare = _bare_inserts(folder / f"bare {size}.sqlite3", size, times, row_bytes)
    return Measurement(
        f"durable append, {name}, to bare inserts", ours / bare, "1.0 is a bare insert", f"{size * times:,} acts, {1e6 * ours / size / times:,.0f} us each"
    )


def _bare_inserts(path: Path, size: int, times: int, row_bytes: int) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE act (position INTEGER PRIMARY KEY, content BLOB NOT NULL)")
    rows = [(os.urandom(row_bytes),)] * size
    began = perf_counter()
    for _ in range(times):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO act (content) VALUES (?)", rows)
        connection.execute("COMMIT")
    return perf_counter() - began
