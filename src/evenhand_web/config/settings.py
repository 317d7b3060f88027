"""Django's settings. What differs between installations comes from the environment; `config.databases` says how a database is named, and
docs/reference/security.md why what stands here about security is as it is."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from evenhand_web.config.databases import database

SITE = Path(__file__).parent.parent
DATA = Path(os.environ.get("EVENHAND_DATA_DIR", "var/site"))

DATABASES = {"default": database(os.environ.get("EVENHAND_DATABASE", str(DATA / "evenhand.sqlite3")))}
# The signing key and the outside log of heads: never in the database, never in its backups.
EVENHAND_KEYS_DIR = Path(os.environ.get("EVENHAND_KEYS_DIR", str(DATA / "keys")))
EVENHAND_ADDRESS = os.environ.get("EVENHAND_ADDRESS", "")  # the site's front page, as letters and e-mails give it
EVENHAND_CONTACT = os.environ.get("EVENHAND_CONTACT", "")  # whom pages name for questions, with a telephone number or an address
EVENHAND_DEMONSTRATION = os.environ.get("EVENHAND_DEMONSTRATION", "") == "1"

INSTALLED_APPS = [
    "evenhand_web.accounts",
    "evenhand_web.ledger",
    "evenhand_web.workforce",
    "evenhand_web.notices",
    "evenhand_web.pages",
    "evenhand_web.demonstration",
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
    "csp.middleware.CSPMiddleware",  # above WhiteNoise: styles and pictures carry it too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "evenhand_web.accounts.headers.Headers",
    "evenhand_web.accounts.sessions.SessionTimes",
    "evenhand_web.accounts.typed.TypedText",
    "evenhand_web.accounts.requiring.SignInRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "evenhand_web.pages.seats.SeatMiddleware",
    "evenhand_web.accounts.requiring.SecondFactorRequired",
]
ROOT_URLCONF = "evenhand_web.config.urls"
WSGI_APPLICATION = "evenhand_web.config.wsgi.application"

# Sign-in (evenhand_web.accounts): a password, and for whoever holds an office a second factor.
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"evenhand_web.accounts.passwords.{rule}"} for rule in ("LongEnough", "NotACommonOne", "NotLikeHerName")]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "public:start"  # which leads whoever is signed in to her own first page
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "evenhand_web.accounts.adapters.SignIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth reads here that a password is asked for
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or sooner
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a whole school may stand behind one address
    "login_failed": "30/m/ip,5/5m/key",
    "accept_invitation": "60/5m/ip",
    "change_password": "5/5m/user",
    "reauthenticate": "5/5m/user",
}
ACCOUNT_FORMS = {
    "login": "evenhand_web.accounts.forms.SignIn",
    "reauthenticate": "evenhand_web.accounts.forms.Again",
    "change_password": "evenhand_web.accounts.forms.Change",
}
MFA_ADAPTER = "evenhand_web.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_FORMS = {
    "authenticate": "evenhand_web.accounts.forms.Code",
    "activate_totp": "evenhand_web.accounts.forms.FirstCode",
    "generate_recovery_codes": "evenhand_web.accounts.forms.NewCodes",
    "add_webauthn": "evenhand_web.accounts.forms.NewPasskey",
}

# Over https everywhere but in the demonstration, which runs over http on localhost.
SECURE = not EVENHAND_DEMONSTRATION
_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, TYPED_COOKIE_NAME = f"{_PREFIX}session", f"{_PREFIX}csrf", f"{_PREFIX}typed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # evenhand_web.accounts.sessions ends it sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "evenhand_web.accounts.requiring.form_came_too_late"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The proxy that ends https says so; without one named, nothing that a client sends is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("EVENHAND_PROXIES", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{source: [SELF] for source in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")},
        **{source: [NONE] for source in ("object-src", "frame-ancestors", "base-uri")},
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of a form, files apart; a file's own limit stands where it is taken in
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 60  # a folder of exports is sent in at once
FILE_UPLOAD_PERMISSIONS = 0o600

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
                "evenhand_web.accounts.sessions.times",
                "evenhand_web.pages.shell.context.shell",
            ],
            "builtins": ["evenhand_web.pages.shell.words", "evenhand_web.pages.shell.markup", "evenhand_web.pages.steps.words"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [SITE / "pages" / "shell" / "static", SITE / "accounts" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # what packages bring along is not served
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "evenhand_web.pages.shell.static_files.StaticFiles"},
}
WHITENOISE_USE_FINDERS = True

DEBUG = False
# Where no mail server is named, mail is written to a folder.
EMAIL_HOST = os.environ.get("EVENHAND_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EVENHAND_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EVENHAND_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EVENHAND_MAIL_PASSWORD", "")
EMAIL_USE_TLS = bool(EMAIL_HOST_USER)
EMAIL_TIMEOUT = 10  # seconds
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("EVENHAND_MAIL_FROM", "evenhand@localhost")

# `evenhand serve` makes one beside the keys where the environment names none.
_MADE = EVENHAND_KEYS_DIR / "secret-key"
SECRET_KEY = os.environ.get("EVENHAND_SECRET_KEY") or (_MADE.read_text().strip() if _MADE.is_file() else "")
ALLOWED_HOSTS = os.environ.get("EVENHAND_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Rate limits and used one-time codes are kept here, so every process must see the same.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
