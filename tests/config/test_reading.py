"""Who read personal records, and who was refused, is written down, once a request, and stays."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.chain.verifying import verify
from accounts.models import Purpose, Reading
from accounts.tokens import issue_token
from communes.models import Commune
from communes.sight import NOBODY, seeing
from config.reading import PERSONAL
from tests.factories import AssignmentFactory, OfficerFactory
from tests.scope_matrix import ROUTES
from tests.scope_world import World

pytestmark = pytest.mark.django_db


def readings():
    return list(Reading.objects.order_by("id").values_list("name", "outcome", "route", "records"))


@pytest.fixture
def elsewhere():
    """An officer of Hà Nội."""
    return AssignmentFactory(commune=Commune.objects.get(code="00376")).officer


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def test_a_page_of_a_list_is_logged_with_its_filters_and_purpose(signed_in):
    AssignmentFactory.create_batch(3)

    signed_in.get("/officers/?rank=7&per_page=100", REMOTE_ADDR="10.1.2.3")

    row = Reading.objects.get()
    assert (row.name, row.outcome, row.route, row.records) == ("editor-11", "read", "deployment:officers", 3)
    assert (row.query, row.address, row.purpose.code) == ("rank=7&per_page=100", "10.1.2.3", "bo-tri")
    assert row.purpose.ends_on is None


@pytest.mark.parametrize(
    ("url", "route", "records"),
    [
        ("/assignments/", "deployment:assignments", 1),
        ("/lists/officers.csv", "deployment:list_file", 1),
        ("/find/officers/?q=an", "deployment:find_officers", 1),
        ("/history/", "deployment:history", 50),
        ("/api/v1/officers", "api:officers", 1),
        ("/api/v1/assignments", "api:assignments", 1),
    ],
)
def test_lists_files_and_the_api_are_logged_with_how_many(signed_in, url, route, records):
    AssignmentFactory(officer__full_name="Lò Văn An", officer__search_key="lo van an")

    assert signed_in.get(url).status_code == 200

    assert readings() == [("editor-11", "read", route, records)]


def test_one_person_is_logged_and_a_summary_is_not(signed_in):
    officer = OfficerFactory()

    signed_in.get(f"/officers/{officer.pk}/")
    signed_in.get("/provinces/11/")

    assert readings() == [("editor-11", "read", "deployment:officer", 1)]


def test_a_search_that_finds_officers_is_logged(signed_in):
    OfficerFactory(full_name="Lò Văn An", search_key="lo van an")

    for url in ("/search/?q=lo+van", "/search/suggest/?q=lo+van"):
        assert "Lò Văn An" in signed_in.get(url).content.decode()

    assert [row[1:3] for row in readings()] == [("read", "search"), ("read", "suggest")]


def test_an_answer_from_the_readers_own_store_is_a_reading(editor):
    token = issue_token(user=editor)
    client, headers = Client(), {"Authorization": f"Bearer {token}"}
    etag = client.get("/api/v1/officers", headers=headers)["ETag"]

    answer = client.get("/api/v1/officers", headers={**headers, "If-None-Match": etag})

    assert answer.status_code == 304
    assert [row[:2] for row in readings()] == [("editor-11", "read")] * 2


def test_every_page_that_names_an_officer_is_logged():
    world = World()
    unlogged = []
    for name, route in ROUTES.items():
        if "GET" not in route.methods or route.heavy or not route.lets_in(world.editor):
            continue
        own = world.own[world.editor]
        status, text = world.ask(world.editor, name, own, "GET")
        if status == 200 and own.officer.service_number in text and name not in PERSONAL:
            unlogged.append(name)

    assert unlogged == []


def test_another_provinces_record_is_told_from_one_that_is_not_there(signed_in, elsewhere):
    assert signed_in.get(f"/officers/{elsewhere.pk}/").status_code == 404
    assert signed_in.get("/officers/987654321/").status_code == 404
    assert signed_in.get("/provinces/01/").status_code == 404
    assert signed_in.get("/nothing/here/").status_code == 404

    assert [row[1:3] for row in readings()] == [
        ("elsewhere", "deployment:officer"),
        ("unknown", "deployment:officer"),
        ("elsewhere", "reports:province"),
    ]


def test_what_a_role_may_not_do_is_logged(client, auditor):
    client.force_login(auditor)

    assert client.get("/officers/new/").status_code == 403

    assert readings() == [("auditor", "forbidden", "deployment:register", None)]


def test_a_refused_sign_in_is_logged_by_the_name_of_an_account_alone(client, editor):
    for name in ("editor-11", "my-secret-typed-in-the-wrong-field"):
        client.post("/accounts/login/", {"username": name, "password": "wrong"})

    assert readings() == [
        ("editor-11", "sign_in", "accounts:login", None),
        ("", "sign_in", "accounts:login", None),
    ]


def test_a_bad_token_is_logged(client):
    client.get("/api/v1/officers", headers={"Authorization": "Bearer cax_no"})

    assert [row[:2] for row in readings()] == [("", "token")]


def test_a_request_is_one_row_at_most(signed_in):
    counting = Counting()
    with connection.execute_wrapper(counting):
        signed_in.get("/officers/")

    assert counting.added == 1


class Counting:
    added = 0

    def __call__(self, execute, sql, params, many, context):
        self.added += sql.lstrip().startswith("INSERT INTO accounts_reading")
        return execute(sql, params, many, context)


def test_hostile_addresses_are_logged_and_harm_nothing(signed_in):
    for query in ("q=%ff", "q=" + "x" * 3000, "q=%F0%9F%98%80&sort='--"):
        assert signed_in.get(f"/officers/?{query}").status_code == 200

    assert Reading.objects.count() == 3


@pytest.mark.parametrize(
    "statement",
    ["UPDATE accounts_reading SET name = ''", "DELETE FROM accounts_reading", "TRUNCATE accounts_reading"],
)
def test_the_application_adds_to_the_log_and_no_more(signed_in, statement):
    signed_in.get("/officers/")

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_log_is_not_shown_to_a_province_by_the_database_either(signed_in):
    signed_in.get("/officers/")

    with seeing(NOBODY):
        assert not Reading.objects.exists()


def test_the_log_is_chained(signed_in, as_owner):
    signed_in.get("/officers/")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert verify().broken is None

        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_reading SET name = 'editor-01'")
        cursor.execute("SET LOCAL session_replication_role = origin")

    broken = verify().broken
    assert (broken.book, broken.table, broken.event) == (
        "reading",
        "accounts_reading",
        Reading.objects.get().pk,
    )


def test_the_auditor_reads_and_narrows_the_log(client, editor, auditor, ministry):
    client.force_login(editor)
    client.get("/officers/")
    client.get("/officers/987654321/")
    client.force_login(auditor)

    page = client.get("/readings/?name=editor-11&outcome=unknown").context["page"]
    assert [row.path for row in page] == ["/officers/987654321/"]
    assert client.get("/readings/?day_from=31/31/2021").context["page"].paginator.count == 0
    assert "bo-tri" in {purpose.code for purpose in client.get("/readings/").context["purposes"]}
    client.force_login(ministry)
    assert client.get("/readings/").status_code == 403


def test_each_purpose_has_a_ground_on_every_day():
    for code in set(PERSONAL.values()):
        times = list(Purpose.objects.filter(code=code).order_by("starts_on"))
        assert times, code
        assert [time.ends_on for time in times] == [time.starts_on for time in times[1:]] + [None]
