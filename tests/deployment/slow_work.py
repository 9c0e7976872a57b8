"""`manage.py` for the tests of the worker, with a kind of work that takes as long as asked for."""

import sys
import time

import django
from django.core.management import execute_from_command_line

django.setup()

from communes.models import Region  # noqa: E402
from deployment.work import kind  # noqa: E402


@kind("slow")
def slow(work, progress, *, seconds):
    """Write something, then sleep for so long in small steps."""
    Region.objects.filter(code="1").update(name="Đã làm")
    for step in range(seconds * 10):
        progress.tell(step, seconds * 10, "Đang ngủ" if step == 1 else "")
        time.sleep(0.1)
    return ""


if __name__ == "__main__":
    execute_from_command_line(sys.argv)
