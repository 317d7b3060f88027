"""The table of the cache that every process of the site shares: rate limits, and which one-time codes were used, count for all of them together."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
