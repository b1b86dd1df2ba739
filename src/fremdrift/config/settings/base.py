"""Settings, safe for production as they stand. What an installation chooses comes from the environment."""

import logging
import os
import re
from pathlib import Path

from csp.constants import NONE, SELF

from fremdrift.core.database import address, keys_folder
from fremdrift.core.secrets import keys

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("FREMDRIFT_HOME", ".fremdrift")).resolve()
KEYS = keys(keys_folder(HOME))
DATABASE = address(HOME, KEYS.database)
DATABASE_ROLES = DATABASE.roles
DATABASES = {"default": DATABASE.django(DATABASE_ROLES.app), "owner": DATABASE.django(DATABASE_ROLES.owner)}
DATABASE_ROUTERS = ["fremdrift.config.router.OwnerMigrates"]
LOG_HEADS = keys_folder(HOME) / "log-heads.jsonl"

DEBUG = False
DEMO = False
SECRET_KEY = KEYS.django
ALLOWED_HOSTS = [h for h in os.environ.get("FREMDRIFT_HOSTS", "localhost,127.0.0.1").split(",") if h]
SECURE = os.environ.get("FREMDRIFT_HTTPS", "1") == "1"

INSTALLED_APPS = [
    "fremdrift.access",
    "fremdrift.accounts",
    "fremdrift.rulebook",
    "fremdrift.questionnaires",
    "fremdrift.catalogue",
    "fremdrift.cases",
    "fremdrift.conversations",
    "fremdrift.progression",
    "fremdrift.orders",
    "fremdrift.overview",
    "fremdrift.exchange",
    "fremdrift.web",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "template_partials",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fremdrift.web.shared.middleware.HeadMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fremdrift.web.shared.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fremdrift.web.shared.middleware.NoPageMiddleware",
]
ROOT_URLCONF = "fremdrift.config.urls"
WSGI_APPLICATION = "fremdrift.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "web" / folder / "templates"
            for folder in ("shared", "caseworker", "teamlead", "citizen", "provider", "consultant", "admin")
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "fremdrift.web.shared.context.page",
            ],
            "builtins": [
                "fremdrift.web.shared.templatetags.fremdrift",
                "fremdrift.web.shared.templatetags.cases",
                "fremdrift.web.shared.templatetags.conversations",
                "django.templatetags.i18n",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "signin"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_NAME = "fremdrift"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fremdrift.web.shared.views.csrf_failed"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024  # of a whole form: the largest file that the import takes fits in
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "fremdrift_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "shared" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preload is on whenever HTTPS is; see SECURE
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False


# Whoever reads the server's log must not be able to take an invitation in somebody else's place.
_SECRET = re.compile(r"(/invited/[^/]+/)[^/\s]+")


def _refusal_in_a_line(record: logging.LogRecord) -> bool:
    """Who has refused a request, and where in the code, is no news: its line says which it was."""
    if 400 <= getattr(record, "status_code", 500) < 500:
        record.exc_info = None
        record.args = tuple(_SECRET.sub(r"\1…", arg) if isinstance(arg, str) else arg for arg in record.args or ())
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": _refusal_in_a_line}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["refusals"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
