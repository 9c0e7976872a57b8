"""Folders for servers of a test's own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from config.keeping.backing_up import back_up
from tests.conftest import TEMPLATE, point_at


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
