"""Copying the whole database out and in, by each database's own means."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

from evenhand.canonical.tree import Frontier
from evenhand_web.ledger.models import Head


class CannotCopy(Exception):
    """The database cannot be copied out or in; the message says why and what to do."""


def copy_out(folder: Path) -> tuple[Path, Frontier]:
    """Copy the database into the folder, as of one moment and while others write. The answer is the file, and the edge of the tree that it holds."""
    path = folder / ("ledger.sqlite3" if connection.vendor == "sqlite" else "ledger.pgdump")
    frontier = _sqlite_out(path) if connection.vendor == "sqlite" else _postgresql_out(path)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return path, frontier


def copy_in(path: Path) -> None:
    """Put the copy in the place of an empty database, or of none."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _sqlite_in(path, Path(str(connection.settings_dict["NAME"])))
    else:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={connection.settings_dict['NAME']}", str(path))


def present_edge() -> Frontier:
    """The edge of the tree in the database that is there now; of an empty one where there is none."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return Frontier()
    if Head._meta.db_table not in connection.introspection.table_names():
        return Frontier()
    return _edge_of(Head.objects.get())


def _edge_of(head: Head) -> Frontier:
    return Frontier.restored(head.size, head.frontier)


def _sqlite_out(path: Path) -> Frontier:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy)
        size, frontier = copy.execute("SELECT size, frontier FROM ledger_head").fetchone()
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    finally:
        copy.close()
    return Frontier.restored(size, json.loads(frontier))


def _postgresql_out(path: Path) -> Frontier:
    with _one_moment() as snapshot:
        head = Head.objects.get()
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}", str(connection.settings_dict["NAME"]))
        return _edge_of(head)


@contextmanager
def _one_moment() -> Iterator[str]:
    """A snapshot that pg_dump reads too. It only reads, so that no writer waits for it; this is the one place that asks for another isolation level."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        yield snapshot


def _sqlite_in(copy: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = place.with_name(f".{place.name}.restoring")
    shutil.copyfile(copy, unfinished)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    for left_over in (f"{place}-wal", f"{place}-shm"):
        Path(left_over).unlink(missing_ok=True)
    os.replace(unfinished, place)


def _run(program: str, *arguments: str) -> None:
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {**os.environ, **{name: str(told[key]) for name, key in names.items() if told[key]}}
    outcome = subprocess.run([_path_of(program), *arguments], env=environment, capture_output=True, text=True)
    if outcome.returncode:
        raise CannotCopy(f"{program} ended with {outcome.returncode}: {outcome.stderr.strip()}")


def _path_of(program: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(program) or (str(installed[-1]) if installed else None)
    if found is None:
        raise CannotCopy(f"{program} was not found. Install PostgreSQL's client programs (on Debian: apt-get install postgresql-client).")
    return found
