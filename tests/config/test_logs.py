"""The log is JSON in UTC, one line a request, and says nothing of persons and no secret."""

import json
import logging
import sys

import psycopg
import pytest

from config.logs import JsonFormatter, hidden

pytestmark = pytest.mark.django_db


def line_of(record):
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def record(message, *args, **more):
    return logging.makeLogRecord({"name": "x", "levelname": "ERROR", "msg": message, "args": args, **more})


def test_a_line_has_its_time_in_utc_and_stays_one_line():
    line = line_of(record("Hai\ndòng %s", "Đức", created=1622479200.5))

    assert line["time"] == "2021-05-31T16:40:00.500+00:00"
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "x", "Hai\ndòng Đức")


SAID = [
    "Authorization: Bearer abcSECRET",
    "postgres://owner:SECRET@db/site",
    "password=SECRET",
    "'token': 'SECRET'",
    "Not Found: /officers/?q=SECRET",
    "officer 123456-789",
]


@pytest.mark.parametrize("said", SAID)
def test_secrets_and_service_numbers_are_hidden(said):
    assert "SECRET" not in hidden(said)
    assert "123456-789" not in hidden(said)


def test_of_an_exception_the_kind_and_the_place_are_told_and_no_row():
    try:
        raise RuntimeError("Nguyễn Văn An") from psycopg.errors.UniqueViolation("Key (name)=(Nguyễn Văn An)")
    except RuntimeError:
        line = line_of(record("failed", exc_info=sys.exc_info()))

    kinds = [each["kind"] for each in line["exception"]]
    assert kinds == ["builtins.RuntimeError", "psycopg.errors.UniqueViolation"]
    assert line["exception"][1]["sqlstate"] == "23505"
    assert "test_logs.py" in line["exception"][0]["at"][0]
    assert "Nguyễn" not in json.dumps(line, ensure_ascii=False)


@pytest.fixture
def lines(caplog):
    logging.getLogger("config").propagate = True
    caplog.set_level(logging.INFO, logger="config.request_log")
    yield lambda: [line_of(each) for each in caplog.records if each.name == "config.request_log"]
    logging.getLogger("config").propagate = False


def test_a_request_has_a_line_with_its_route_and_account_and_the_answer_its_id(client, editor, lines):
    client.force_login(editor)
    answer = client.get("/officers/?q=Nguyễn+Văn+An", headers={"X-Request-ID": "from-the-proxy"})

    (line,) = lines()
    assert answer["X-Request-ID"] == "from-the-proxy"
    told = {name: line[name] for name in ("method", "route", "status", "user")}
    assert told == {"method": "GET", "route": "officers/", "status": 200, "user": editor.pk}
    assert "An" not in json.dumps({**line, "time": ""}, ensure_ascii=False)


def test_an_id_that_is_none_is_replaced(client, lines):
    answer = client.get("/accounts/login/", headers={"X-Request-ID": 'x"}\n{"level":'})

    assert len(answer["X-Request-ID"]) == 32
