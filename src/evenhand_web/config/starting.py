"""How a command of the site starts: Django set up once, folders there, the database in the form that this version writes."""

import os
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def set_up_django() -> None:
    """Read the settings and load the models; does nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_web.config.settings")
    if not apps.ready:
        django.setup()


def prepare_database() -> None:
    """Make the folders of keys and data, and bring the database to the form that this version writes."""
    set_up_django()
    settings.EVENHAND_KEYS_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = settings.DATABASES["default"]
    if told["ENGINE"].endswith("sqlite3"):
        path = Path(told["NAME"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # staff records: for nobody else on this machine. SQLite gives the files beside it the same mode.
    call_command("migrate", verbosity=0)
