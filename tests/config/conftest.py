"""Folders for servers of a test's own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
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


@pytest.fixture
def units(django_db_setup: None, django_db_blocker: Any, place: Path) -> Path:
    """A backup of a database with the gazetteer."""
    path, name = place / "units.backup", connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        point_at(TEMPLATE)
        back_up(path, None)
        point_at(name)
    return path
