"""Production does not start where it should not: the real process, the real database."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection

from accounts.models import Role, User
from config.embedded.server import SUPERUSER

BASE = Path(__file__).resolve().parents[2]
KEY = "k7wq2-Zr9_pV4mXc8-Tb3nLs6_Hy1dFg5-Aj0oEu-QiRtYwPx"
PRODUCTION = {"SECRET_KEY": f"{KEY}{KEY}", "ALLOWED_HOSTS": "localhost", "REQUIRE_MFA": "ministry"}


def address(database, role):
    return f"postgres://{role}@/{connection.settings_dict['HOST']}/{database}"  # its socket's folder


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return str(own.getsockname()[1])


def environment_of(database, role=settings.APP_ROLE, **changes):
    names = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | PRODUCTION | {"DATABASE_URL": address(database, role), "PORT": free_port()} | changes


@pytest.fixture
def start(own_database, collected):
    """Give a function that starts gunicorn as production over a database of its own."""
    started = []

    def run(role=settings.APP_ROLE, **changes):
        environment = environment_of(own_database, role, **changes)
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"],
            cwd=BASE, env=environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process, environment["PORT"]

    yield run
    for process in started:
        process.terminate()
        process.wait(30)


def refusal(process):
    _, told = process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    assert "Không khởi động:" in told
    return told


def answers(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/health/live/", headers={"Host": "localhost"})
    for _ in range(240):
        try:
            return urllib.request.urlopen(request, timeout=5).status  # noqa: S310
        except OSError:
            time.sleep(0.25)
    return None


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"SECRET_KEY": KEY[:45]}, "SECRET_KEY"),  # of many letters
        ({"SECRET_KEY": "x" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": f"django-insecure-{KEY}"}, "SECRET_KEY"),
        ({"REQUIRE_MFA": "none"}, "WITHOUT_MFA_BECAUSE"),
        ({"role": SUPERUSER}, "superuser"),
    ],
)
def test_production_refuses(start, changes, word):
    process, _port = start(**changes)

    assert word in refusal(process)


def test_a_role_that_owns_or_bypasses_is_refused(start, own_database):
    roles = {"owns": "NOBYPASSRLS", "bypasses": "BYPASSRLS"}
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for name, right in roles.items():
            cursor.execute(f"CREATE ROLE start_{name} LOGIN NOSUPERUSER {right} IN ROLE {settings.APP_ROLE}")
        cursor.execute("CREATE TABLE owned_by_it ()")
        cursor.execute("ALTER TABLE owned_by_it OWNER TO start_owns")
    try:
        assert "sở hữu" in refusal(start(role="start_owns")[0])
        assert "BYPASSRLS" in refusal(start(role="start_bypasses")[0])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE owned_by_it")
            cursor.execute("DROP ROLE start_owns, start_bypasses")


def test_the_demonstrations_accounts_are_refused_until_their_password_is_another(start):
    hasher = Argon2PasswordHasher()
    demo = User.objects.create(
        username="ministry", role=Role.MINISTRY, password=hasher.encode("demo-only-2021", "saltsalt")
    )
    assert "ministry" in refusal(start()[0])

    User.objects.filter(pk=demo.pk).update(password=hasher.encode("một câu của riêng tôi", "saltsalt"))
    _process, port = start()
    assert answers(port) == 200


def test_without_a_second_factor_it_starts_where_the_reason_is_given(start):
    _process, port = start(REQUIRE_MFA="none", WITHOUT_MFA_BECAUSE="mạng độc lập, thẻ ở cửa")

    assert answers(port) == 200


UNCOLLECTED = """
from pathlib import Path
from config import settings
settings.STATIC_ROOT, settings.LOCAL = Path("/nothing/here"), {local}
import config.wsgi
"""


@pytest.mark.parametrize("local", [False, True])
def test_without_its_static_files_it_does_not_start_anywhere(own_database, local):
    words = [sys.executable, "-c", UNCOLLECTED.format(local=local)]
    done = subprocess.run(
        words, cwd=BASE, env=environment_of(own_database), capture_output=True, text=True, check=False
    )

    assert (done.returncode, "make setup" in done.stderr, "admin.css" in done.stderr) == (1, True, True)
