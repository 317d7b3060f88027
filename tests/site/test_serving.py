"""`evenhand serve` as somebody types it: what it prepares, what it refuses to start on, and how it ends."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from evenhand.cli import main
from evenhand_web.ledger.models import ActRow
from evenhand_web.serving import serve_command
from evenhand_web.serving.secret_key import secret_key
from tests.site.acting import a_founded_trust
from tests.site.demonstrations import Demonstration, answering, free_port
from tests.site.sites import Site, only_sqlite


class Started(Exception):
    """Stands for the moment at which this process would become the server."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Any]]:
    """What the server would be started with."""
    became: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *told: became.extend(told))
    monkeypatch.setattr(serve_command, "_collect_static_files", lambda: None)
    for name in ("EVENHAND_DEMONSTRATION", "EVENHAND_DATA_DIR", "EVENHAND_SECRET_KEY"):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards, whatever the command makes of it
        monkeypatch.delenv(name)
    monkeypatch.setattr(settings, "DATA", tmp_path)
    yield became


def test_it_serves_the_demonstration_until_it_is_stopped(tmp_path: Path):
    port = free_port()
    command = [sys.executable, "-m", "evenhand.cli", "serve", "--demo", "--port", str(port)]
    environment = Demonstration(tmp_path / "new").environment
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            answering(f"http://localhost:{port}")
            time.sleep(1)  # so that it is at rest: what is asked while it stops is cut short, and said to be
        finally:
            server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=30)[0]
    assert server.returncode == 0, said
    assert f"Evenhand is at http://localhost:{port}/" in said and "First thing to do" in said and "Traceback" not in said


def test_a_browser_is_sent_to_a_copy_of_a_loaded_demonstration(a_served_demonstration: str):
    with urllib.request.urlopen(f"{a_served_demonstration}/") as page:
        assert "Thursday 21 January 2027" in page.read().decode()


@only_sqlite
def test_the_server_gets_an_address_two_workers_and_a_key(a_site: Site, started: list[Any], capsys: pytest.CaptureFixture[str]):
    a_founded_trust()
    port = free_port()
    assert main(["serve", "--port", str(port)]) == 0
    _, arguments, environment = started
    assert arguments[1:5] == ["-m", "gunicorn", "--workers", "2"] and f"127.0.0.1:{port}" in arguments and "--no-control-socket" in arguments
    assert environment["EVENHAND_SECRET_KEY"] == (a_site.keys / "secret-key").read_text().strip()
    assert f"http://localhost:{port}/" in capsys.readouterr().out


@only_sqlite
def test_a_site_is_served_before_its_trust_is_founded(a_site: Site, started: list[Any]):
    assert main(["serve", "--port", str(free_port())]) == 0 and started


@only_sqlite
def test_an_address_of_version_6_is_written_in_brackets(a_site: Site, started: list[Any], capsys: pytest.CaptureFixture[str]):
    port = free_port()
    assert main(["serve", "--host", "::1", "--port", str(port)]) == 0
    assert f"[::1]:{port}" in started[1] and f"http://[::1]:{port}/" in capsys.readouterr().out


@only_sqlite
def test_the_secret_key_is_made_once_and_is_its_owners_alone(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("EVENHAND_SECRET_KEY", raising=False)
    made = secret_key()
    assert len(made) >= 50 and secret_key() == made
    assert stat.S_IMODE((a_site.keys / "secret-key").stat().st_mode) == 0o600
    monkeypatch.setenv("EVENHAND_SECRET_KEY", "the environment's own")
    assert secret_key() == "the environment's own"


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["serve", *arguments]) == 2
    return capsys.readouterr().err


@only_sqlite
def test_a_used_port_is_told(a_site: Site, started: list[Any], capsys: pytest.CaptureFixture[str]):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} cannot be listened on" in refused(capsys, "--port", port)
    assert "choose another with --port" in refused(capsys, "--port", "70000")
    assert not started


@only_sqlite
def test_a_missing_key_is_told(a_site: Site, started: list[Any], capsys: pytest.CaptureFixture[str]):
    a_founded_trust()
    next(a_site.keys.glob("*.pem")).unlink()
    assert "Bring its file back" in refused(capsys, "--port", str(free_port()))
    assert not started


@only_sqlite
def test_a_damaged_record_is_told(a_site: Site, started: list[Any], capsys: pytest.CaptureFixture[str]):
    from django.db import connection

    from evenhand_web.ledger.tree import TREE

    a_founded_trust()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
    ActRow.objects.filter(position=3).update(leaf=b"\0" * 32)
    TREE.__init__()  # type: ignore[misc]  # as a new process would begin
    assert "Restore" in refused(capsys, "--port", str(free_port()))
    assert not started


def test_a_demonstration_is_served_as_one_or_not_at_all(a_demonstration: Demonstration, started: list[Any], capsys: pytest.CaptureFixture[str]):
    settings.DATA = a_demonstration.folder
    assert "This folder holds the demonstration. Add --demo" in refused(capsys, "--port", str(free_port()))
    assert not started


@only_sqlite
def test_no_demonstration_is_made_of_somebodys_record(a_site: Site, started: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    a_founded_trust()
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
    monkeypatch.setattr(settings, "DATA", a_site.keys.parent)
    assert "holds a record that is not the demonstration's" in refused(capsys, "--demo", "--port", str(free_port()))
    monkeypatch.setenv("EVENHAND_DEMONSTRATION", "1")
    assert "Add --demo, or take EVENHAND_DEMONSTRATION out" in refused(capsys, "--port", str(free_port()))
    assert not started
