"""Django's settings. What differs between installations comes from the environment; `config.databases` says how a database is named."""

import os
from pathlib import Path
from typing import Any

from evenhand_web.config.databases import database

SITE = Path(__file__).parent.parent
DATA = Path(os.environ.get("EVENHAND_DATA_DIR", "var/site"))

DATABASES = {"default": database(os.environ.get("EVENHAND_DATABASE", str(DATA / "evenhand.sqlite3")))}
# The signing key and the outside log of heads: never in the database, never in its backups.
EVENHAND_KEYS_DIR = Path(os.environ.get("EVENHAND_KEYS_DIR", str(DATA / "keys")))
EVENHAND_DEMONSTRATION = os.environ.get("EVENHAND_DEMONSTRATION", "") == "1"

INSTALLED_APPS = [
    "evenhand_web.accounts",
    "evenhand_web.ledger",
    "evenhand_web.workforce",
    "evenhand_web.notices",
    "evenhand_web.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "evenhand_web.accounts.sessions.SessionTimes",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "evenhand_web.pages.seats.SeatMiddleware",
]
ROOT_URLCONF = "evenhand_web.config.urls"
WSGI_APPLICATION = "evenhand_web.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(str(folder) for folder in (SITE / "pages").glob("*/templates")) + [str(SITE / "accounts" / "templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "evenhand_web.pages.shell.context.shell",
            ],
            "builtins": ["evenhand_web.pages.shell.words", "evenhand_web.pages.shell.markup"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [SITE / "pages" / "shell" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "evenhand_web.pages.shell.static_files.StaticFiles"},
}
WHITENOISE_USE_FINDERS = True

SECRET_KEY = os.environ.get("EVENHAND_SECRET_KEY", "")  # `evenhand serve` makes one beside the keys where the environment names none
ALLOWED_HOSTS = os.environ.get("EVENHAND_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Rate limits and used one-time codes are kept here, so every process must see the same.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
