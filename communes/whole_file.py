"""A file is there whole or not at all: written beside its place, then moved into it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _


@contextmanager
def whole_file(target: Path, mode: int = 0o666) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `target` when the block ends without an exception.

    mode: who may do what with it, less the process's mask. After an exception `target` is as it was before.
    A link stays one, and the file that it names is written; a device or pipe (`/dev/stdout`) is written
    into and never replaced.
    Raises OSError where nothing can be written there.
    """
    if target.exists() and not target.is_file() and not target.is_dir():
        with _poured_into(target) as written:
            yield written
        return
    place = Path(os.path.realpath(target))
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:50]}.", suffix=place.suffix)
    os.close(handle)
    written = Path(name)
    try:
        yield written
        written.chmod(mode & ~_mask())
        written.replace(place)
    finally:
        written.unlink(missing_ok=True)


def reason_of(error: OSError) -> str:
    """Say in the reader's language why the system refused a file."""
    words = {
        errno.ENOENT: _("không có tệp hoặc thư mục này"),
        errno.EACCES: _("không có quyền"),
        errno.EPERM: _("không có quyền"),
        errno.ENOTDIR: _("một phần của đường dẫn không phải là thư mục"),
        errno.EISDIR: _("đây là một thư mục"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.ENAMETOOLONG: _("tên quá dài"),
    }
    return words.get(error.errno or 0) or error.strerror or str(error)


@contextmanager
def _poured_into(target: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, f"whole{target.suffix}")
        written.touch()
        yield written
        with written.open("rb") as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
