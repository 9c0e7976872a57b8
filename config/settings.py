"""Settings: one file over environment variables (shared CONTRACT, "Environment")."""

from pathlib import Path

import environ
import pghistory
import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.database import app_settings, database_settings, owner_settings, replica_settings
from config.logs import configuration
from config.release import release_of
from config.secrets import embedded_secret_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
EMBEDDED = not env("DATABASE_URL", default="")
RELEASE = release_of(BASE_DIR)
DEBUG = env("DEBUG", default="0") == "1"
ISOLATED_NETWORK = env("ISOLATED_NETWORK", default="0") == "1"  # its owner has declared it one

DATABASES = {"default": database_settings(env, VAR_DIR), **replica_settings(env)}
DATABASE_ROUTERS = ["config.replica.Router"] if "replica" in DATABASES else []
OWNER_DATABASE = owner_settings(env, VAR_DIR)
APP_ROLE = app_settings(env, VAR_DIR)["USER"]
SECRET_KEY = env("SECRET_KEY", default="") or (embedded_secret_key(VAR_DIR) if EMBEDDED else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY must be set where DATABASE_URL is")
SECRET_KEY_FALLBACKS = env.list("OLD_SECRET_KEYS", default=[])  # what they sealed still opens
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must be set where DATABASE_URL is")
# The embedded server with nothing set is this machine's own demo: served without TLS.
LOCAL = EMBEDDED and not env("ALLOWED_HOSTS", default="")

INSTALLED_APPS = [
    "communes",
    "accounts",
    "deployment",
    "reports",
    "config.apps.WholeConfig",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_tables2",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "config.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.replica.ReplicaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.headers.DataHeadersMiddleware",
    "config.reading.ReadingMiddleware",
    "accounts.api.access.ApiMiddleware",
    "accounts.signing_in.sessions.SessionLimitsMiddleware",
    "accounts.sight.SightMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signing_in.required.SecondFactorMiddleware",
    "accounts.signing_in.interrupted.SignedInMiddleware",
    "config.trail.TrailMiddleware",
    "accounts.api.repeated.IdempotencyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.errors.OnlySentMiddleware",
    "config.addresses.AddressMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.frame.frame",
            ],
            "builtins": ["config.templatetags.words"],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "accounts.User"
CSRF_FAILURE_VIEW = "config.errors.forbidden"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"
PASSWORD_HASHERS = ["accounts.signing_in.hashing.OneCoreArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.signing_in.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.signing_in.breached.BreachedValidator"},
    {"NAME": "accounts.signing_in.passwords.ContextWordsValidator"},
]
# Signing in (accounts/signing_in): allauth, with names and passwords alone, no sign-up and no mail.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
REQUIRE_MFA = env("REQUIRE_MFA", default="none" if EMBEDDED else "ministry")
if REQUIRE_MFA not in ("none", "ministry", "all"):
    raise ImproperlyConfigured("REQUIRE_MFA is none, ministry or all")
WITHOUT_MFA_BECAUSE = env("WITHOUT_MFA_BECAUSE", default="")  # said where REQUIRE_MFA=none is meant
ACCOUNT_ADAPTER = "accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login_failed": "20/10m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "accounts.signing_in.forms.LoginForm",
    "change_password": "accounts.signing_in.forms.PasswordForm",
    "reauthenticate": "accounts.signing_in.forms.ReauthenticateForm",
}
MFA_ADAPTER = "accounts.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_FORMS = {
    "authenticate": "accounts.signing_in.forms.CodeForm",
    "reauthenticate": "accounts.signing_in.forms.ConfirmCodeForm",
    "activate_totp": "accounts.signing_in.forms.ActivateForm",
    "add_webauthn": "accounts.signing_in.forms.AddKeyForm",
    "edit_webauthn": "accounts.signing_in.forms.RenameKeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if LOCAL else 1

# Mail (accounts/notices): `EMAIL_URL=smtp+tls://name:password@host:587`; unset, mails are printed.
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default="cong-an-xa@localhost")
# Where links in mails lead: the site's own first host, unless said.
SITE_URL = env(
    "SITE_URL",
    default=f"http://127.0.0.1:{env('PORT', default='8000')}" if LOCAL else f"https://{ALLOWED_HOSTS[0]}",
).rstrip("/")

FILE_UPLOAD_HANDLERS = [
    "deployment.importing.arriving.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "deployment.importing.arriving.PassingFile",
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One process each; what is stored carries the data version in its key, so it cannot be stale.
CACHES = {
    "default": {
        "BACKEND": "config.caches.ProcessCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
        "TIMEOUT": 3600,
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "camera",
        "display-capture",
        "fullscreen",
        "geolocation",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not LOCAL else None
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^api/(?!v1/docs/)"]  # programs are refused instead (ApiMiddleware)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "sessionid" if LOCAL else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if LOCAL else "__Host-csrftoken"
LANGUAGE_COOKIE_NAME = "language" if LOCAL else "__Host-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = not LOCAL, True, "Lax"
THEME_COOKIE_NAME = "theme" if LOCAL else "__Host-theme"
POSITION_COOKIE_NAME = "written_up_to" if LOCAL else "__Host-written_up_to"  # config/replica.py
MESSAGE_STORAGE = "config.said.SaidStorage"
SESSION_COOKIE_AGE, SESSION_IDLE = 12 * 3600, 30 * 60

API_CALLS_FILE = VAR_DIR / "api-calls"  # accounts/api/limits.py: one count for all processes
API_IN_ONE_SNAPSHOT = ("/api/v1/reports",)  # sealing: all it reads is of one moment

# History: written by statement triggers, so that bulk writes, raw SQL and COPY are recorded too.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True
PGHISTORY_FIELD = pghistory.Field(db_index=False)
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(
    related_name="events", related_query_name="events", db_index=True
)

PROCRASTINATE_IMPORT_PATHS = ["reports.works", "reports.telling"]  # kinds of work that the worker must know

DJANGO_TABLES2_TEMPLATE = "parts/table.html"
DJANGO_TABLES2_TABLE_ATTRS = {"class": "ledger"}

LOGGING = configuration()
