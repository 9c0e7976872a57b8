"""Who changed what, and by which page or command: what the database's history triggers are told.

The keys of a context: `user` and `by` (the account's id and name), and one source: `url` (a page),
`command` (of manage.py), `work` with its `kind` (done by the worker); `import` is the receipt's number
beside any of them. `deployment/history/` reads them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware

from communes.sight import NATION, seeing

UNRECORDED_COMMANDS = {"runserver", "test", "migrate", "worker"}  # they start work that names itself


class TrailMiddleware(HistoryMiddleware):
    """Names the account and the page behind each change that a request makes."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "by": request.user.get_username()}


@contextmanager
def recorded_command(words: list[str]) -> Iterator[None]:
    """Name the command of `manage.py` behind each change that it makes, and let it see the nation.

    Who may type a command is an operator. What a command does for an account (`import_assignments
    --user`) it does in that account's sight.
    """
    name = words[1] if len(words) > 1 else "help"
    if name in UNRECORDED_COMMANDS:
        yield
    else:
        with pghistory.context(command=name), seeing(NATION):
            yield
