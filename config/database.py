"""Which database: the server of `DATABASE_URL`, or the embedded one under `VAR_DIR`."""

from pathlib import Path
from typing import Any

import environ

from config.embedded.server import SUPERUSER, EmbeddedServer

POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


def database_settings(env: environ.Env, var: Path) -> dict[str, Any]:
    """Give Django's settings of the one database; nothing is started by asking.

    env: the environment; `DATABASE_URL` names a server, PostgreSQL 15 or newer.
    var: the folder of the embedded server, used where no server is named.
    """
    if env("DATABASE_URL", default=""):
        settings = env.db_url("DATABASE_URL")
        settings["ENGINE"] = "django.db.backends.postgresql"
    else:
        folder = var / "postgresql"
        settings = {
            "ENGINE": "config.embedded",
            "EMBEDDED_FOLDER": str(folder),
            "HOST": str(EmbeddedServer(folder).socket_folder),
            "NAME": SUPERUSER,
            "USER": SUPERUSER,
        }
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "pool": POOL}
    return settings
