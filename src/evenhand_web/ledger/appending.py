"""Writing a judged batch under the locked head: acts, parts with fresh salts, index rows and the head, all or nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from evenhand.canonical.commitment import commitment, new_salt
from evenhand.canonical.leaf import act_leaf
from evenhand.canonical.tree import Frontier
from evenhand.procedure.acts import Act
from evenhand.procedure.judge import Judged
from evenhand_web.ledger.models import Command, Head, IndexRow

_ACT = "INSERT INTO ledger_actrow (position, matter, number, leaf, command_id) VALUES (%s, %s, %s, %s, %s)"
_PART = "INSERT INTO ledger_partrow (position, place, name, audience, about, salt, content, commitment) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"


class WrongIsolation(Exception):
    """The transaction was not opened as the ledger's proofs ask for."""


def locked_head() -> Head:
    """The head, held against every other writer until the transaction ends.

    SQLite took its one write lock with BEGIN IMMEDIATE. PostgreSQL locks the row, and READ COMMITTED gives each statement after it a fresh snapshot, so
    that the tail read next is whole. At a stricter level the snapshot would be of before the wait.
    """
    if connection.vendor == "sqlite":
        return Head.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        (level,) = cursor.fetchone()
    if level != "read committed":
        raise WrongIsolation(f"The ledger is written at READ COMMITTED, and this transaction is at {level}. Take the other level out of the settings.")
    return Head.objects.select_for_update().get()


def append(judged: Sequence[Judged], *, head: Head, command: Command, now: datetime) -> None:
    """Write the batch after the head, and move the head."""
    frontier = Frontier.restored(head.size, head.frontier)
    acts, parts = [], []
    for one in judged:
        rows = list(_part_rows(one))
        leaf = act_leaf([row[-1] for row in rows])
        frontier.append(leaf)
        acts.append((one.act.position, one.act.matter, one.act.number, leaf, command.id))
        parts += rows
    command.save(force_insert=True)
    _insert(_ACT, acts)
    _insert(_PART, parts)
    IndexRow.objects.bulk_create([index_row(one.act) for one in judged])
    head.size, head.frontier, head.last_recorded_at = frontier.size, frontier.hashes, now
    head.save(force_update=True)


def index_row(act: Act[Any]) -> IndexRow:
    """Where the act is found."""
    return IndexRow(position=act.position, matter=act.matter, kind=act.kind.name, about=act.about, happened_on=act.happened_on, bears=act.kind.bears)


def _part_rows(one: Judged) -> Iterator[tuple[Any, ...]]:
    for place, part in enumerate(one.parts()):
        salt, content = new_salt(), part.content()
        yield one.act.position, place, part.name, part.audience.value, part.about, salt, content, commitment(salt, content)


def _insert(statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Many rows by one prepared statement: a batch of a hundred acts has over a thousand parts, and making a model of each is most of the time."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
