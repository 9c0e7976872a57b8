"""The embedded installation's key: made at the first start and kept in `VAR_DIR`."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def embedded_secret_key(var: Path) -> str:
    """Give the key kept in `var`, making it first where it is missing; two processes get the same."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = var / f"secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(fresh, path)  # the first process wins; a half-written key is never seen
        fresh.unlink()
    return path.read_text()
