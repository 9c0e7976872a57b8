"""The log: who changed what, when, through what, before and after, for those who may see it."""

from datetime import date, datetime

import pghistory
import pytest
import time_machine
from django.db import connection

from communes.calendar import HANOI
from communes.models import Commune, Province
from config.trail import recorded_command
from deployment import postings
from deployment.history.asked import Asked
from deployment.history.changes import changes
from deployment.history.recorded import recorded_tables
from deployment.history.words import FIELDS, label_of
from deployment.models import StaffingRule
from tests.deployment.files import imported, other, row
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanoi():
    return Commune.objects.get(code="00376")


def log(user, count=50, **asked):
    return changes(Asked(**asked), user, count=count)


def told(change):
    return {d.label: (d.before, d.after) for d in change.differences}


def listed(client, user, **query):
    client.force_login(user)
    response = client.get("/history/", query)
    assert response.status_code == 200
    return list(response.context["page"])


def test_a_correction_is_told_in_words_and_only_what_differs(editor, commune):
    held = AssignmentFactory(commune=commune, officer__full_name="Nguyễn Văn An")
    with pghistory.context(by="editor-11", url="/assignments/1/correct/"):
        postings.correct(
            assignment=held, commune=Commune.objects.get(code="03166"), post="deputy",
            starts_on=date(2020, 1, 5), last_day=date(2021, 5, 31), decision_number=held.decision_number,
            decision_date=held.decision_date,
        )  # fmt: skip

    change = log(editor, table="assignment")[0]

    assert told(change) == {
        "Xã": ("Xã Nậm Kè", Commune.objects.get(code="03166").name),
        "Chức vụ": ("Công an viên", "Phó Trưởng Công an"),
        "Từ ngày": ("1/1/2020", "5/1/2020"),
        "Đến hết ngày": ("–", "31/5/2021"),
    }
    assert (change.kind, change.by, change.through) == (
        "Sửa", "editor-11", "Trang “Đính chính một lần giữ chức vụ”",
    )  # fmt: skip
    assert change.subject.startswith(f"Nguyễn Văn An ({held.officer.service_number}), Phó Trưởng Công an")


def test_what_was_added_and_what_was_removed_say_what_it_was(editor):
    held = AssignmentFactory()
    postings.cancel(assignment=held)

    removed, added = log(editor, table="assignment", record=held.pk)

    assert (removed.kind, told(removed)["Từ ngày"]) == ("Xóa", ("1/1/2020", ""))
    assert (added.kind, told(added)["Từ ngày"]) == ("Thêm", ("", "1/1/2020"))
    assert removed.through == "Trực tiếp trên cơ sở dữ liệu"


def test_every_shown_field_has_a_vietnamese_name():
    unnamed = [
        f"{name}.{field.name}"
        for name, table in recorded_tables().items()
        for field in table.told
        if field.name not in FIELDS and label_of(field).lower() == field.name.replace("_", " ")
    ]

    assert unnamed == [], "give them a verbose_name, or a word in deployment/history/words.py"


def test_every_table_has_a_vietnamese_name():
    raw = [n for n, t in recorded_tables().items() if t.label.lower().replace(" ", "") == n]

    assert raw == []


def test_each_province_sees_what_happened_while_the_officer_was_theirs(editor, ministry, hanoi):
    officer = OfficerFactory(full_name="Lò Văn Ún", province=hanoi.province)
    officer.full_name = "Lò Văn Ủn"
    officer.save()
    with pghistory.context(by="approver-01"):
        officer.province = Province.objects.get(code="11")
        officer.save()
    officer.full_name = "Lò Văn Uyn"
    officer.save()

    seen = log(editor, table="officer", record=officer.pk)

    assert [change.kind for change in seen] == ["Sửa", "Nhận từ nơi khác"]
    assert told(seen[0]) == {"Họ và tên": ("Lò Văn Ủn", "Lò Văn Uyn")}
    assert not any("Ún" in part for pair in told(seen[1]).values() for part in pair)
    assert len(log(ministry, table="officer", record=officer.pk)) == 4


def test_a_provincial_log_holds_the_own_province_alone_and_neither_accounts_nor_rules(
    client, editor, auditor, hanoi
):
    AssignmentFactory(commune=hanoi)
    own = AssignmentFactory()
    StaffingRule.objects.filter(kind="xa").update(minimum=6)

    seen = listed(client, editor)

    assert {change.event.table.name for change in seen} <= {"assignment", "officer", "commune"}
    assert {c.event.after["id"] for c in seen if c.event.table.name == "assignment"} == {own.pk}
    assert {"user", "staffingrule"} <= {change.event.table.name for change in listed(client, auditor)}
    client.force_login(editor)
    assert client.get("/history/?table=user").context["page"].object_list == []


