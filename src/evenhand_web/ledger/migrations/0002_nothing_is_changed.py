"""The database itself refuses to change or drop what happened, whoever asks: only a part can be erased, and only once. And the head's one row."""

import secrets
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_ONLY_ERASED = """OLD.content IS NOT NULL AND NEW.content IS NULL AND NEW.salt IS NULL AND NEW.erased_on IS NOT NULL AND NEW.erased_by IS NOT NULL
  AND NEW.position = OLD.position AND NEW.place = OLD.place AND NEW.name = OLD.name AND NEW.audience = OLD.audience AND NEW.commitment = OLD.commitment
  AND coalesce(NEW.about, '') = coalesce(OLD.about, '')"""
_ONLY_GROWS = "NEW.id = OLD.id AND NEW.ledger_id = OLD.ledger_id AND NEW.size >= OLD.size"

# Table; what the refusal says; on UPDATE, what alone is allowed; which row an INSERT would stand in for (SQLite's REPLACE deletes without a trigger).
_GUARDED = [
    ("ledger_actrow", "an act is never changed or dropped", None, "t.position = NEW.position OR (t.matter = NEW.matter AND t.number = NEW.number)"),
    ("ledger_partrow", "a part is never changed or dropped: it can be erased, once", _ONLY_ERASED, "t.position = NEW.position AND t.place = NEW.place"),
    ("ledger_command", "a command is never changed or dropped", None, "t.id = NEW.id"),
    ("ledger_head", "the head only grows", _ONLY_GROWS, "t.id = NEW.id"),
]


def _on_sqlite(table: str, says: str, allowed: str | None, stood_in_for: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    return [
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} {f'WHEN NOT ({allowed})' if allowed else ''} {refuse}",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} t WHERE {stood_in_for}) {refuse}",
    ]


def _on_postgresql(table: str, says: str, allowed: str | None, stood_in_for: str) -> list[str]:
    function = f"{table}_refuses"
    return [
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} FOR EACH ROW {f'WHEN (NOT ({allowed}))' if allowed else ''} EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


def guard_what_happened(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    written = _on_sqlite if schema_editor.connection.vendor == "sqlite" else _on_postgresql
    for guarded in _GUARDED:
        for statement in written(*guarded):
            schema_editor.execute(statement)


def begin(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The head of an empty ledger, which gets its name here."""
    apps.get_model("ledger", "Head").objects.create(id=1, ledger_id=secrets.token_hex(16))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(begin), migrations.RunPython(guard_what_happened)]
