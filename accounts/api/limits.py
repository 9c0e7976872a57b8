"""How often an account calls the API: counted once for all processes of this server, in one small file.

Each account has a place in the file, found by its number: the second of its last call, and how many calls
there were in that second of the clock and in each of the 59 before.
"""

import fcntl
import logging
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.api.kinds import TOO_MANY
from accounts.api.problems import problem
from accounts.models import User

PLACE, SECONDS = struct.Struct("<q60H"), 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """At most `most` calls within any `seconds` that follow one another on the clock."""

    name: str
    most: int
    seconds: int


LIMITS = (Limit("burst", 50, 1), Limit("steady", 1200, 60))
POLICY = ", ".join(f'"{limit.name}";q={limit.most};w={limit.seconds}' for limit in LIMITS)


@dataclass(frozen=True)
class Standing:
    """How an account stands to one limit: the calls left, and after how many seconds there are some more."""

    limit: Limit
    left: int
    wait: float

    @property
    def told(self) -> str:
        """The standing as the header `RateLimit` says it."""
        return f'"{self.limit.name}";r={self.left};t={ceil(self.wait)}'


@dataclass
class Calls:
    """The counts in the file at `path`, which any number of processes and threads share."""

    path: Path
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _file: int | None = None

    def taken(self, account: int, now: float) -> tuple[bool, list[Standing]]:
        """Count one call of `account` unless a limit is reached; tell whether it may be, and the standings.

        Raises OSError where the file cannot be read or written.
        """
        start = account * PLACE.size
        with self._place(start) as file:
            last, *counts = PLACE.unpack(os.pread(file, PLACE.size, start).ljust(PLACE.size, b"\0"))
            counts = _moved(counts, int(now) - last)
            may = all(sum(counts[: limit.seconds]) < limit.most for limit in LIMITS)
            counts[0] += may
            os.pwrite(file, PLACE.pack(int(now), *counts), start)
        return may, [_standing(counts, limit, now) for limit in LIMITS]

    @contextmanager
    def _place(self, start: int) -> Iterator[int]:
        """Keep every other thread and process from these bytes, for some microseconds."""
        with self._turn:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.lockf(self._file, fcntl.LOCK_EX, PLACE.size, start)
            try:
                yield self._file
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, PLACE.size, start)


def _moved(counts: list[int], seconds: int) -> list[int]:
    """Give the counts of the seconds up to now, the newest first, `seconds` after they were written."""
    passed = seconds if 0 <= seconds < SECONDS else SECONDS  # a clock that was set back begins anew
    return ([0] * passed + counts)[:SECONDS]


def _standing(counts: list[int], limit: Limit, now: float) -> Standing:
    """Say how many calls are left, and when the oldest of those counted, or the last one, counts no more."""
    counted = counts[: limit.seconds]
    oldest = max((age for age, calls in enumerate(counted) if calls), default=0)
    return Standing(limit, max(0, limit.most - sum(counted)), int(now) + limit.seconds - oldest - now)


@cache
def _calls(path: Path) -> Calls:
    return Calls(path)


def slowed(request: HttpRequest) -> HttpResponse | None:
    """Count a call of a signed-in account; give the problem (429) where it calls too fast.

    A file that cannot be written stops nobody: the call is answered, and the log says so.
    """
    if not isinstance(request.user, User):
        return None
    try:
        may, standings = _calls(settings.API_CALLS_FILE).taken(request.user.pk, time.time())
    except OSError as error:
        logger.warning("Calls of the API are not counted: %s", error)
        return None
    request.rate_limit = ", ".join(each.told for each in standings)  # type: ignore[attr-defined]
    if may:
        return None
    answer = problem(request, TOO_MANY, _("Hãy chờ rồi gửi lại."))
    answer["Retry-After"] = str(ceil(max(each.wait for each in standings if not each.left)))
    return answer


def with_limits(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Say in the headers of an answer what the limits are, and how the account stands to them."""
    if hasattr(request, "rate_limit"):
        answer["RateLimit-Policy"], answer["RateLimit"] = POLICY, request.rate_limit
    return answer
