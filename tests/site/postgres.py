"""A PostgreSQL of the tests' own: a private folder and socket, every commit flushed to disk, stopped and gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

NAMED = "EVENHAND_TEST_POSTGRES"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The connection string of a server on which the tests may create databases: the one named in the environment, or one started for this run."""
    if os.environ.get(NAMED):
        yield os.environ[NAMED]
    else:
        with private_server() as connection:
            yield connection


@contextmanager
def private_server() -> Iterator[str]:
    """Starts a server that no other machine or user can reach; yields its connection string; stops it and removes its folder."""
    folder = Path(tempfile.mkdtemp(prefix="evenhand-pg-"))
    owner = _unprivileged_owner_of(folder)
    try:
        _run(owner, "initdb", "-D", folder / "data", "--username=evenhand", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
        _run(owner, "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", settings, "-w", "start")
        try:
            yield f"host={folder} user=evenhand dbname=postgres"
        finally:
            _run(owner, "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def created_database(connection: str, name: str) -> str:
    """Creates an empty database of that name, in place of any that stood there; the answer is its connection string."""
    with psycopg.connect(connection, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    return psycopg.conninfo.make_conninfo(connection, dbname=name)


def django_settings(connection: str) -> dict[str, Any]:
    """The same connection as an entry of Django's DATABASES."""
    told = conninfo_to_dict(connection)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {"ENGINE": "django.db.backends.postgresql", **{setting: str(told[key]) for setting, key in named.items() if told.get(key)}}


def _unprivileged_owner_of(folder: Path) -> dict[str, Any]:
    """PostgreSQL will not run as root, so root hands the folder to the account that Debian's package made."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _run(owner: dict[str, Any], program: str, *arguments: str | Path) -> None:
    # The server inherits what it is given, so a pipe would never reach its end: what is said goes to a file.
    with tempfile.TemporaryFile("w+") as said:
        outcome = subprocess.run([_path_of(program), *arguments], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", **owner)
        said.seek(0)
        assert outcome.returncode == 0, f"{program} ended with {outcome.returncode}:\n{said.read()}"


def _path_of(program: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3].split(".")[0]))
    found = shutil.which(program) or (str(installed[-1]) if installed else None)
    assert found, f"PostgreSQL's {program} was not found. Run tests/postgres.sh, or set {NAMED} to the connection string of a server."
    return found
