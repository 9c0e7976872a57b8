import asyncio
import os
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from communes.sight import NATION, seeing
from deployment.models import Work
from deployment.work import recognise_lost

AT_ONCE = 2


class Command(BaseCommand):
    help = "Làm các việc dài (nhập tệp lớn, kết xuất tài liệu) được xếp hàng trong cơ sở dữ liệu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="dừng khi tiến trình cha này không còn")
        parser.add_argument("--once", action="store_true", help="dừng khi không còn việc nào")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["parent"]:
            threading.Thread(target=_end_with, args=[options["parent"]], daemon=True).start()
        with seeing(NATION):
            recognise_lost(Work.objects.all())
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            asyncio.run(_run(working, wait=not options["once"]))


def _end_with(parent: int) -> None:
    """Stop this process, as if asked to, once its parent is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


async def _run(working: Any, *, wait: bool) -> None:
    async with working.open_async():
        await _clear_stalled(working)
        await working.run_worker_async(
            concurrency=AT_ONCE, wait=wait, delete_jobs="always", fetch_job_polling_interval=2.0
        )


async def _clear_stalled(working: Any) -> None:
    """Take the jobs of dead workers off the queue; they are not tried again: their owners were told."""
    for job in await working.job_manager.get_stalled_jobs():
        await working.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
