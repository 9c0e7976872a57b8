"""The production server: a few web workers behind a proxy that ends TLS, and the worker for long work."""

import gc
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from config.jobs import start_keeper
from config.logs import configuration

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 2
timeout = 60
# Seldom: a worker that starts anew takes seconds of a core from everybody.
max_requests, max_requests_jitter = 50_000, 5_000
accesslog = None
logconfig_dict = configuration()
# Workers are told to stop and to start by signals alone: no socket in anybody's home folder.
control_socket_disable = True
CHECKED = "CHECKED_BEFORE_STARTING"  # config.starting
_keepers: list[int] = []


def on_starting(server: Any) -> None:
    """Start nothing where production must not start: asked in a process of its own, which says why."""
    asked = subprocess.run([sys.executable, "-c", "import config.wsgi"], check=False)
    if asked.returncode:
        sys.exit(asked.returncode)
    os.environ[CHECKED] = "1"


def when_ready(server: Any) -> None:
    """Start the keeper of the worker once the address is ours."""
    _keepers.append(start_keeper().pid)


def post_worker_init(worker: Any) -> None:
    """Leave what was loaded at the start out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def on_exit(server: Any) -> None:
    """End the keeper with the server; gunicorn reaps it, or has."""
    for pid in _keepers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)
