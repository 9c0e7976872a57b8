"""Make a backup: a dump and its manifest of one snapshot, sealed into one file, and read back."""

import hashlib
import hmac
import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from psycopg import Connection, IsolationLevel

from communes.whole_file import whole_file
from config.keeping.manifest import LEFT_OUT, Manifest, migrations_in, roles_in, tables_in
from config.keeping.sealing import KeepingRefused, SealedWriter, key_of, pieces_of
from config.keeping.server import Server, piped

LENGTH = 8  # bytes that say how long the manifest is
READ = 1 << 16


@dataclass(frozen=True)
class Kept:
    """A backup as it was made. sha256: of the whole file."""

    manifest: Manifest
    size: int
    sha256: str


def back_up(target: Path, key_file: Path | None) -> Kept:
    """Write a backup of the site's database to `target`, which is there whole or as it was before.

    Raises KeepingRefused, OSError.
    """
    key, server = key_of(key_file), Server.of_site()
    with whole_file(target, mode=0o600) as path, path.open("r+b") as file:
        with server.connect(server.database, autocommit=False) as connection:
            connection.rollback()  # (what was set on connecting stays)
            manifest = _write(file, key, server, connection)
        file.flush()
        os.fsync(file.fileno())
        for _piece in pieces_of(file, key):
            pass  # read back: what is on the disk opens, to its last piece
        return Kept(manifest, path.stat().st_size, _digest(file))


def secret_mark() -> str:
    """Give what tells whether SECRET_KEY is the same elsewhere, and nothing of it."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"backup of cong-an-xa", "sha256").hex()[:16]


def _write(file: IO[bytes], key: bytes | None, server: Server, connection: "Connection[Any]") -> Manifest:
    connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]  # type: ignore[index]
    manifest = _manifest(connection)
    written, said = SealedWriter(file, key), manifest.as_bytes()
    written.write(len(said).to_bytes(LENGTH, "big") + said)
    _dump(written, server, snapshot, manifest.server)
    written.close()
    return manifest


def _manifest(connection: "Connection[Any]") -> Manifest:
    if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
        raise KeepingRefused(_("Cơ sở dữ liệu chưa có gì để sao lưu: chưa chạy migrate."))
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        release=settings.RELEASE,
        server=connection.info.server_version // 10_000,
        app_role=settings.APP_ROLE,
        roles=roles_in(connection),
        secret_mark=secret_mark(),
        migrations=migrations_in(connection),
        tables=tables_in(connection),
    )


def _dump(written: SealedWriter, server: Server, snapshot: str, version: int) -> None:
    """Let pg_dump write what `snapshot` shows, straight into the seal: nothing of it lies open on a disk."""
    words = [server.program("pg_dump", version), "--format=custom", f"--snapshot={snapshot}"]
    words += [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    refusal = _("pg_dump không sao lưu được: %(error)s")
    with piped(words, server.environment(server.database), refusal, stdout=subprocess.PIPE) as dumping:
        assert dumping.stdout  # noqa: S101 (it is a pipe)
        while data := dumping.stdout.read(READ):
            written.write(data)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
