import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from config.embedded.server import SUPERUSER, EmbeddedServer

HOLD = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from config.embedded.server import EmbeddedServer
    server = EmbeddedServer(Path(sys.argv[1]))
    server.ensure_running()
    print("running", flush=True)
    time.sleep(float(sys.argv[2]))
""")


@pytest.fixture
def folder(place):
    path = place / "pg"
    yield path
    server = EmbeddedServer(path)
    if (path / "data").exists():
        server._control("stop", "--mode=immediate")


def hold(folder, seconds=0.0):
    """Use the server from a process of its own."""
    words = [sys.executable, "-c", HOLD, str(folder), str(seconds)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def connect(folder):
    return psycopg.connect(host=str(EmbeddedServer(folder).socket_folder), user=SUPERUSER, autocommit=True)


def postmaster(folder):
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def gone(folder, seconds=15):
    end = time.monotonic() + seconds
    while EmbeddedServer(folder).answers() and time.monotonic() < end:
        time.sleep(0.1)
    return not EmbeddedServer(folder).answers()


def test_data_survive_and_the_last_process_stops_the_server(folder):
    first = EmbeddedServer(folder)
    first.ensure_running()
    with connect(folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Nguyễn Đức' AS name")
    first.release()
    assert gone(folder)

    again = EmbeddedServer(folder)
    again.ensure_running()
    with connect(folder) as connection:
        assert connection.execute("SELECT name FROM kept").fetchone() == ("Nguyễn Đức",)
    again.release()


def test_it_listens_on_a_private_socket_alone(folder):
    server = EmbeddedServer(folder)
    server.ensure_running()

    with connect(folder) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
        version = connection.info.server_version
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "data")]
    assert (listening, modes, version >= 150000) == (("",), [0o700, 0o700], True)
    server.release()


def test_many_processes_start_on_an_empty_folder_at_once(folder):
    processes = [hold(folder, 1.5) for _ in range(5)]

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda process: process.stdout.readline(), processes))
        codes = list(pool.map(lambda process: process.wait(), processes))

    assert (answers, codes) == (["running\n"] * 5, [0] * 5)
    assert gone(folder)


def test_a_killed_process_leaves_nothing_behind(folder):
    killed = hold(folder, 60)
    killed.stdout.readline()
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    after = hold(folder)

    assert (after.stdout.readline(), after.wait()) == ("running\n", 0)
    assert gone(folder)


def test_a_killed_server_starts_again(folder):
    server = EmbeddedServer(folder)
    server.ensure_running()
    os.kill(postmaster(folder), signal.SIGKILL)
    time.sleep(0.3)

    server.ensure_running()

    with connect(folder) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.release()


def test_a_number_in_the_pid_file_that_another_process_has_stops_nothing(folder):
    server = EmbeddedServer(folder)
    server.ensure_running()
    pid_file = folder / "data" / "postmaster.pid"
    killed = postmaster(folder)
    os.kill(killed, signal.SIGKILL)
    time.sleep(0.5)
    pid_file.write_text(pid_file.read_text().replace(str(killed), str(os.getpid()), 1))

    server.ensure_running()

    assert server.answers()
    server.release()


def test_a_half_made_cluster_is_made_anew(folder):
    (folder / "fresh").mkdir(parents=True)
    (folder / "fresh" / "half").touch()

    server = EmbeddedServer(folder)
    server.ensure_running()

    assert server.answers()
    server.release()


def test_a_long_path_gets_a_private_folder_for_its_socket(place):
    folder = place / ("x" * 120) / "pg"
    server = EmbeddedServer(folder)
    server.ensure_running()

    assert len(str(server.socket_folder)) < 90
    assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    server.release()
    assert gone(folder)


def test_a_forked_child_does_not_stop_its_parent_s_server(folder):
    server = EmbeddedServer(folder)
    server.ensure_running()

    child = os.fork()
    if child == 0:
        server.release()
        os._exit(0)
    os.waitpid(child, 0)

    assert server.answers()
    server.release()


def test_a_folder_in_a_shared_place_that_somebody_else_made_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / ("x" * 120) / "pg"
    server = EmbeddedServer(folder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    Path(server.socket_folder).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RuntimeError, match="not our own folder"):
        server.ensure_running()
