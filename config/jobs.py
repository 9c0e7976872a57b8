"""The worker beside the web server: started with it, started again after a crash, ended with it.

gunicorn starts `python -m config.jobs` (the keeper), which runs `manage.py worker` as its child. The
keeper ends when it is told to or when its parent is gone, however that went, and the worker with it.
"""

import logging
import logging.config
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.logs import configuration

logger = logging.getLogger("config.jobs")
BASE = Path(__file__).resolve().parent.parent
LOOK = 0.25  # seconds
LONGEST_PAUSE = 30.0
STEADY = 60.0  # a worker that ran this long had a good start
GRACE = 20.0  # seconds to finish the work at hand; what is cut off then is rolled back


class Keeper:
    """Keeps one worker running while its own parent lives."""

    def __init__(self) -> None:
        self.parent, self.stopping, self.pause = os.getppid(), False, 1.0

    def keep(self) -> None:
        """Run workers, one after another, until it is time to stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self._stop)
        while not self._over():
            began = time.monotonic()
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "worker", "--parent", str(os.getpid())], cwd=BASE
            )
            while worker.poll() is None and not self._over():
                time.sleep(LOOK)
            if self._over():
                end(worker)
                return
            self._rest(time.monotonic() - began)

    def _stop(self, *signalled: object) -> None:
        self.stopping = True

    def _over(self) -> bool:
        return self.stopping or os.getppid() != self.parent

    def _rest(self, lived: float) -> None:
        """Wait before the next start, longer each time that a worker dies young."""
        self.pause = 1.0 if lived > STEADY else min(self.pause * 2, LONGEST_PAUSE)
        logger.warning("worker ended after %.0f s; again in %.0f s", lived, self.pause)
        until = time.monotonic() + self.pause
        while time.monotonic() < until and not self._over():
            time.sleep(LOOK)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, and after a while make it."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def start_keeper() -> "subprocess.Popen[bytes]":
    """Start the keeper as a child of this process."""
    return subprocess.Popen([sys.executable, "-m", "config.jobs"], cwd=BASE)


if __name__ == "__main__":
    logging.config.dictConfig(configuration())
    Keeper().keep()
