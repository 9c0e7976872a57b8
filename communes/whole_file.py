"""A file is there whole or not at all: written beside its place, then moved into it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(target: Path, mode: int = 0o666) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `target` when the block ends without an exception.

    mode: who may do what with it, less the process's mask. After an exception `target` is as it was before.
    Raises OSError where nothing can be written there.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=target.suffix)
    os.close(handle)
    written = Path(name)
    try:
        yield written
        written.chmod(mode & ~_mask())
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
