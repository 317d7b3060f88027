"""The database itself refuses to change or drop a reading, as it does an act."""

from importlib import import_module
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_triggers = import_module("evenhand_web.ledger.migrations.0002_nothing_is_changed")
_GUARDED = ("ledger_reading", "a reading is never changed or dropped", None, "t.id = NEW.id")


def guard_readings(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    written = _triggers._on_sqlite if schema_editor.connection.vendor == "sqlite" else _triggers._on_postgresql
    for statement in written(*_GUARDED):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_the_reading_log")]
    operations = [migrations.RunPython(guard_readings)]
