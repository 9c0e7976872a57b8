"""A workbook that might swell is parsed in a process of its own first, whose memory the kernel bounds."""

import resource
import subprocess
import sys
from io import BytesIO

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from deployment.importing.result import FileRefused

MOST_MEMORY = 600_000_000  # bytes of address space, Python's own included
PATIENCE = 60  # seconds
PARSE = "from deployment.importing.distance import parse; parse()"


def try_at_a_distance(content: bytes) -> None:
    """Raise FileRefused where parsing `content` takes too much memory or time."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", PARSE],
            input=content,
            timeout=PATIENCE,
            check=False,
            capture_output=True,
        )
    except subprocess.TimeoutExpired as error:
        raise _swells() from error
    if done.returncode:
        raise _swells()


def parse() -> None:
    """Parse what stands on the standard input, within the bound; the end of this process is the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _swells() -> FileRefused:
    return FileRefused(_("Bảng tính chứa ô quá dài lặp lại quá nhiều lần; hãy rút ngắn hoặc chia tệp."))
