"""The demonstration for a test: loaded once in a run, then a copy of its own for each test that asks; open in this process, or served to a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from evenhand_web.demonstration import loading
from evenhand_web.demonstration.script import people
from tests.site.sites import Site

settings.SECRET_KEY = "known to everybody, as these tests are"
_STARTS_WITHIN_SECONDS = 60
_LOADED: list[Path] = []  # once for the run, however many folders of tests name the fixture


@dataclass(frozen=True)
class Demonstration:
    """A loaded demonstration in a folder of the test's own."""

    folder: Path

    def open(self, monkeypatch: pytest.MonkeyPatch) -> "Demonstration":
        """Have this process be the demonstration, until the test is over."""
        monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
        monkeypatch.setattr(settings, "DATA", self.folder)
        Site("sqlite", str(self.folder / "evenhand.sqlite3"), self.folder / "keys").opened()
        return self

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs to be this demonstration."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
        return {**others, "EVENHAND_DATA_DIR": str(self.folder), "PYTHONPATH": "src"}


def actor(key: str) -> Any:
    """Who the script calls so, as whoever acts."""
    return people().holder(key).actor


def code_of(person: str, matter: str = "CH-2026-01") -> str:
    """The code of an employee in a change."""
    from evenhand.procedure.change.proposing import Affect
    from evenhand.procedure.fold import Dossier
    from evenhand_web.ledger.folds import folded

    affected = Dossier(folded({matter}).matters[matter]).every(Affect)
    return next(str(act.about) for act in affected if act.body.person == person)


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """The folder of a demonstration that was just loaded. To be copied, never opened."""
    if _LOADED:
        return _LOADED[0]
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as monkeypatch, django_db_blocker.unblock():
        Demonstration(folder).open(monkeypatch)
        assert loading.load()
        connections.close_all()
    _LOADED.append(folder)
    return folder


@pytest.fixture
def a_demonstration(loaded_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Demonstration]:
    """A demonstration of the test's own, as it opens, open in this process."""
    shutil.copytree(loaded_once, tmp_path / "demonstration")
    with django_db_blocker.unblock():
        yield Demonstration(tmp_path / "demonstration").open(monkeypatch)
        connections.close_all()


@pytest.fixture
def a_served_demonstration(loaded_once: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration of the test's own, served by a process of its own. For browsers."""
    shutil.copytree(loaded_once, tmp_path / "demonstration")
    port = free_port()
    command = [sys.executable, "-m", "evenhand.cli", "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command, env=Demonstration(tmp_path / "demonstration").environment) as server:
        try:
            yield answering(f"http://localhost:{port}")
        finally:
            server.terminate()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answering(address: str) -> str:
    """The address, once the server there answers."""
    last = time.perf_counter() + _STARTS_WITHIN_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/demonstration/").close()
            return address
        except OSError:
            if time.perf_counter() > last:
                raise
            time.sleep(0.1)
