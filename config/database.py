"""Which database, and as whom: the server of `DATABASE_URL`, or the embedded one under `VAR_DIR`.

Pages, jobs and most commands connect as the application's own role, which owns nothing and for which
the policies of `config.walls` hold. What makes tables, loads whole data sets or copies all of them
connects as the owner: the commands of OWNERS_COMMANDS, which say so in the environment before the
settings are read.
"""

import os
from pathlib import Path
from typing import Any

import environ

from config.embedded.server import SUPERUSER, EmbeddedServer

# timeout: how long a request waits for a connection. reconnect_timeout: how long the pool tries to replace
# a lost one before it begins anew, so that it is back within seconds of the server.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5}
CONNECT_WITHIN = 3  # seconds
LONGEST_STATEMENT = "LONGEST_STATEMENT"  # seconds, in the environment; unset or 0: no limit
APP_ROLE = "cong_an_xa"  # on the embedded server; elsewhere it is the name in DATABASE_URL
OWNERS_COMMANDS = {
    "migrate",
    "makemigrations",
    "load_units",
    "load_demo",
    "backup",
    "restore",
    "pgtrigger",
    "pghistory",
}
AS_OWNER = "CONNECT_AS_OWNER"


def connect_as_owner(words: list[str]) -> None:
    """Let this process connect as the owner where the command of `manage.py` needs that."""
    if len(words) > 1 and words[1] in OWNERS_COMMANDS:
        os.environ[AS_OWNER] = "1"


def database_settings(env: environ.Env, var: Path) -> dict[str, Any]:
    """Give Django's settings of the one database, as this process may use it; nothing is started by asking.

    env: the environment; `DATABASE_URL` names a server, PostgreSQL 15 or newer.
    var: the folder of the embedded server, used where no server is named.
    """
    return owner_settings(env, var) if env(AS_OWNER, default="") else app_settings(env, var)


def app_settings(env: environ.Env, var: Path) -> dict[str, Any]:
    """Give the settings of the application's own role."""
    return _limited(env, _settings(env, "DATABASE_URL", var, APP_ROLE)) | {"WALLED": True}


def owner_settings(env: environ.Env, var: Path) -> dict[str, Any]:
    """Give the settings of the role that owns the tables; without `DATABASE_OWNER_URL`, the application's."""
    name = "DATABASE_OWNER_URL" if env("DATABASE_OWNER_URL", default="") else "DATABASE_URL"
    return _settings(env, name, var, SUPERUSER) | {"WALLED": False}


def replica_settings(env: environ.Env) -> dict[str, dict[str, Any]]:
    """Give the settings of a streaming replica to read on, where `DATABASE_REPLICA_URL` names one."""
    if not env("DATABASE_REPLICA_URL", default=""):
        return {}
    return {"replica": _limited(env, _settings(env, "DATABASE_REPLICA_URL", Path(), "")) | {"WALLED": True}}


def _limited(env: environ.Env, settings: dict[str, Any]) -> dict[str, Any]:
    """Let no statement run longer than the environment says, where it says something."""
    longest = env.int(LONGEST_STATEMENT, default=0)
    if longest:
        limit = f"-c statement_timeout={longest}s -c idle_in_transaction_session_timeout={2 * longest}s"
        settings["OPTIONS"]["options"] = f"{settings['OPTIONS'].get('options', '')} {limit}".strip()
    return settings


def _settings(env: environ.Env, variable: str, var: Path, role: str) -> dict[str, Any]:
    if env(variable, default=""):
        settings = env.db_url(variable)
        settings["ENGINE"] = "config.walled"
    else:
        folder = var / "postgresql"
        settings = {
            "ENGINE": "config.embedded",
            "EMBEDDED_FOLDER": str(folder),
            "HOST": str(EmbeddedServer(folder).socket_folder),
            "NAME": SUPERUSER,
            "USER": role,
        }
    own = {"connect_timeout": CONNECT_WITHIN, **settings.get("OPTIONS", {}), "pool": POOL}
    return settings | {"OPTIONS": own, "CONN_HEALTH_CHECKS": True}
