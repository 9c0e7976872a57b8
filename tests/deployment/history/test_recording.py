"""The database records what is written, however it is written, and keeps what it recorded."""

from datetime import date
from uuid import uuid4

import pghistory
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from config.trail import recorded_command
from deployment.bulk import OfficerRow, PostingRow, copy_officers, copy_postings, new_officer_ids
from deployment.choices import Force, Post
from deployment.models import Assignment, Officer
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
AssignmentEvent = apps.get_model("deployment", "AssignmentEvent")
OfficerEvent = apps.get_model("deployment", "OfficerEvent")
EVENTS = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def labels(model=AssignmentEvent):
    return list(model.objects.order_by("pgh_id").values_list("pgh_label", flat=True))


def run(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_bulk_writes_are_recorded_row_by_row():
    officers = OfficerFactory.create_batch(2)
    made = Assignment.objects.bulk_create(
        AssignmentFactory.build(officer=officer, commune=AssignmentFactory().commune) for officer in officers
    )
    before = len(labels())

    Assignment.objects.filter(pk__in=[a.pk for a in made]).update(decision_number="9/QĐ")
    Assignment.objects.filter(pk=made[0].pk).delete()

    assert labels()[before:] == ["update", "update", "delete"]


def test_raw_sql_is_recorded_and_a_row_that_stays_as_it_is_is_not():
    AssignmentFactory()

    run("UPDATE deployment_assignment SET post = 'chief'")
    run("UPDATE deployment_assignment SET post = 'chief'")
    run("DELETE FROM deployment_assignment")

    assert labels() == ["insert", "update", "delete"]


def test_copy_is_recorded_with_who_copied(commune, as_owner):
    (pk,) = new_officer_ids(1)
    officer = OfficerRow(pk, "555555-555", "Lò Văn Ún", date(1990, 9, 2), "male", 7, "regular",
                         commune.province_id, False)  # fmt: skip
    posting = PostingRow(pk, "regular", commune.pk, commune.province_id, Post.MEMBER, date(2020, 1, 1), None,
                         "1/QĐ", None)  # fmt: skip

    with pghistory.context(by="editor-11"):
        run("SET LOCAL search_path = public")  # any statement tells the triggers who writes
        copy_officers([officer])
        copy_postings([posting])

    assert (labels(OfficerEvent), labels()) == (["insert"], ["insert"])
    assert AssignmentEvent.objects.get().pgh_context.metadata["by"] == "editor-11"


def test_what_follows_from_another_change_is_recorded_too():
    held = AssignmentFactory()

    Officer.objects.filter(pk=held.officer_id).update(force=Force.SEMI_PROFESSIONAL)
    run("SET CONSTRAINTS ALL IMMEDIATE")

    assert list(AssignmentEvent.objects.order_by("pgh_id").values_list("force", flat=True)) == [
        Force.REGULAR,
        Force.SEMI_PROFESSIONAL,
    ]


@pytest.mark.parametrize("event", EVENTS, ids=lambda model: model._meta.db_table)
def test_neither_facts_nor_history_can_be_emptied_unseen(event, as_owner):
    for table in (event.pgh_tracked_model._meta.db_table, event._meta.db_table):
        with pytest.raises(DatabaseError, match="cannot be recorded"), transaction.atomic():
            run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deployment_assignmentevent SET post = 'chief'",
        "DELETE FROM deployment_assignmentevent",
        "DELETE FROM pghistory_context",
        "TRUNCATE pghistory_context CASCADE",
    ],
)
def test_what_was_recorded_stays(statement):
    with pghistory.context(by="x"):
        AssignmentFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


def test_a_page_and_a_command_name_themselves(client, editor, commune):
    officer = OfficerFactory()
    client.force_login(editor)
    client.post(
        "/assignments/new/",
        {"token": uuid4(), "officer": officer.service_number, "commune": "03162", "post": "member",
         "starts_on": "1/1/2020"},
    )  # fmt: skip
    with recorded_command(["manage.py", "set_organised"]):
        call_command("set_organised", "03162", "--decision", "1/QĐ", "--date", "2021-05-01")

    page = AssignmentEvent.objects.get().pgh_context.metadata
    assert (page["by"], page["url"], page["user"]) == ("editor-11", "/assignments/new/", editor.pk)
    command = apps.get_model("communes", "CommuneEvent").objects.latest("pgh_id").pgh_context.metadata
    assert command == {"command": "set_organised"}


def test_what_the_software_ships_is_known_from_the_start():
    unknown = {
        event._meta.db_table
        for event in EVENTS
        if event.pgh_tracked_model._default_manager.exclude(
            pk__in=event._default_manager.values("pgh_obj_id")
        ).exists()
    }

    assert unknown == set()
