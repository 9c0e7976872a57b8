"""Servers of PostgreSQL beside the embedded one, and the site on them, for the tests that kill and fill."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import requests

from config.embedded.server import SUPERUSER, EmbeddedServer, EmbeddedServerError

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds
PASSWORD = "a-passphrase-of-the-test"
HEADERS = {"X-Forwarded-Proto": "https", "Host": "localhost"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(question, seconds=PATIENCE, pause=0.1):
    """Ask until the answer is true; give it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := question():
            return answer
        time.sleep(pause)
    raise AssertionError(f"waited {seconds} s in vain")


class Cluster:
    """A server on a port of this machine, entered with passwords by everybody but its superuser."""

    def __init__(self, folder, **settings):
        self.folder, self.port = Path(folder), free_port()
        self.data, self.tools = self.folder / "data", EmbeddedServer(self.folder)
        self.settings = settings

    def make(self, *more):
        """Make it; more: further words for initdb."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tools._give(self.folder)
        self.tools._run("initdb", "-D", str(self.data), "-U", SUPERUSER, "--auth-local=trust",
                        "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--no-locale", *more)  # fmt: skip
        return self

    def start(self):
        """Start it; a server that was killed may have to wait for its last children."""
        own = {"listen_addresses": "127.0.0.1", "port": self.port, "jit": "off", "shared_buffers": "64MB",
               "unix_socket_directories": self.folder}  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in {**own, **self.settings}.items())
        wait_for(lambda: self._started(options), 60, 0.5)
        return self

    def _started(self, options):
        try:
            self.tools._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "server.log"),
                            "-o", options, "start")  # fmt: skip
        except EmbeddedServerError:
            return False
        return True

    def kill(self):
        """Kill the server itself, at once; its children find out."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self, mode="immediate"):
        self.tools._control("stop", f"--mode={mode}")

    def ask(self, sql, database=SUPERUSER):
        """Run a statement as the superuser; give its rows."""
        with psycopg.connect(
            host=str(self.folder), port=self.port, user=SUPERUSER, dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def address(self, role, database="cax"):
        return f"postgres://{role}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def make_roles(self):
        """As docs/operations.md tells: an owner that is no superuser, and the application's role."""
        self.ask(f"CREATE ROLE cax_owner LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'")
        self.ask(f"CREATE ROLE cax_app LOGIN PASSWORD '{PASSWORD}'")


class Site:
    """The production server over a cluster."""

    def __init__(self, cluster, var, **more):
        self.cluster, self.port, self.process = cluster, free_port(), None
        var.mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            "DATABASE_URL": cluster.address("cax_app"),
            "DATABASE_OWNER_URL": cluster.address("cax_owner"),
            "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "localhost", "REQUIRE_MFA": "none",
            "WITHOUT_MFA_BECAUSE": "a test",
            "VAR_DIR": str(var), "PORT": str(self.port), **more,
        }  # fmt: skip

    def run(self, *words, said=None):
        """Run a command of `manage.py`; give what it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, input=said,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def serve(self):
        words = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
        self.log = (Path(self.environment["VAR_DIR"]) / "site.log").open("w")
        self.process = subprocess.Popen(
            words, cwd=ROOT, env=self.environment, stderr=self.log, stdout=self.log
        )
        wait_for(lambda: self.process.poll() is not None or self.status("/health/live/") == 200)
        assert self.process.poll() is None, Path(self.log.name).read_text()
        return self

    def client(self, **headers):
        return Client(f"http://127.0.0.1:{self.port}", headers)

    def get(self, path, **headers):
        with self.client(**headers) as client:
            return client.get(path)

    def status(self, path):
        try:
            return self.get(path).status_code
        except requests.RequestException:
            return 0

    def end(self):
        if self.process:
            self.process.terminate()
            self.process.wait(60)
            self.log.close()


class Client(requests.Session):
    """A browser as the proxy shows it to the site: its cookies are Secure, on a line without TLS here."""

    def __init__(self, base, headers):
        super().__init__()
        self.base, self.kept, self.trust_env = base, {}, False
        self.headers.update({**HEADERS, **headers})

    def request(self, method, path, **more):
        cookies = "; ".join(f"{name}={value}" for name, value in self.kept.items())
        more["allow_redirects"] = False
        headers = {**({"Cookie": cookies} if cookies else {}), **more.pop("headers", {})}
        answer = super().request(
            method, self.base + path, headers=headers, timeout=more.pop("timeout", 120), **more
        )
        self.kept.update(answer.cookies.get_dict())
        self.cookies.clear()
        return answer

    def form(self, path, **fields):
        """Fill in the form of a page; give the answer."""
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.get(path).text)
        fields = {**dict(hidden), **fields}
        return self.post(path, data=fields, headers={"Referer": "https://localhost/"})


def service_number(number):
    return f"{number:06d}-{number % 1000:03d}"


def officer(number):
    """An officer as the API takes one, of a service number of his own."""
    return {
        "service_number": service_number(number), "full_name": "Lò Văn Thử",
        "date_of_birth": "1990-09-02", "sex": "male",
    }  # fmt: skip
