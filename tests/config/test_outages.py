"""When the database fails, the answer is 503 in words; what is our own fault stays a 500."""

import errno
from io import BytesIO

import psycopg
import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.api import access
from accounts.tokens import issue_token
from config import errors, urls
from config.outages import AWAY, FULL, FULL_HERE, TOO_SLOW
from deployment import postings
from tests.conftest import administer
from tests.machines import officer

pytestmark = pytest.mark.django_db


def failing(request, kind):
    if kind == "slow":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '50ms'")
            cursor.execute("SELECT pg_sleep(5)")
    if kind == "full":
        raise OperationalError from psycopg.errors.DiskFull("no space")
    if kind == "away":
        raise OperationalError from psycopg.OperationalError("server closed the connection")
    raise ValueError("ours")


urlpatterns = [*urls.urlpatterns, path("failing/<kind>", failing), path("api/v1/failing/<kind>", failing)]
handler500 = "config.errors.server_error"


@pytest.fixture
def site(ministry):
    client = Client(raise_request_exception=False)
    client.force_login(ministry)
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.mark.parametrize(("kind", "status", "words"), [("slow", 503, TOO_SLOW), ("full", 503, FULL),
                         ("away", 503, AWAY), ("ours", 500, "Hệ thống gặp lỗi")])  # fmt: skip
def test_the_page_says_what_it_is_and_asks_nothing_of_the_database(site, kind, status, words):
    answer = site.get(f"/failing/{kind}")

    assert (answer.status_code, str(words) in answer.content.decode()) == (status, True)
    assert answer.has_header("Retry-After") == (status == 503)
    assert "psycopg" not in answer.content.decode()


def test_the_api_says_it_as_a_problem(ministry):
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__):
        bearer = {"Authorization": f"Bearer {issue_token(user=ministry)}"}
        answer = client.get("/api/v1/failing/away", headers=bearer)

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (answer.json()["title"], answer["Retry-After"]) == ("Hệ thống tạm ngừng phục vụ", "10")


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(psycopg.errors.DiskFull("no space"), 503, FULL), (OSError(errno.ENOSPC, "no space"), 503, FULL_HERE),
     (ValueError("ours"), 500, "Việc vừa làm chưa được ghi. Hãy thử lại sau ít phút.")],
)  # fmt: skip
def test_within_an_endpoint_it_is_the_same(client, editor, monkeypatch, error, status, words):
    def fail(**values):
        raise error

    monkeypatch.setattr(postings, "register_officer", fail)
    bearer = {"Authorization": f"Bearer {issue_token(user=editor)}"}
    answer = client.post("/api/v1/officers", officer(1), "application/json", headers=bearer)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["detail"], answer.get("Retry-After")) == (words, "10" if status == 503 else None)


def test_a_token_that_cannot_be_looked_up_is_an_outage_too(client, monkeypatch):
    def fail(key):
        raise OperationalError from psycopg.OperationalError("gone")

    monkeypatch.setattr(access, "token_of", fail)
    client.raise_request_exception = False
    answer = client.get("/api/v1/officers", headers={"Authorization": "Bearer x"})

    assert (answer.status_code, answer.json()["detail"], answer["Retry-After"]) == (503, AWAY, "10")


def test_an_upload_that_finds_no_room_is_read_to_its_end_and_then_told(site, editor, monkeypatch):
    def no_room(file, data):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(TemporaryUploadedFile, "write", no_room, raising=False)
    body = BytesIO(b"x" * 4_000_000)
    site.force_login(editor)
    answer = site.post("/assignments/import/", {"file": body})

    assert (answer.status_code, str(FULL_HERE) in answer.content.decode()) == (503, True)
    assert answer.wsgi_request.META["wsgi.input"].read() == b""


def test_the_page_needs_no_database(rf, django_assert_num_queries):
    try:
        raise OperationalError from psycopg.OperationalError("gone")
    except OperationalError:
        with django_assert_num_queries(0):
            answer = errors.server_error(rf.get("/"))

    assert isinstance(answer, HttpResponse)
    assert "Về trang chủ" in answer.content.decode()


def test_a_connection_lost_before_a_statement_is_an_outage_and_not_another_error():
    other = connection.copy()
    other.ensure_connection()
    administer(f"SELECT pg_terminate_backend({other.connection.info.backend_pid})")

    with pytest.raises(OperationalError), other.cursor() as cursor:
        cursor.execute("SELECT 1")

    other.close()
