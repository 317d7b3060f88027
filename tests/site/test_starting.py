"""How a site's own files begin."""

from pathlib import Path

import pytest
from django.conf import settings

from evenhand_web.config.databases import database
from evenhand_web.config.starting import prepare_database


def test_a_new_sqlite_file_can_be_read_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "folder" / "ledger.sqlite3"
    monkeypatch.setattr(settings, "DATABASES", {"default": database(str(path))})
    monkeypatch.setattr(settings, "EVENHAND_KEYS_DIR", tmp_path / "keys")
    monkeypatch.setattr("evenhand_web.config.starting.call_command", lambda *_, **__: None)
    prepare_database()
    assert path.stat().st_mode & 0o077 == 0
