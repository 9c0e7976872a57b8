"""The second wall: what PostgreSQL itself shows, refuses and hides, whatever the code above it forgets."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from accounts import scope
from communes.models import Province
from communes.sight import NATION, NOBODY, of_provinces, present_sight, seeing, seeing_also
from config.walled.base import DatabaseWrapper
from config.walls import OPEN, POLICY, SPECIAL, raise_walls, read_only_tables, tables, walls
from deployment.models import Assignment, Officer
from tests.config.conftest import sees
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
HISTORY = "deployment_assignmentevent"


def guarded_in_database() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND p.polname = %s AND p.polroles = ARRAY[%s::regrole::oid]",
            [POLICY, settings.APP_ROLE],
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_table_that_leads_to_a_province_has_its_policy():
    guarded = guarded_in_database()
    lead_there = {"communes_province", "communes_commune", *guarded}
    bare = [
        f"{table}: give the model a `province` foreign key, or name it in config/walls.py"
        " (SPECIAL: rows in sight by something else; OPEN: needs no wall, and why)"
        for table, model in tables().items()
        if table not in guarded | OPEN.keys()
        and any(f.related_model and f.related_model._meta.db_table in lead_there for f in model._meta.fields)
    ]

    assert bare == []
    assert walls().keys() == guarded
    assert not SPECIAL.keys() - guarded


def test_views_run_as_who_asks():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('v', 'm') AND relname NOT LIKE 'pg_stat%%'"
            " AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
        )
        assert cursor.fetchall() == []


def test_the_applications_role_owns_nothing_and_bypasses_nothing():
    with psycopg.connect(**login()) as app:
        row = app.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
            " (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = session_user"
        ).fetchone()

    assert row == (settings.APP_ROLE, False, False, False, False, 0, 0)


def login() -> dict[str, str]:
    """Give how the application itself signs in to this test's database."""
    at = connection.settings_dict
    return {"host": at["HOST"], "dbname": at["NAME"], "user": settings.APP_ROLE}


def test_pages_are_served_as_the_restricted_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APP_ROLE,)


def test_without_the_first_wall_the_second_holds(client, editor, there, monkeypatch):
    AssignmentFactory()
    for name in ("visible_to", "changeable_by"):
        monkeypatch.setattr(getattr(scope, name), "__code__", everything.__code__)
    client.force_login(editor)

    assert client.get(reverse("deployment:officer", args=[there.officer_id])).status_code == 404
    assert client.post(reverse("deployment:end", args=[there.pk]), {}).status_code == 404
    page = client.get(reverse("deployment:assignments")).content.decode()
    assert there.officer.full_name not in page
    assert client.get(reverse("deployment:officers")).context["totals"].count == 1


def everything(user, records, *, province="province"):
    return records


def test_without_the_second_wall_that_test_would_fail(there, editor, as_owner):
    with sees(editor):
        assert Officer.objects.filter(pk=there.officer_id).exists()


def test_each_account_sees_what_the_first_wall_shows(editor, ministry, auditor, there):
    here = AssignmentFactory()
    for user, wanted in ((editor, {here}), (ministry, {here, there}), (auditor, {here, there})):
        with sees(user):
            assert set(Assignment.objects.all()) == wanted
    editor.is_active = False
    with sees(editor):
        assert not Assignment.objects.exists()


def test_a_row_is_not_written_into_another_province(editor, there):
    here = AssignmentFactory()
    with sees(editor):
        for write in (
            lambda: Assignment.objects.filter(pk=here.pk).update(
                commune=there.commune, province=there.province
            ),
            lambda: Officer.objects.filter(pk=here.officer_id).update(province=there.province),
            lambda: Assignment.objects.create(
                officer=here.officer, force=here.force, commune=there.commune, province=there.province,
                post="member", starts_on=DAY,
            ),
        ):  # fmt: skip
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                write()
        assert Assignment.objects.filter(pk=there.pk).update(post="deputy") == 0
        assert Assignment.objects.filter(pk=there.pk).delete()[0] == 0


def test_history_is_read_in_scope_and_written_by_nobody(editor, there):
    AssignmentFactory()
    with connection.cursor() as cursor:
        with sees(editor):
            cursor.execute(f"SELECT DISTINCT province_id FROM {HISTORY}")
            assert cursor.fetchall() == [(editor.province_id,)]
        for statement in ("DELETE FROM {}", "UPDATE {} SET pgh_label = 'x'", "INSERT INTO {} DEFAULT VALUES",
                          "TRUNCATE {}", "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
                          "DROP TRIGGER append_only ON {}"):  # fmt: skip
            for table in read_only_tables():
                refused = r"permission denied|must be owner|does not exist"
                with pytest.raises(ProgrammingError, match=refused), transaction.atomic():
                    cursor.execute(statement.format(table))


