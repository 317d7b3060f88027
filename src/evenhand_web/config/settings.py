"""Django's settings. What differs between installations comes from the environment; `config.databases` says how a database is named."""

import os
from pathlib import Path

from evenhand_web.config.databases import database

DATA = Path(os.environ.get("EVENHAND_DATA_DIR", "var/site"))

DATABASES = {"default": database(os.environ.get("EVENHAND_DATABASE", str(DATA / "evenhand.sqlite3")))}
# The signing key and the outside log of heads: never in the database, never in its backups.
EVENHAND_KEYS_DIR = Path(os.environ.get("EVENHAND_KEYS_DIR", str(DATA / "keys")))

INSTALLED_APPS = ["evenhand_web.ledger", "evenhand_web.workforce"]
SECRET_KEY = os.environ.get("EVENHAND_SECRET_KEY", "")  # empty until there are pages: Django refuses to sign anything with it
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
