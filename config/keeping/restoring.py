"""Restore a backup: prove the file, fill a database beside the target, prove that, and only then swap.

Until the last step, one transaction of two renames, the target is not touched. What it held is kept
under another name.
"""

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from psycopg import Connection, sql

from communes.whole_file import reason_of
from config.keeping.backing_up import LENGTH, secret_mark
from config.keeping.manifest import Manifest, migrations_in, tables_in
from config.keeping.sealing import KeepingRefused, key_of, pieces_of
from config.keeping.server import BESIDE, Server, piped
from config.walls import raise_walls

BEING_FILLED, BEFORE = "_restoring", "_before_"
LONGEST_NAME = 40  # of PostgreSQL's 63, with what is put behind it
LONGEST_MANIFEST = 16 << 20
RESERVED = ("template0", "template1", "")


@dataclass(frozen=True)
class Restored:
    """kept_as: the database that holds what the target held before, "" where that was nothing.
    pending: migrations of this release that the backup has not had. same_secret: SECRET_KEY is that of then.
    """

    manifest: Manifest
    database: str
    kept_as: str
    pending: int
    same_secret: bool


def check(source: Path, key_file: Path | None) -> Manifest:
    """Prove a backup file whole and give its manifest; nothing else is looked at. Raises KeepingRefused."""
    with _opened(source) as file:
        return _proved(file, key_of(key_file))


def restore(source: Path, key_file: Path | None, database: str = "") -> Restored:
    """Make `database` (the site's, where none is named) what the backup holds. Raises KeepingRefused."""
    key = key_of(key_file)
    with _opened(source) as file:
        manifest = _proved(file, key)
        pending = _pending(manifest)
        server = Server.of_site()
        target = _name(database or server.database)
        with closing(server.connect(BESIDE)) as beside:
            _refuse_server(beside, manifest)
            _take_turn(beside, target)
            _refuse_use(beside, target)
            _ensure_roles(beside, manifest)
            with _new_database(beside, target + BEING_FILLED) as filled:
                _fill(file, key, server, filled, manifest)
                _prove(server, filled, manifest)
                kept_as = _swap(beside, server, filled, target)
    return Restored(manifest, target, kept_as, pending, manifest.secret_mark == secret_mark())


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    try:
        file = source.open("rb")
    except OSError as error:
        words = _("Không đọc được tệp sao lưu %(path)s: %(error)s.")
        raise KeepingRefused(words % {"path": source, "error": reason_of(error)}) from error
    with file:
        yield file


def _proved(file: IO[bytes], key: bytes | None) -> Manifest:
    """Read the file to its end, and only then believe what stands at its beginning."""
    start, wanted = b"", LENGTH
    for piece in pieces_of(file, key):
        if len(start) < wanted:
            start += piece
            wanted = LENGTH + min(int.from_bytes(start[:LENGTH], "big"), LONGEST_MANIFEST)
    try:
        return Manifest.from_bytes(start[LENGTH:wanted])
    except (ValueError, TypeError) as error:
        raise KeepingRefused(_("Không đọc được bản kê của tệp sao lưu; tệp do bản khác lập.")) from error


def _pending(manifest: Manifest) -> int:
    """Count what `migrate` has to do afterwards. Raises KeepingRefused for a backup of a newer release."""
    known = set(MigrationLoader(None).disk_migrations)
    had = {(app, name) for app, names in manifest.migrations.items() for name in names}
    # Squashed or retired ones of a library are its own affair; ours must be known.
    newer = sorted(name for app, name in had - known if app in _apps_of(known))
    if newer:
        words = _("Tệp sao lưu của bản phần mềm mới hơn (%(names)s). Hãy nâng cấp phần mềm trước.")
        raise KeepingRefused(words % {"names": ", ".join(newer[:5])})
    return len(known - had)


def _apps_of(known: set[tuple[str, str]]) -> set[str]:
    return {app for app, _name in known}


def _name(database: str) -> str:
    if database in RESERVED or len(database.encode()) > LONGEST_NAME or "\0" in database:
        words = _("Tên cơ sở dữ liệu phải dài từ 1 đến %(longest)s byte và không phải mẫu của máy chủ.")
        raise KeepingRefused(words % {"longest": LONGEST_NAME})
    return database


def _refuse_server(beside: "Connection[Any]", manifest: Manifest) -> None:
    here = beside.info.server_version // 10_000
    if here < manifest.server:
        words = _("Tệp sao lưu của PostgreSQL %(then)s; máy chủ này là %(now)s, cũ hơn.")
        raise KeepingRefused(words % {"then": manifest.server, "now": here})


def _take_turn(beside: "Connection[Any]", target: str) -> None:
    turn = beside.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 11))", [f"restore {target}"])
    if turn.fetchone() != (True,):
        raise KeepingRefused(_("Một lệnh khôi phục khác đang làm việc với %(name)s.") % {"name": target})


