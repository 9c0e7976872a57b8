"""The drill: backup, another machine's empty server, restore, and everything is as it was."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.demo import PASSWORD, ensure_demo_accounts
from config.embedded.server import EmbeddedServer
from config.keeping.backing_up import back_up
from config.keeping.manifest import tables_in
from config.keeping.restoring import restore
from config.keeping.sealing import HEAD, KeepingRefused
from config.keeping.server import Server
from tests.conftest import administer
from tests.factories import DAY, AssignmentFactory

ROOT = Path(__file__).resolve().parents[3]
# What a sign-in writes: the account, its history, the log of reading, and the links of their chains.
SIGNED_IN = {
    "accounts_user", "accounts_userevent", "pghistory_context",
    "accounts_reading", "accounts_chainlink", "accounts_chainpart",
}  # fmt: skip
SIGN_IN = f"""
from django.test import Client
client = Client(SERVER_NAME="localhost")
answer = client.post("/accounts/login/", {{"username": "ministry", "password": "{PASSWORD}"}})
print(answer.status_code, client.get("/communes/?as_of=2021-05-31").status_code)
"""


@pytest.fixture
def filled(own_database):
    """A database with accounts, postings and their history, and a sealed report."""
    ensure_demo_accounts()
    AssignmentFactory.create_batch(20)
    call_command("freeze", as_of=DAY.isoformat(), title="Diễn tập", allow_incomplete=True)
    return own_database


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(os.urandom(32))
    return path


@pytest.fixture
def machine(place):
    """Run commands of `manage.py` on another machine, whose server's folder is empty."""
    var = place / "var"

    def run(*words):
        environment = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment.pop("TEST_DATABASE", None)
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    run.folder = var / "postgresql"
    return run


@pytest.fixture
def target(own_database):
    """A database of the same server with one table, which restoring must not touch unless it succeeds."""
    name = "drill_target"
    administer(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    with closing(Server.of_site().connect(name)) as connection:
        connection.execute("CREATE TABLE precious AS SELECT 'Nguyễn Đức' AS name")
    yield name
    with closing(Server.of_site().connect("template1")) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'drill_target%'"
        ).fetchall()
    for (each,) in found:
        administer(f'DROP DATABASE "{each}" WITH (FORCE)')


def state_of(server, database):
    with closing(server.connect(database)) as connection:
        return tables_in(connection)


def databases():
    with closing(Server.of_site().connect("template1")) as connection:
        found = connection.execute("SELECT datname FROM pg_database")
        return {name for (name,) in found if "drill" in name}  # (others test beside this one)


def test_a_backup_restored_on_an_empty_server_is_what_it_was(filled, key, machine, tmp_path):
    backup = tmp_path / "kept.backup"
    call_command("backup", str(backup), key_file=key)
    before = state_of(Server.of_site(), filled)

    restored = machine("restore", backup, "--key-file", key)

    assert restored.returncode == 0, restored.stderr
    there = EmbeddedServer(machine.folder)
    there.ensure_running()  # for all commands that follow
    assert backup.stat().st_mode & 0o077 == 0
    report = machine("verify_report", 1)
    assert report.returncode == 0, report.stderr
    history = machine("verify_history")
    assert history.returncode == 0, history.stderr
    assert machine("shell", "-v", "0", "-c", SIGN_IN).stdout.split() == ["302", "200"]
    after = state_of(
        Server({"host": str(there.socket_folder), "user": "postgres"}, "postgres", True), "postgres"
    )
    there.release()
    changed = {table for table in before if before[table] != after[table]}
    assert before["deployment_assignmentevent"]["rows"] == 20
    assert changed <= SIGNED_IN


