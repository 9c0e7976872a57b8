"""What the worker runs: found by procrastinate in every application's `tasks` module."""

from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from deployment.importing import uploads
from deployment.work import TASK, perform

__all__ = ["uploads", "work"]  # imported so that its kinds of work are known


@app.task(name=TASK, queue="work")
def work(work_id: str) -> None:
    """Do one piece of work in this thread, whose connection is given back afterwards."""
    try:
        perform(UUID(work_id))
    finally:
        connection.close()
