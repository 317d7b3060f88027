"""Every connection is asked whether a commit is on disk, and refused if not; and the database itself refuses to change what happened."""

import pytest
from django.db import DatabaseError, connection, connections

from evenhand_web.config import databases
from evenhand_web.ledger.durability import NotDurable, problems_with
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.reading import RecordDamaged, problems_of_the_record
from tests.site.acting import a_founded_trust, a_vacancy, attempt, recorded
from tests.site.sites import Site, only_sqlite


def test_every_setting_that_keeps_what_was_acknowledged_is_on(a_site: Site):
    connection.ensure_connection()
    assert problems_with(connection) == []


@only_sqlite
@pytest.mark.parametrize(
    "setting, otherwise",
    [("synchronous = FULL", "synchronous = NORMAL"), ("journal_mode = WAL", "journal_mode = DELETE"), ("secure_delete = ON", "secure_delete = OFF")],
)
def test_a_sqlite_connection_that_could_lose_or_keep_too_much_is_refused(a_site: Site, monkeypatch: pytest.MonkeyPatch, setting: str, otherwise: str):
    monkeypatch.setattr(databases, "_SQLITE_AT_FIRST", databases._SQLITE_AT_FIRST.replace(setting, otherwise))
    a_site.opened()
    with pytest.raises(NotDurable, match=setting.split()[0]):
        Head.objects.get()
    connections.close_all()


@only_sqlite
def test_a_database_in_memory_is_refused(a_site: Site):
    a_site.named = ":memory:"
    a_site.opened()
    with pytest.raises(NotDurable, match="journal_mode = memory"):
        connection.ensure_connection()


@pytest.mark.parametrize("database_named", ["postgresql"], indirect=True)
def test_a_postgresql_connection_that_does_not_wait_for_the_disk_is_refused(a_site: Site):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET synchronous_commit = off")
    a_site.opened()
    with pytest.raises(NotDurable, match="synchronous_commit = off"):
        Head.objects.get()


TAMPERING = [
    "UPDATE ledger_actrow SET number = 99 WHERE position = 8",
    "UPDATE ledger_actrow SET leaf = leaf WHERE position = 8",
    "DELETE FROM ledger_actrow WHERE position = 8",
    "UPDATE ledger_partrow SET name = 'basis' WHERE position = 8 AND place = 0",
    "UPDATE ledger_partrow SET content = salt WHERE position = 8",
    "UPDATE ledger_partrow SET about = 'x', content = NULL, salt = NULL, erased_on = '2026-11-02', erased_by = 8 WHERE position = 8",
    "UPDATE ledger_partrow SET content = NULL, erased_on = '2026-11-02', erased_by = 8 WHERE position = 8",
    "DELETE FROM ledger_partrow WHERE position = 8",
    "UPDATE ledger_command SET actor = 'x'",
    "DELETE FROM ledger_command",
    "UPDATE ledger_head SET size = size - 1",
    "UPDATE ledger_head SET ledger_id = 'x'",
    "DELETE FROM ledger_head",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_database_refuses_to_change_or_drop_what_happened(a_site: Site, statement: str):
    a_founded_trust()
    recorded(a_vacancy("V1"))
    with pytest.raises(DatabaseError, match="never changed or dropped|head only grows"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert problems_of_the_record() == []
    recorded(a_vacancy("V2"))


@only_sqlite
@pytest.mark.parametrize("table", ["actrow", "partrow", "command", "head"])
def test_sqlite_refuses_to_replace_a_row_by_inserting_it(a_site: Site, table: str):
    a_founded_trust()
    with pytest.raises(DatabaseError, match="never changed or dropped|head only grows"), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO ledger_{table} SELECT * FROM ledger_{table} LIMIT 1")


@pytest.mark.parametrize("database_named", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["ledger_actrow", "ledger_partrow", "ledger_command", "ledger_head"])
def test_postgresql_refuses_to_empty_a_table(a_site: Site, table: str):
    a_founded_trust()
    with pytest.raises(DatabaseError, match="never changed or dropped|head only grows"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_part_is_erased_only_once(a_site: Site):
    a_founded_trust()
    erase = "UPDATE ledger_partrow SET content = NULL, salt = NULL, erased_on = '{}', erased_by = 8 WHERE position = 7 AND name = 'body'"
    with connection.cursor() as cursor:
        cursor.execute(erase.format("2026-11-02"))
        assert cursor.rowcount == 1
    with pytest.raises(DatabaseError, match="can be erased, once"), connection.cursor() as cursor:
        cursor.execute(erase.format("2026-11-03"))


def test_bytes_changed_by_whoever_took_the_triggers_away_are_told_and_nothing_is_judged_on_them(a_site: Site):
    a_founded_trust()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_partrow_unchanged" + (" ON ledger_partrow" if connection.vendor == "postgresql" else ""))
        cursor.execute("UPDATE ledger_partrow SET content = salt WHERE position = 7 AND place = 0")
    assert problems_of_the_record() == ["Part 0 of act 7 is not what was committed to."]
    a_site.opened()
    with pytest.raises(RecordDamaged, match="Part 0 of act 7"):
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == 8
