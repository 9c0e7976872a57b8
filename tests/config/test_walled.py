from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext
from psycopg import sql
from psycopg.pq import TransactionStatus

from communes.sight import NATION, NOBODY, seeing
from config.walled.base import SETTING, DatabaseWrapper

pytestmark = pytest.mark.django_db
PRESENT = f"SELECT current_setting('{SETTING}', true)"


@pytest.fixture
def beside() -> Iterator[DatabaseWrapper]:
    """A connection of the application's own, in no transaction."""
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    wrapper = DatabaseWrapper(connection.settings_dict | {"USER": settings.APP_ROLE, "OPTIONS": options})
    yield wrapper
    wrapper.close()


def answers(wrapper, statement, params=None):
    with wrapper.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


@pytest.mark.parametrize(
    "statement", [PRESENT, PRESENT.encode(), sql.SQL(PRESENT)], ids=["str", "bytes", "sql"]
)
def test_a_statement_alone_knows_what_is_in_sight(beside, statement):
    with seeing("7,8"):
        assert answers(beside, statement) == [("7,8",)]
    with seeing(NOBODY):
        assert answers(beside, statement) == [("",)]


def test_what_is_said_goes_in_the_same_message_and_opens_nothing(beside):
    with beside.cursor() as cursor:
        cursor.execute("SELECT %s::text, txid_current() = txid_current()", ["100%; --"])
        assert (cursor.fetchone(), cursor.rowcount) == (("100%; --", True), 1)
        assert cursor.connection.info.transaction_status == TransactionStatus.IDLE


def test_the_log_of_statements_shows_the_statement_alone(beside):
    with CaptureQueriesContext(beside) as sent:
        answers(beside, "SELECT 'a; b'")
    assert [query["sql"] for query in sent.captured_queries] == ["SELECT 'a; b'"]


def test_many_times_the_same_is_all_or_nothing_and_in_sight(beside):
    with beside.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE seen (n int PRIMARY KEY, sight text)")
    into = f"INSERT INTO seen VALUES (%s, current_setting('{SETTING}'))"
    with seeing(NATION), beside.cursor() as cursor:
        with pytest.raises(IntegrityError):
            cursor.executemany(into, [(1,), (2,), (1,)])
        cursor.executemany(into, [(3,)])
        cursor.execute("SELECT n, sight FROM seen")
        assert cursor.fetchall() == [(3, NATION)]


def test_piece_by_piece_is_in_sight(beside):
    with seeing("9"), beside.chunked_cursor() as cursor:
        cursor.execute(PRESENT)
        assert cursor.fetchall() == [("9",)]


def test_a_statement_that_fails_leaves_the_connection_fit(beside):
    with pytest.raises(DataError):
        answers(beside, "SELECT 1 / 0")
    with seeing("7"):
        assert answers(beside, PRESENT) == [("7",)]
