"""Which database the environment names, and how it is opened so that what was acknowledged is on disk."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

BUSY_TIMEOUT_SECONDS = 30
# Deleted content is overwritten: erased means erased. WAL lets people read while one writes; FULL flushes every commit.
_SQLITE_AT_FIRST = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON"
# psycopg numbers READ COMMITTED 2. Said aloud, so that no default of the server or role can change it.
_POSTGRESQL_OPTIONS: dict[str, Any] = {"isolation_level": 2}
_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database(named: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for a PostgreSQL connection string or address, or for the path of a SQLite file."""
    return _postgresql(named) if "dbname=" in named or named.startswith(("postgresql:", "postgres:")) else _sqlite(Path(named))


def _sqlite(path: Path) -> dict[str, Any]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": BUSY_TIMEOUT_SECONDS, "init_command": _SQLITE_AT_FIRST}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgresql(connection: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{_NAMES[key]: str(value) for key, value in conninfo_to_dict(connection).items() if key in _NAMES},
        "OPTIONS": dict(_POSTGRESQL_OPTIONS),
    }
