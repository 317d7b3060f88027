"""A site of a test's own, on SQLite and on PostgreSQL: an empty ledger, a folder of keys, a clock that the test may set."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from evenhand_web.config import clock
from evenhand_web.config.databases import database
from evenhand_web.config.starting import prepare_database
from tests.site.postgres import created_database

DATABASES = ("sqlite", "postgresql")


class Site:
    """Where the test's database and keys are."""

    def __init__(self, kind: str, named: str, keys: Path) -> None:
        self.kind, self.named, self.keys = kind, named, keys

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs to open the same site."""
        return {**os.environ, "EVENHAND_DATABASE": self.named, "EVENHAND_KEYS_DIR": str(self.keys), "PYTHONPATH": "src"}

    def opened(self) -> "Site":
        """Have this process's connections lead here."""
        from django.conf import settings

        from evenhand_web.ledger.folds import FOLDS

        connections.close_all()
        settings.EVENHAND_KEYS_DIR = self.keys
        settings.DATABASES = {"default": database(self.named)}
        connections.settings = connections.configure_settings(settings.DATABASES)
        for opened in connections.all(initialized_only=True):
            del connections[opened.alias]
        FOLDS.forget()
        return self


def point_django_at(named: str, keys: Path) -> Site:
    return Site("sqlite" if not named.startswith("host=") and "dbname=" not in named else "postgresql", named, keys).opened()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, django_db_blocker: Any) -> Callable[[str], str]:
    """By kind of database, one with empty tables to copy."""
    made: dict[str, str] = {}

    def template(kind: str) -> str:
        if kind not in made:
            folder = tmp_path_factory.mktemp("template")
            made[kind] = str(folder / "empty.sqlite3") if kind == "sqlite" else created_database(request.getfixturevalue("postgres"), "evenhand_template")
            with django_db_blocker.unblock():
                point_django_at(made[kind], folder)
                prepare_database()
                connections.close_all()
        return made[kind]

    return template


@pytest.fixture(params=DATABASES)
def database_named(request: pytest.FixtureRequest, templates: Callable[[str], str], tmp_path: Path) -> tuple[str, str]:
    """The kind and the name of an empty database of this test's own; on both kinds, unless the test says otherwise."""
    return request.param, emptied(request.param, templates(request.param), tmp_path, request)


def emptied(kind: str, template: str, folder: Path, request: pytest.FixtureRequest, name: str = "evenhand_test") -> str:
    """A copy of the empty database."""
    if kind == "sqlite":
        path = folder / f"{name}.sqlite3"
        shutil.copy(template, path)
        return str(path)
    server = request.getfixturevalue("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE evenhand_template')  # type: ignore[call-overload]
    return psycopg.conninfo.make_conninfo(server, dbname=name)


@pytest.fixture
def a_site(database_named: tuple[str, str], tmp_path: Path, django_db_blocker: Any) -> Iterator[Site]:
    """An empty site, opened; closed afterwards."""
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    with django_db_blocker.unblock():
        yield Site(*database_named, keys).opened()
        connections.close_all()


only_sqlite = pytest.mark.parametrize("database_named", ["sqlite"], indirect=True)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)
