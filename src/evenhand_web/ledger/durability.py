"""No connection is used on which a commit could be lost that the database says it made."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# What each database must answer, and how that is said to whoever set it up.
_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
_POSTGRESQL = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class NotDurable(ImproperlyConfigured):
    """The database would say 'written' of what is not on disk; the message names each setting, its value and what it must be."""


def watch_connections() -> None:
    """Ask every connection, as it is opened, whether what is committed on it is on disk."""
    connection_created.connect(_require_durable, dispatch_uid="evenhand durability")


def _require_durable(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    if problems := problems_with(connection):
        connection.close()
        raise NotDurable(" ".join(problems))


def problems_with(connection: BaseDatabaseWrapper) -> list[str]:
    """Each setting of the open connection that is not as it must be, as a sentence."""
    ask, wanted = ("PRAGMA", _SQLITE) if connection.vendor == "sqlite" else ("SHOW", _POSTGRESQL)
    problems = []
    with connection.cursor() as cursor:
        for setting, must_be in wanted.items():
            cursor.execute(f"{ask} {setting}")
            (found,) = cursor.fetchone()
            if found != must_be:
                problems.append(f"The database has {setting} = {found}; it must be {must_be}, or what was acknowledged could be lost or never be erased.")
    return problems