def test_a_damaged_file_or_a_wrong_key_leaves_the_target_alone(filled, key, target, tmp_path, monkeypatch):
    """The server is not even asked."""
    backup, broken, wrong = (tmp_path / name for name in ("kept.backup", "broken", "wrong"))
    back_up(backup, key)
    wrong.write_bytes(os.urandom(32))
    whole, before = backup.read_bytes(), state_of(Server.of_site(), target)
    there = databases()
    half = len(whole) // 2
    damaged = [whole[:0], whole[:10], whole[:HEAD], whole[:half], whole[:-1],
               whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :]]  # fmt: skip

    server = Server.of_site()
    monkeypatch.setattr(Server, "of_site", lambda: pytest.fail("the server was asked"))
    for content in damaged:
        broken.write_bytes(content)
        with pytest.raises(CommandError):
            call_command("restore", str(broken), key_file=key, database=target)
    for key_file in (wrong, None):
        with pytest.raises(CommandError, match=r"[kK]hóa"):
            call_command("restore", str(backup), key_file=key_file, database=target)

    monkeypatch.undo()
    assert (state_of(server, target), databases()) == (before, there)


def test_what_does_not_fit_its_manifest_is_not_put_in_place(filled, target, tmp_path, monkeypatch):
    backup = tmp_path / "kept.backup"
    before = state_of(Server.of_site(), target)
    monkeypatch.setattr("config.keeping.backing_up.tables_in", one_officer_more)
    back_up(backup, None)
    there = databases()

    with pytest.raises(KeepingRefused, match="deployment_officer"):
        restore(backup, None, target)

    assert (state_of(Server.of_site(), target), databases()) == (before, there)


def one_officer_more(connection):
    tables = tables_in(connection)
    tables["deployment_officer"]["rows"] += 1
    return tables


def test_what_was_there_is_kept_under_another_name(filled, target, tmp_path):
    backup = tmp_path / "kept.backup"
    back_up(backup, None)

    done = restore(backup, None, target)

    assert (done.database, done.pending, done.same_secret) == (target, 0, True)
    assert list(state_of(Server.of_site(), done.kept_as)) == ["precious"]
    assert state_of(Server.of_site(), target) == state_of(Server.of_site(), filled)


def test_a_target_in_use_is_refused(filled, target, tmp_path):
    backup = tmp_path / "kept.backup"
    back_up(backup, None)

    with closing(Server.of_site().connect(target)), pytest.raises(KeepingRefused, match="đang được dùng"):
        restore(backup, None, target)


@pytest.mark.slow
def test_a_backup_shows_one_moment_while_others_write(filled, tmp_path, monkeypatch):
    """What is written between the count and the dump is in neither."""

    def counted_then_written(connection):
        tables = tables_in(connection)
        with closing(Server.of_site().connect(filled)) as other:
            other.execute("UPDATE communes_region SET name = name || ' mới'")
        return tables

    monkeypatch.setattr("config.keeping.backing_up.tables_in", counted_then_written)
    backup = tmp_path / "kept.backup"
    back_up(backup, None)
    monkeypatch.undo()

    restore(backup, None, "drill_moment")
    administer('DROP DATABASE "drill_moment"')


def test_a_file_that_cannot_be_written_says_so_and_leaves_nothing(filled, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("backup", str(tmp_path / "none" / "kept.backup"))

    folder = tmp_path / "kept"
    folder.mkdir()
    with pytest.raises(CommandError):
        call_command("backup", str(folder / "x"), key_file=tmp_path / "nokey")
    assert list(folder.iterdir()) == []


def test_a_server_that_is_away_is_said(monkeypatch, tmp_path):
    away = Server({"host": str(tmp_path), "user": "postgres"}, "postgres", False)
    monkeypatch.setattr(Server, "of_site", classmethod(lambda _: away))

    with pytest.raises(CommandError, match="Không kết nối được"):
        call_command("backup", str(tmp_path / "x"))


def test_tools_older_than_the_server_are_refused():
    with pytest.raises(KeepingRefused, match="cũ hơn"):
        Server({}, "postgres", True).program("pg_dump", 99)
