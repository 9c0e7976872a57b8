"""The project's settings, with what makes tests fast: cheap password hashes, plain static files."""

import os
import tempfile
from pathlib import Path

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The owner's connection that acts as the application's role: what a test makes as the owner (`as_owner`)
# is in the same transaction.
DATABASES["default"] = OWNER_DATABASE | {"WALLED": True}  # noqa: F405
DATABASES["default"]["OPTIONS"].pop("pool")  # noqa: F405  (test databases are dropped at the end)
DATABASES["default"]["OPTIONS"]["assume_role"] = APP_ROLE  # noqa: F405
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # static files where they lie; nothing need be collected first
if "TEST_DATABASE" in os.environ:  # a process that a test starts beside itself
    DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
API_CALLS_FILE = Path(tempfile.gettempdir()) / f"api-calls-{os.getpid()}"  # a count of its own
