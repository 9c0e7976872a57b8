"""The database server as the tools of PostgreSQL reach it, and which tools those are."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.utils.translation import gettext as _

from config.embedded.base import server_in
from config.embedded.server import PROGRAMS
from config.keeping.sealing import KeepingRefused

BESIDE = "template1"  # there on every server; where one stands while databases are renamed
# libpq's parameters as its environment names them: a password is in no list of processes.
ENVIRONMENT = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "service": "PGSERVICE", "passfile": "PGPASSFILE",
}  # fmt: skip
SAME_TEXT = (
    "SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';"
    " SET extra_float_digits = 1; SET bytea_output = 'hex'; SET row_security = off; SET lc_monetary = 'C'"
)


@dataclass(frozen=True)
class Server:
    """Where the server is and as whom it is entered. database: the one that the site uses."""

    parameters: dict[str, str]
    database: str
    is_embedded: bool

    @classmethod
    def of_site(cls) -> "Server":
        """Give the server of the settings, running, entered as this process may (the owner's commands do)."""
        settings: dict[str, Any] = connection.settings_dict
        folder = settings.get("EMBEDDED_FOLDER")
        if folder:
            server_in(Path(folder)).ensure_running()
        said = {name: settings.get(name.upper()) for name in ("host", "port", "user", "password")}
        said |= {name: value for name, value in settings["OPTIONS"].items() if name in ENVIRONMENT}
        parameters = {name: str(value) for name, value in said.items() if value}
        return cls(parameters, settings["NAME"], bool(folder))

    def connect(self, database: str, *, autocommit: bool = True) -> "psycopg.Connection[Any]":
        """Connect to a database of the server. Raises KeepingRefused where that is not possible."""
        try:
            # Never prepared: the pooled settings of the site are not for this.
            connected = psycopg.connect(
                **self.parameters,  # type: ignore[arg-type]
                dbname=database, autocommit=True, application_name="keeping",
            )  # fmt: skip
        except psycopg.OperationalError as error:
            words = _("Không kết nối được cơ sở dữ liệu %(name)s: %(error)s")
            raise KeepingRefused(words % {"name": database, "error": str(error).strip()}) from error
        connected.execute(SAME_TEXT)
        connected.autocommit = autocommit
        return connected

    def environment(self, database: str) -> dict[str, str]:
        """Give the environment in which a tool of PostgreSQL finds the database."""
        own = {ENVIRONMENT[name]: value for name, value in self.parameters.items()}
        return {**os.environ, "PGDATABASE": database, "PGAPPNAME": "keeping", **own}

    def program(self, name: str, server_version: int) -> str:
        """Give the path of pg_dump or pg_restore, as new as the server at least.

        The embedded server has its own. For another one those on the PATH are first, for they speak TLS,
        then the package's. Raises KeepingRefused where none fits.
        """
        own = str(PROGRAMS / name)
        on_path = None if self.is_embedded else shutil.which(name)
        found = [(path, _major(path)) for path in (on_path, own) if path]
        for path, version in found:
            if version >= server_version:
                return path
        versions = ", ".join(f"{path} ({version})" for path, version in found)
        words = _(
            "Máy chủ là PostgreSQL %(server)s nhưng %(name)s cũ hơn: %(found)s. Hãy cài bộ công cụ mới."
        )
        raise KeepingRefused(words % {"server": server_version, "name": name, "found": versions})


@contextmanager
def piped(
    program: list[str],
    environment: dict[str, str],
    refusal: str,
    *,
    stdin: int | None = None,
    stdout: int | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a tool of PostgreSQL beside the block, which reads or feeds it, to its end.

    stdin, stdout: PIPE for the one that the block uses. Raises KeepingRefused, with what the tool said
    last as the `error` of `refusal`, where it fails. It does not outlive a block that does.
    """
    with tempfile.TemporaryFile() as errors:
        running = subprocess.Popen(
            program, stdin=stdin, stdout=stdout or errors, stderr=errors, env=environment
        )
        try:
            yield running
        except BaseException:
            running.kill()
            raise
        finally:
            failed = running.wait()
        if failed:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()[-2000:]
            raise KeepingRefused(refusal % {"error": said})


def _major(program: str) -> int:
    """Give the major version of a tool, 0 for one that does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