def _refuse_use(beside: "Connection[Any]", target: str) -> None:
    """A site that still runs would go on writing into what is set aside."""
    users = beside.execute(
        "SELECT DISTINCT usename FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        [target],
    ).fetchall()
    if users:
        words = _("Cơ sở dữ liệu %(name)s đang được dùng (%(users)s). Hãy dừng dịch vụ rồi khôi phục.")
        raise KeepingRefused(words % {"name": target, "users": ", ".join(user or "?" for (user,) in users)})


def _ensure_roles(beside: "Connection[Any]", manifest: Manifest) -> None:
    """Make the roles that the dump names and this server lacks; none of them may do anything by itself."""
    for role in sorted({*manifest.roles, settings.APP_ROLE}):
        if beside.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            continue
        login = "LOGIN" if role == settings.APP_ROLE else "NOLOGIN"
        making = sql.SQL("CREATE ROLE {} {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
        try:
            beside.execute(making.format(sql.Identifier(role), sql.SQL(login)))
        except psycopg.errors.InsufficientPrivilege as error:
            words = _("Máy chủ thiếu vai trò %(role)s và chủ sở hữu không được tạo. Hãy tạo: CREATE ROLE …")
            raise KeepingRefused(words % {"role": role}) from error


@contextmanager
def _new_database(beside: "Connection[Any]", name: str) -> Iterator[str]:
    """Give an empty database, which is gone afterwards unless it was renamed."""
    dropping = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    try:
        beside.execute(dropping)  # what a restore that was killed has left
        beside.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.Error as error:
        words = _("Không tạo được cơ sở dữ liệu để khôi phục vào: %(error)s")
        raise KeepingRefused(words % {"error": str(error).strip()}) from error
    try:
        yield name
    finally:
        beside.execute(dropping)


def _fill(file: IO[bytes], key: bytes | None, server: Server, name: str, manifest: Manifest) -> None:
    """Let pg_restore fill the database with what stands behind the manifest."""
    words = [server.program("pg_restore", manifest.server), "--format=custom", "--exit-on-error",
             "--no-owner", f"--dbname={name}"]  # fmt: skip
    refusal = _("pg_restore không khôi phục được: %(error)s")
    with piped(words, server.environment(name), refusal, stdin=subprocess.PIPE) as filling:
        assert filling.stdin  # noqa: S101 (it is a pipe)
        _feed(file, key, filling.stdin)


def _feed(file: IO[bytes], key: bytes | None, pipe: IO[bytes]) -> None:
    skipped, start = None, b""
    try:
        for piece in pieces_of(file, key):
            if skipped is None:
                start += piece
                skipped = LENGTH + int.from_bytes(start[:LENGTH], "big")
                if len(start) < skipped:
                    skipped = None
                    continue
                piece = start[skipped:]
            pipe.write(piece)
        pipe.close()
    except BrokenPipeError:
        pass  # it ended early, and says why


def _prove(server: Server, name: str, manifest: Manifest) -> None:
    """Compare each table with the manifest, put up this installation's walls, and gather statistics."""
    with closing(server.connect(name)) as connection:
        found = tables_in(connection)
        for table in sorted({*found, *manifest.tables}):
            if found.get(table) != manifest.tables.get(table):
                words = _("Bảng %(table)s sau khi khôi phục không khớp bản kê; đích chưa bị đụng tới.")
                raise KeepingRefused(words % {"table": table})
        if migrations_in(connection) != manifest.migrations:
            raise KeepingRefused(_("Các bước cập nhật sau khi khôi phục không khớp bản kê."))
        with connection.transaction(), connection.cursor() as cursor:
            raise_walls(cursor)
        connection.execute("VACUUM (ANALYZE)")


def _swap(beside: "Connection[Any]", server: Server, filled: str, target: str) -> str:
    """Put the filled database in the target's place; give the name under which what was there is kept."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    there = beside.execute("SELECT 1 FROM pg_database WHERE datname = %s", [target]).fetchone()
    is_empty = not there or _is_empty(server, target)
    aside = target + BEFORE + datetime.now(UTC).strftime("%Y%m%d_%H%M%S")
    try:
        with beside.transaction():
            if there:
                beside.execute(rename.format(sql.Identifier(target), sql.Identifier(aside)))
            beside.execute(rename.format(sql.Identifier(filled), sql.Identifier(target)))
    except psycopg.Error as error:
        words = _("Không thay được %(name)s (%(error)s); dữ liệu ở đó còn nguyên.")
        raise KeepingRefused(words % {"name": target, "error": str(error).strip()}) from error
    if there and is_empty:
        beside.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(aside)))
    return "" if is_empty else aside


def _is_empty(server: Server, database: str) -> bool:
    with closing(server.connect(database)) as connection:
        tables = connection.execute(
            "SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        return tables.fetchone() is None
