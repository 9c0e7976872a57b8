"""Folders for servers of a test's own, and a posting of another province."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import User
from accounts.scope import sight_of
from communes.models import Commune, Province
from communes.sight import seeing
from config.keeping.backing_up import back_up
from deployment.models import Assignment
from tests.conftest import TEMPLATE, point_at
from tests.factories import AssignmentFactory


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the server's user may pass; under pytest's own, another run of pytest closes the way."""
    folder = Path(tempfile.mkdtemp(prefix="keeping-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def collected() -> None:
    """The static files as production serves them; `make setup` has seen to it, or it is done here."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in (settings.BASE_DIR / "static").rglob("*"))
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        words = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run(words, cwd=settings.BASE_DIR, env=environment, check=True)


@pytest.fixture
def units(django_db_setup: None, django_db_blocker: Any, place: Path) -> Path:
    """A backup of a database with the gazetteer."""
    path, name = place / "units.backup", connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        point_at(TEMPLATE)
        back_up(path, None)
        point_at(name)
    return path


@pytest.fixture
def ha_noi() -> Province:
    return Province.objects.get(code="01")


@pytest.fixture
def there(ha_noi: Province) -> Assignment:
    """A posting of Hà Nội."""
    return AssignmentFactory(commune=Commune.objects.get(code="00376"))


def sees(user: User) -> AbstractContextManager[object]:
    """See, for a while, what `user` may see."""
    return seeing(sight_of(user))
