"""The log: one JSON object a line, on stderr, in UTC; with neither secrets nor what is told of a person.

Keys: time, level, logger, message, request (the id that the answer carries as X-Request-ID), and of an
exception its kinds and places. The text of an exception is left out: PostgreSQL's quote whole rows.
Needs nothing of Django, so that gunicorn and the keeper of the worker log in the same way.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

LONGEST = 2000
# What may get into a message by way of an address or an argument, and what stands there instead.
HIDDEN = [
    (re.compile(r"(?i)(bearer|basic)\s+\S+"), r"\1 [hidden]"),
    (re.compile(r"://[^/\s:@]*:[^/\s@]*@"), "://[hidden]@"),
    (re.compile(r"(?i)((?:password|token|secret|key|sessionid)\w*['\"]?\s*[=:]\s*)\S+"), r"\1[hidden]"),
    (re.compile(r"\b\d{6}-\d{3}\b"), "[service number]"),
    (re.compile(r"\?\S+"), "?[hidden]"),
]
OWN = ("request", "user", "method", "route", "status", "milliseconds")  # what a line may say beside
current_request: ContextVar[str] = ContextVar("request", default="")


class JsonFormatter(logging.Formatter):
    """Gives a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": hidden(record.getMessage())[:LONGEST],
        }
        if current_request.get():
            line["request"] = current_request.get()
        told = {name: getattr(record, f"told_{name}", None) for name in OWN}
        line |= {name: value for name, value in told.items() if value is not None}
        if record.exc_info and record.exc_info[1]:
            line["exception"] = _exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def hidden(text: str) -> str:
    """Give `text` without what must not stand in a log."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


def _exception(error: BaseException) -> list[dict[str, Any]]:
    """Give the exception and those behind it: kind, PostgreSQL's code, and where."""
    found: list[dict[str, Any]] = []
    while error and len(found) < 5:
        frames = traceback.extract_tb(error.__traceback__)
        told: dict[str, Any] = {
            "kind": f"{type(error).__module__}.{type(error).__qualname__}",
            "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-15:]],
        }
        if getattr(error, "sqlstate", None):
            told["sqlstate"] = error.sqlstate  # type: ignore[attr-defined]
        found.append(told)
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return found


def configuration() -> dict[str, Any]:
    """Give the configuration of logging, for Django, gunicorn and the keeper alike."""
    console = {"handlers": ["console"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "gunicorn.error": console,
            "gunicorn.access": {"handlers": [], "propagate": False},
            "config": console,
            # It counts the objects in WeasyPrint's compressed streams and warns that they are many.
            "pypdf": {"level": "ERROR"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
