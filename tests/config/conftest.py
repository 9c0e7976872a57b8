"""Folders for servers of a test's own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the server's user may pass; under pytest's own, another run of pytest closes the way."""
    folder = Path(tempfile.mkdtemp(prefix="keeping-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
