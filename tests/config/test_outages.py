"""When the database fails, the answer is 503 in words; what is our own fault stays a 500."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.tokens import issue_token
from config import errors, urls
from config.outages import AWAY, FULL, TOO_SLOW
from tests.conftest import administer

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
