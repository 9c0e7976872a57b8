"""Which release runs: a hash of what pages are made of, so that a stored page ends with its release."""

import hashlib
from pathlib import Path

API_VERSION = "1.0.0"
ROOMS = ("config", "reports", "deployment", "accounts", "communes", "templates", "static", "locale")
KINDS = {".py", ".html", ".css", ".js", ".svg", ".mo"}


def release_of(base: Path) -> str:
    """Give 12 digits that differ where any template, style or module below `base` differs."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((base / room).rglob("*")):
            if path.suffix in KINDS:
                digest.update(path.relative_to(base).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