@time_machine.travel("2021-06-01", tick=False)
def test_each_filter_narrows(client, auditor, commune, hanoi):
    with pghistory.context(by="editor-11", url="/officers/new/"):
        officer = OfficerFactory()
    with pghistory.context(command="load_units"):
        other = OfficerFactory(province=hanoi.province)

    def found(**query):
        return [c.event.after["id"] for c in listed(client, auditor, table="officer", **query)]

    assert found(by="editor-11") == found(source="page") == found(province="11") == [officer.pk]
    assert found(source="command") == found(province="01") == found(record=other.pk) == [other.pk]
    assert found(kind="insert") == [other.pk, officer.pk]
    assert found(kind="delete") == found(source="import") == found(receipt=7) == []


def test_the_days_are_those_of_viet_nam(auditor):
    first, last = datetime(2021, 5, 31, 0, 0, tzinfo=HANOI), datetime(2021, 5, 31, 23, 59, tzinfo=HANOI)
    OfficerFactory.create_batch(2)
    event = recorded_tables()["officer"].event
    with connection.cursor() as cursor:  # (the database's clock cannot be turned, its rows not changed)
        cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
        for row, moment in zip(event.objects.order_by("pgh_id"), (first, last), strict=True):
            cursor.execute(
                f"UPDATE {event._meta.db_table} SET pgh_created_at = %s WHERE pgh_id = %s",
                [moment, row.pgh_id],
            )

    day = date(2021, 5, 31)
    assert len(log(auditor, table="officer", since=day, until=day)) == 2
    assert log(auditor, table="officer", until=date(2021, 5, 30)) == []
    assert [c.when for c in log(auditor, table="officer", since=day, until=day)] == [
        "23:59:00 ngày 31/5/2021", "0:00:00 ngày 31/5/2021".replace("0:00", "00:00", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        {"table": "nothing"}, {"record": "5"}, {"record": "x"}, {"record": "0"}, {"record": "9" * 30},
        {"day_from": "31/2/2021"}, {"kind": "explode"},
        {"receipt": "-1"}, {"province": "99"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_lists_nothing_and_says_so(client, auditor, query):
    AssignmentFactory()
    client.force_login(auditor)

    response = client.get("/history/", query)

    assert (response.status_code, list(response.context["page"])) == (200, [])
    assert response.context["filter"].errors


def test_the_log_asks_as_many_questions_for_many_rows_as_for_one(client, auditor, django_assert_num_queries):
    client.force_login(auditor)
    AssignmentFactory()
    client.get("/history/")
    for more in (0, 5):
        AssignmentFactory.create_batch(more)
        StaffingRule.objects.filter(kind="xa").update(minimum=6 + more)
        with django_assert_num_queries(7 + 2):  # and the log of reading, what was seen, what is unread
            client.get("/history/")


def test_an_import_names_its_receipt_on_every_row(auditor, editor):
    with recorded_command(["manage.py", "import_assignments"]):
        result = imported(editor, row(), other())

    assert [(c.by, c.through) for c in log(auditor, receipt=result.receipt)] == [
        ("editor-11", f"Biên nhận nhập số {result.receipt}; Lệnh import_assignments")
    ] * 5  # two officers, two postings, the receipt itself


def test_a_command_is_told_in_words_where_its_name_says_nothing(auditor):
    with recorded_command(["manage.py", "load_demo"]):
        OfficerFactory()

    assert {change.through for change in log(auditor, table="officer")} == {"Nạp dữ liệu minh họa"}


def test_the_pages_of_an_officer_and_a_commune_tell_their_changes(client, editor):
    with pghistory.context(by="editor-11", url="/assignments/new/"):
        held = AssignmentFactory()
    postings.cancel(assignment=held)
    client.force_login(editor)

    for path, table in ((f"/officers/{held.officer_id}/", "officer"), ("/communes/03162/", "commune")):
        seen = client.get(path).context["history"]

        assert {("Xóa", "Bố trí, giữ chức vụ"), ("Thêm", "Bố trí, giữ chức vụ")} <= {
            (change.kind, change.table) for change in seen.changes
        }
        assert len(listed(client, editor, table=table, record=seen.url.split("=")[-1])) >= 2
        assert f"table={table}" in seen.url
