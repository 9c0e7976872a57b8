"""The chain over the history: whole after any honest write, and broken, by name, after any other."""

from io import StringIO

import pghistory
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.chain.raising import raise_chain
from accounts.chain.tables import chained_tables
from accounts.chain.verifying import Head, verify
from accounts.models import ChainLink, ChainPart
from communes.models import Commune
from deployment.models import Assignment
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
EVENTS = "deployment_assignmentevent"
COPIED = ", ".join(
    sorted({*chained_tables()[EVENTS].columns} - {"pgh_id", "post", "until"})
)  # until is generated


def run(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def commit():
    """Do what a commit does to the chain, inside the test's transaction."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")


def unseen(sql, *parameters):
    """Change rows as somebody would who owns the server: past every trigger."""
    run("RESET ROLE")
    run("SET LOCAL session_replication_role = replica")
    run(sql, *parameters)
    run("SET LOCAL session_replication_role = origin")
    run(f"SET ROLE {settings.APP_ROLE}")


@pytest.fixture
def posting(commune):
    """A posting with three events, each of a transaction of its own; the chain's newest link is the last."""
    with pghistory.context(by="editor-11", url="/x/"):
        made = AssignmentFactory(commune=commune)
        commit()
        for number in ("7/QĐ", "8/QĐ"):
            Assignment.objects.filter(pk=made.pk).update(decision_number=number)
            commit()
    return made


@pytest.fixture
def events(posting):
    return [number for (number,) in run(f"SELECT pgh_id FROM {EVENTS} ORDER BY 1")]


def links():
    return list(ChainLink.objects.filter(book="history").order_by("number"))


def broken():
    found = verify().broken
    return found and (found.link, found.table, found.event)


def test_every_history_table_is_chained():
    chained = {
        name for (name,) in run("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'chained'")
    }

    assert chained == chained_tables().keys()


def test_what_was_there_before_the_chain_and_what_came_after_is_whole(posting):
    found = verify()

    assert found.broken is None
    assert found.events == sum(link.events for link in links()) > 10_000  # the gazetteer's
    assert found.heads["history"] == (links()[-1].number, bytes(links()[-1].hash).hex())


def test_a_large_statement_is_cut_into_parts():
    before = ChainPart.objects.latest("pk").pk
    Commune.objects.update(is_key=True)
    commit()

    sizes = [len(part.events) for part in ChainPart.objects.filter(pk__gt=before)]
    assert sum(sizes) > 10_000
    assert max(sizes) == 1000
    assert broken() is None


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE {EVENTS} SET post = 'chief' WHERE pgh_id = %s",
        f"UPDATE {EVENTS} SET pgh_created_at = pgh_created_at - interval '1 day' WHERE pgh_id = %s",
        f"UPDATE {EVENTS} SET pgh_context_id = NULL WHERE pgh_id = %s",
        f"DELETE FROM {EVENTS} WHERE pgh_id = %s",
    ],
)
def test_a_changed_or_removed_event_is_named(events, change):
    newest = links()[-1].number

    unseen(change, events[1])

    assert broken() == (newest - 1, EVENTS, events[1])


def test_the_first_of_two_breaks_is_named(events):
    unseen(f"UPDATE {EVENTS} SET post = 'chief' WHERE pgh_id = %s", events[2])
    unseen(f"UPDATE {EVENTS} SET post = 'chief' WHERE pgh_id = %s", events[0])

    assert broken() == (links()[-3].number, EVENTS, events[0])


def test_an_event_from_outside_is_named(events):
    unseen(
        f"INSERT INTO {EVENTS} (pgh_id, post, {COPIED}) SELECT 900000001, post, {COPIED}"
        f" FROM {EVENTS} WHERE pgh_id = %s",
        events[0],
    )

    assert broken() == (0, EVENTS, 900000001)


def test_an_event_put_back_under_another_content_is_named(events):
    unseen(f"CREATE TEMP TABLE kept AS SELECT * FROM {EVENTS} WHERE pgh_id = {events[0]}")
    unseen(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", events[0])
    run("RESET ROLE")
    run(
        f"INSERT INTO {EVENTS} (pgh_id, post, {COPIED}) SELECT pgh_id, 'chief', {COPIED} FROM kept"
    )  # chained anew
    run(f"SET ROLE {settings.APP_ROLE}")
    commit()

    assert broken() == (links()[-4].number, EVENTS, events[0])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_chainlink SET at = at + interval '1 s' WHERE number = %s",
        "UPDATE accounts_chainlink SET events = events + 1 WHERE number = %s",
        "UPDATE accounts_chainlink SET hash = sha256(hash) WHERE number = %s",
        "DELETE FROM accounts_chainlink WHERE number = %s",
        "DELETE FROM accounts_chainpart p USING accounts_chainlink l WHERE p.id = l.parts[1] AND number = %s",
    ],
)
def test_a_changed_or_removed_link_is_named(posting, change):
    number = links()[-2].number

    unseen(change, number)

    assert broken()[0] == number


