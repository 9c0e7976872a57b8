"""The test database: migrated and filled with the gazetteer once, then cloned for each worker."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from accounts.models import Role, User
from communes.models import Commune, Province
from communes.sight import NATION, seeing
from config.catalogue import compile_catalogues
from tests.migrating import lightly
from tests.scope_world import World

BASE = Path(__file__).resolve().parent.parent
TEMPLATE = "test_template"
compile_catalogues()


@pytest.fixture(scope="session")
def process_name(request: pytest.FixtureRequest) -> str:
    """The name of this process among those that share the tests."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def django_db_setup(
    process_name: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[None]:
    """Give each worker its own clone of one template, in which the units are loaded."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if process_name != "main" else own
    with django_db_blocker.unblock():
        with (shared / "template.lock").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            if not (shared / "template.done").exists():
                if _kept_template() != fingerprint() and not _stays():
                    _make_template()
                (shared / "template.done").touch()
            name = f"test_{settings.DATABASES['default']['NAME']}_{process_name}"
            administer(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
        point_at(name)
    yield
    with django_db_blocker.unblock():
        original = settings.DATABASES["default"]["NAME"]
        point_at(original)
        administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Give the test a clone of the template for itself, where it may commit and other processes may look.

    Gives the name; a process with it in `TEST_DATABASE`, under tests.settings, uses the same one.
    """
    usual = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock(), cloned() as name, at_database(name):
        settings.DATABASES["default"]["NAME"] = name
        try:
            yield name
        finally:
            settings.DATABASES["default"]["NAME"] = usual


@contextmanager
def cloned() -> Iterator[str]:
    """Give the name of a clone of the template, which is gone afterwards."""
    name = f"own_{uuid4().hex[:12]}"
    administer(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    try:
        yield name
    finally:
        administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def fingerprint() -> str:
    """Give a hash of all that the template is made of, so that a kept one is used only while it is right."""
    made_of = [
        *BASE.glob("*/migrations/*.py"),
        *BASE.glob("communes/**/*.py"),
        *BASE.glob("communes/data/*.csv"),
    ]
    made_of += [
        BASE / "config/settings.py",
        BASE / "config/walls.py",
        BASE / "accounts/chain/raising.py",
        BASE / "accounts/chain/tables.py",
        BASE / "config/apps.py",
        BASE / "requirements/base.txt",
        BASE / "tests/migrating.py",
    ]
    digest = hashlib.sha256()
    for path in sorted(made_of):
        digest.update(path.relative_to(BASE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _stays() -> bool:
    """Tell whether `make guards` says that nothing changed on which a table depends."""
    return "KEEP_TEMPLATE" in os.environ and bool(_kept_template())


def _kept_template() -> str:
    """Give the fingerprint of the template that an earlier run left here, "" where there is none."""
    with owning(), connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        )
        found = cursor.fetchone()
    return (found and found[0]) or ""


def _make_template() -> None:
    original = settings.DATABASES["default"]["NAME"]
    administer(f'DROP DATABASE IF EXISTS "{TEMPLATE}"', f'CREATE DATABASE "{TEMPLATE}"')
    point_at(TEMPLATE)
    with owning():
        with lightly():
            call_command("migrate", verbosity=0)
        call_command("load_units", stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.close()
    point_at(original)
    administer(f"COMMENT ON DATABASE {TEMPLATE} IS '{fingerprint()}'")  # the last step: it is whole


@contextmanager
def owning() -> Iterator[None]:
    """Connect without taking the application's role."""
    options = connection.settings_dict["OPTIONS"]
    role = options.pop("assume_role")
    wrappers, connection.execute_wrappers = connection.execute_wrappers, []
    connection.settings_dict["WALLED"] = False
    yield
    connection.settings_dict["WALLED"] = True
    options["assume_role"], connection.execute_wrappers = role, wrappers


def administer(*statements: str) -> None:
    with owning(), connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, str]]:
    """Two provinces with records of every kind, made once a process: with the name of their database."""
    with django_db_blocker.unblock(), cloned() as name:
        with at_database(name), seeing(NATION):
            made = World()
        yield made, name


@pytest.fixture(scope="module")
def world(kept_world: tuple[World, str], django_db_blocker: Any) -> Iterator[World]:
    """What the matrices walk through; no test changes it, and what a module leaves behind is undone."""
    made, name = kept_world
    with django_db_blocker.unblock(), at_database(name), transaction.atomic():
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let fixtures of a module make facts that all its tests begin with: what a test does is undone to there.

    Every test of the module has them, whether it asks for them or not.
    """
    with django_db_blocker.unblock(), seeing(NATION), transaction.atomic():
        translation.activate(settings.LANGUAGE_CODE)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def language() -> None:
    """Every test begins in Vietnamese, whichever language the page before was asked for in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def sight() -> Iterator[None]:
    """What a test does itself sees the nation; the requests it makes see what their account may see."""
    with seeing(NATION):
        yield


@pytest.fixture
def as_owner(db: None) -> Iterator[None]:
    """Let the test act as the owner of the tables, behind no wall."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def point_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def at_database(name: str) -> Iterator[None]:
    """Use that database for a while."""
    before = connection.settings_dict["NAME"]
    point_at(name)
    try:
        yield
    finally:
        point_at(before)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget what another test has stored: its data version, rolled back, may come again."""
    cache.clear()
    settings.API_CALLS_FILE.open("wb").close()  # the calls of another test's accounts, too


@pytest.fixture
def nam_ke() -> Commune:
    """Xã Nậm Kè, Điện Biên."""
    return Commune.objects.get(code="03162")


@pytest.fixture
def commune(nam_ke: Commune) -> Commune:
    return nam_ke


@pytest.fixture
def dien_bien() -> Province:
    return Province.objects.get(code="11")


@pytest.fixture
def ministry() -> User:
    return User.objects.create_user("ministry", password="a-long-passphrase", role=Role.MINISTRY)


@pytest.fixture
def auditor() -> User:
    return User.objects.create_user("auditor", password="a-long-passphrase", role=Role.AUDITOR)


@pytest.fixture
def editor(dien_bien: Province) -> User:
    """An editor of Điện Biên (11)."""
    return User.objects.create_user(
        "editor-11", password="a-long-passphrase", role=Role.PROVINCE_EDITOR, province=dien_bien
    )


@pytest.fixture
def approver(dien_bien: Province) -> User:
    """An approver of Điện Biên (11)."""
    return User.objects.create_user(
        "approver-11", password="a-long-passphrase", role=Role.PROVINCE_APPROVER, province=dien_bien
    )


@pytest.fixture
def as_ministry(client: Client, ministry: User) -> Client:
    """A browser in which the Ministry's account is signed in."""
    client.force_login(ministry)
    return client


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    """A browser in which an editor of Điện Biên is signed in."""
    client.force_login(editor)
    return client