def test_what_was_seen_once_is_forgotten_with_the_transaction(editor, ha_noi, committed):
    """One pooled connection serves two users, in transactions and without."""
    pooled = DatabaseWrapper(
        connection.settings_dict
        | {"USER": settings.APP_ROLE, "OPTIONS": {"pool": {"min_size": 1, "max_size": 1}}},
        alias="default",
    )
    try:
        seen = []
        for sight in (NATION, NOBODY, of_provinces(ha_noi.pk), of_provinces(editor.province_id), NOBODY):
            with seeing(sight), pooled.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid(), count(*) FROM deployment_officer")
                seen.append(cursor.fetchone())
            bare = psycopg.ClientCursor(pooled.connection)  # says nothing of its own
            assert bare.execute("SELECT current_setting('app.provinces', true)").fetchone()[0] in (None, "")
            pooled.close()
        assert len({pid for pid, _ in seen}) == 1
        assert [count for _, count in seen] == [1, 0, 1, 0, 0]
    finally:
        pooled.close()
        pooled.close_pool()


@pytest.fixture
def committed(ha_noi: Province) -> Iterator[None]:
    """One officer of Hà Nội that other connections see; removed without a trace."""
    at = login() | {"user": connection.settings_dict["USER"]}
    with psycopg.connect(**at, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(
            "INSERT INTO deployment_officer (service_number, full_name, sort_key, search_key, date_of_birth,"
            " sex, force, province_id, is_synthetic) VALUES ('999999-999', 'An An', '', '', '1990-01-01',"
            " 'male', 'regular', %s, true)",
            [ha_noi.pk],
        )
        yield
        owner.execute("DELETE FROM deployment_officer WHERE service_number = '999999-999'")


def test_what_is_said_in_a_savepoint_is_said_again_after_its_rollback(editor, there):
    with sees(editor):
        try:
            with transaction.atomic(), seeing(NATION):
                assert Assignment.objects.exists()
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        assert not Assignment.objects.exists()
    assert Assignment.objects.exists()


def test_a_new_thread_sees_nothing_until_it_says_for_whom():
    told = []

    thread = threading.Thread(target=lambda: told.append(present_sight()))
    thread.start()
    thread.join()

    assert (present_sight(), told) == (NATION, [NOBODY])


def test_looking_past_the_wall_ends_where_it_says(ha_noi, editor):
    with sees(editor):
        with seeing_also(ha_noi.pk):
            assert present_sight() == of_provinces(ha_noi.pk, editor.province_id)
        assert present_sight() == of_provinces(editor.province_id)


def test_raising_the_walls_again_changes_nothing_and_mends_what_was_torn(as_owner):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP POLICY {POLICY} ON deployment_officer")
        cursor.execute(f"GRANT DELETE ON {HISTORY} TO {settings.APP_ROLE}")
        raise_walls(cursor)
        cursor.execute("SELECT oid FROM pg_policy ORDER BY 1")
        before = cursor.fetchall()
        raise_walls(cursor)
        cursor.execute("SELECT oid FROM pg_policy ORDER BY 1")
        assert cursor.fetchall() == before
        cursor.execute("SELECT has_table_privilege(%s, %s, 'DELETE')", [settings.APP_ROLE, HISTORY])
        assert cursor.fetchone() == (False,)
    assert walls().keys() == guarded_in_database()


def test_history_of_a_large_change_is_not_planned_for_a_small_one():
    """A trigger keeps its plan for the session: a nested loop, right for one row, is squared for many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger_update_update%'"
            " AND NOT coalesce('enable_nestloop=off' = ANY (proconfig), false)"
        )
        squared = cursor.fetchall()

    assert squared == []


def test_changing_every_commune_after_changing_one_takes_a_moment():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE communes_commune SET is_key = true WHERE code = '03158'")
        cursor.execute("SET LOCAL statement_timeout = '30s'")  # it took minutes

        cursor.execute("UPDATE communes_commune SET is_border = true")

        assert cursor.rowcount == 10_603


@pytest.mark.usefixtures("there")
def test_processes_that_help_with_a_statement_stand_behind_the_same_wall(editor, commune):
    AssignmentFactory(commune=commune)
    statement = "SELECT count(*), count(*) FILTER (WHERE province_id = %s) FROM deployment_assignment"

    with sees(editor), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")
        cursor.execute("SET LOCAL debug_parallel_query = on")  # however small the table
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", [editor.province_id])
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute(statement, [editor.province_id])
        counted = cursor.fetchone()

    assert "Workers Launched: " in plan, plan
    assert counted == (1, 1)