def test_a_part_made_to_fit_a_forged_event_is_named(events):
    """Who forges the event and its digest must forge the part, then the link, then all links after it."""
    part = links()[-2].parts[0]
    unseen(f"UPDATE {EVENTS} SET post = 'chief' WHERE pgh_id = %s", events[1])
    unseen("UPDATE accounts_chainpart SET digests = sha256('x') WHERE id = %s", part)
    assert broken() == (links()[-2].number, EVENTS, events[1])

    unseen("UPDATE accounts_chainpart SET hash = sha256('x') WHERE id = %s", part)
    assert broken() == (links()[-2].number, "", None)


def test_another_name_behind_a_change_is_found(events):
    unseen(
        """UPDATE pghistory_context SET metadata = metadata || '{"by": "editor-01"}'
            WHERE metadata->>'by' = 'editor-11'"""
    )

    number, table, _event = broken()
    assert (number, table) == (links()[-1].number, EVENTS)


def test_a_context_that_gained_a_word_meanwhile_is_whole(commune):
    with pghistory.context(by="editor-11"):
        AssignmentFactory(commune=commune)
        with pghistory.context(**{"import": 7}):
            AssignmentFactory(commune=commune)
    commit()

    assert broken() is None


def test_a_tail_cut_off_shows_against_a_head_noted_elsewhere(events):
    newest = links()[-1]
    head = Head("history", newest.number, bytes(newest.hash).hex(), "sổ văn bản")
    assert verify([head]).broken is None

    unseen(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", events[2])
    unseen("DELETE FROM accounts_chainpart WHERE id = ANY(%s)", newest.parts)
    unseen("DELETE FROM accounts_chainlink WHERE id = %s", newest.pk)

    assert broken() is None
    assert verify([head]).broken.link == newest.number


def test_a_part_without_its_link_is_found(events):
    unseen("DELETE FROM accounts_chainlink WHERE id = %s", links()[-1].pk)

    assert broken() == (0, EVENTS, events[2])


def test_the_command_names_the_break_and_fails(events):
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert bytes(links()[-1].hash).hex() in out.getvalue()

    unseen(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", events[1])

    with pytest.raises(CommandError, match=rf"bảng {EVENTS}; sự kiện {events[1]}; lúc \d{{4}}-"):
        call_command("verify_history")


@pytest.mark.parametrize("table", ["accounts_chainpart", "accounts_chainlink", EVENTS, "pghistory_context"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {} CASCADE", "INSERT"])
def test_the_applications_role_changes_neither_history_nor_links(posting, table, statement):
    column = {EVENTS: "post = 'chief'", "pghistory_context": "metadata = '{}'"}.get(
        table, "hash = sha256('x')"
    )
    if statement == "INSERT":
        statement = f"INSERT INTO {table} DEFAULT VALUES"

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run(statement.format(table, column))


def test_the_applications_role_cannot_keep_a_part_from_its_link(posting):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("DELETE FROM accounts_chaindue")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("SET LOCAL session_replication_role = replica")


@pytest.mark.parametrize("table", ["accounts_chainpart", "accounts_chainlink"])
def test_even_the_owner_must_switch_a_trigger_off(posting, as_owner, table):
    for statement in (f"UPDATE {table} SET hash = hash", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(DatabaseError, match="neither changed nor removed"), transaction.atomic():
            run(statement)


def test_no_setting_of_a_session_keeps_a_change_from_the_history(posting):
    run("SELECT set_config('pgtrigger.ignore', '{deployment_assignment:update_update}', true)")
    ignored = [f"{name}" for (name,) in run("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'")]
    run("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(ignored) + "}")
    before = run(f"SELECT count(*) FROM {EVENTS}")[0][0]

    Assignment.objects.filter(pk=posting.pk).update(decision_number="9/QĐ")

    assert run(f"SELECT count(*) FROM {EVENTS}")[0][0] == before + 1


def test_a_column_added_later_leaves_the_chain_whole(posting, as_owner):
    run(f"ALTER TABLE {EVENTS} ADD COLUMN added_later text DEFAULT 'x'")

    assert broken() is None


def test_a_trigger_that_was_lost_comes_back_and_launders_nothing(posting, as_owner):
    run(f"DROP TRIGGER chained ON {EVENTS}")
    Assignment.objects.filter(pk=posting.pk).update(decision_number="10/QĐ")

    with connection.cursor() as cursor:
        raise_chain(cursor)
    Assignment.objects.filter(pk=posting.pk).update(decision_number="11/QĐ")
    commit()

    newest = run(f"SELECT pgh_id FROM {EVENTS} ORDER BY 1 DESC LIMIT 2")
    assert broken() == (0, EVENTS, newest[1][0])
