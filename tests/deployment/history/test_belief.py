"""The state as it was believed at the end of a past day, whatever was corrected since."""

import json
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from communes.calendar import HANOI
from communes.models import Commune, Province
from deployment import postings
from deployment.choices import Post, Status
from deployment.held import NOW, Held
from deployment.models import Assignment, StaffingRule
from reports.summary import summary_believed, summary_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
EVENTS = ("deployment_assignmentevent", "deployment_officerevent", "deployment_staffingruleevent",
          "communes_communeevent")  # fmt: skip
MONDAY, TUESDAY, WEDNESDAY = date(2021, 6, 7), date(2021, 6, 8), date(2021, 6, 9)


@pytest.fixture
def on():
    """Let what was recorded since the last call have been recorded on a day, at noon or at an hour."""
    done = dict.fromkeys(EVENTS, 0)

    def move(day, hour=12, minute=0):
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)
        with connection.cursor() as cursor:  # the database's clock cannot be turned, nor its history changed
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE")
            cursor.execute("SET session_replication_role = replica")
            for table in EVENTS:
                cursor.execute(
                    f"UPDATE {table} SET pgh_created_at = %s WHERE pgh_id > %s", [moment, done[table]]
                )
                cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {table}")
                done[table] = cursor.fetchone()[0]
                cursor.execute(f"ANALYZE {table}")  # else the planner knows of nothing on that day
            cursor.execute("SET session_replication_role = origin")

    move(MONDAY - timedelta(days=1))
    return move


def believed(day):
    rows = Held(day).postings.select_related("commune").order_by("id")
    return [(p.commune.code, p.post, p.starts_on, p.ends_on) for p in Held(day).facts(rows)]


def corrected(held, **changes):
    stored = {
        "commune": held.commune, "post": held.post, "starts_on": held.starts_on, "last_day": None,
        "decision_number": held.decision_number, "decision_date": held.decision_date,
    }  # fmt: skip
    postings.correct(assignment=held, **(stored | changes))


def test_a_correction_made_later_is_not_believed_earlier(on):
    held = AssignmentFactory()
    on(MONDAY)
    corrected(held, commune=Commune.objects.get(code="03166"), post=Post.DEPUTY)
    on(TUESDAY)
    postings.cancel(assignment=Assignment.objects.get(pk=held.pk))
    on(WEDNESDAY)

    start = date(2020, 1, 1)
    assert believed(MONDAY - timedelta(days=1)) == []
    assert believed(MONDAY) == [("03162", "member", start, None)]
    assert believed(TUESDAY) == [("03166", "deputy", start, None)]
    assert believed(WEDNESDAY) == []


def test_the_day_ends_at_midnight_in_viet_nam(on):
    held = AssignmentFactory()
    on(MONDAY, 23, 59)
    corrected(held, post=Post.DEPUTY)
    on(TUESDAY, 0, 0)

    assert [post for _code, post, _start, _end in believed(MONDAY)] == ["member"]
    assert [post for _code, post, _start, _end in believed(TUESDAY)] == ["deputy"]


def test_the_last_day_of_the_calendar_believes_what_is_held_now(on):
    AssignmentFactory()

    assert len(believed(date.max)) == Held(date.max).postings.count() == NOW.postings.count() == 1


def test_the_figure_of_a_day_is_that_of_the_postings_rules_and_communes_believed(on, commune):
    AssignmentFactory.create_batch(4, commune=commune)
    chief = AssignmentFactory(commune=commune, post=Post.CHIEF)
    on(MONDAY)
    corrected(chief, post=Post.MEMBER)
    Commune.objects.filter(pk=commune.pk).update(is_key=True)
    StaffingRule.objects.filter(kind="xa", commune=None).update(minimum=6)
    on(TUESDAY)

    def status(held):
        staffed = held.staffing_on(DAY, held.communes.filter(id=commune.pk)).get()
        return staffed.status, staffed.minimum, staffed.has_chief

    assert status(Held(MONDAY)) == (Status.COMPLIANT, 5, True)
    assert status(Held(TUESDAY)) == status(NOW) == (Status.BELOW_MINIMUM, 6, False)
    assert (Held(MONDAY).commune(commune).is_key, Held(TUESDAY).commune(commune).is_key) == (False, True)
    before = summary_believed(DAY, Held(MONDAY)).national
    assert (before.officers, before.communes_compliant) == (5, 1)
    assert summary_believed(DAY, Held(TUESDAY)).national == summary_on(DAY).national


def test_the_officers_page_shows_what_was_believed_and_says_so(client, editor, on):
    held = AssignmentFactory(officer=OfficerFactory(full_name="Lò Văn Ún"))
    on(MONDAY)
    corrected(held, starts_on=date(2020, 5, 5))
    held.officer.refresh_from_db()
    held.officer.set_name("Lò Văn Sửa")
    held.officer.save()
    on(TUESDAY)
    client.force_login(editor)

    def page(**query):
        return client.get(f"/officers/{held.officer_id}/", {"as_of": "2021-05-31"} | query).content.decode()

    past, present = page(believed_on="7/6/2021"), page(believed_on="2021-06-08")
    assert "Như cơ sở dữ liệu đã ghi đến hết ngày 7/6/2021" in past
    assert ("<h1>Lò Văn Ún" in past, "<h1>Lò Văn Sửa" in present) == (True, True)
    assert ("Giữ chức từ 1/1/2020" in past, "Giữ chức từ 5/5/2020" in present) == (True, True)
    assert "/correct/" not in past
    assert "Như cơ sở dữ liệu đã ghi" not in page()


def test_the_communes_page_judges_by_what_was_believed(client, ministry, on, commune):
    AssignmentFactory.create_batch(4, commune=commune)
    chief = AssignmentFactory(commune=commune, post=Post.CHIEF)
    on(MONDAY)
    corrected(chief, post=Post.MEMBER)
    on(TUESDAY)
    client.force_login(ministry)

    def headline(day):
        query = {"as_of": "2021-05-31", "believed_on": day.isoformat()}
        record = client.get("/communes/03162/", query).context["record"]
        return record.verdict.headline if record.verdict else record.out_of_scope

    def told(**query):
        return client.get("/communes/03162/", {"as_of": "2021-05-31"} | query).content.decode()

    assert "Sửa: Bố trí" in told(believed_on="2021-06-08")
    assert "Sửa: Bố trí" not in told(believed_on="2021-06-07")  # nor does the log run ahead
    assert headline(MONDAY) == "Đạt"
    assert headline(TUESDAY) == "Chưa đạt: khuyết Trưởng Công an"
    assert headline(date(2021, 1, 1)) == "Đến hết ngày 1/1/2021 chưa ghi gì về đơn vị này."


def test_a_province_believes_nothing_of_another(client, editor, on):
    officer = OfficerFactory(full_name="Lò Văn Ún", province=Province.objects.get(code="01"))
    AssignmentFactory(
        officer=officer, commune=Commune.objects.get(code="00376"), decision_number="BÍ MẬT/01",
        ends_on=date(2020, 6, 1),
    )  # fmt: skip
    on(MONDAY)
    officer.province, officer.full_name = Province.objects.get(code="11"), "Lò Văn Nay"
    officer.save()
    on(TUESDAY)
    client.force_login(editor)

    text = client.get(f"/officers/{officer.pk}/", {"believed_on": "2021-06-07"}).content.decode()

    assert "BÍ MẬT/01" not in text
    assert "Lò Văn Ún" not in text


@pytest.mark.parametrize("text", ["hôm qua", "31/2/2021", "2021-13-01", "9" * 5000])
def test_what_is_no_day_is_refused(client, ministry, commune, text):
    officer = OfficerFactory()
    client.force_login(ministry)

    for path in ("/communes/03162/", f"/officers/{officer.pk}/"):
        assert client.get(path, {"believed_on": text}).status_code == 400


@time_machine.travel(datetime(2021, 6, 8, 0, 30, tzinfo=HANOI), tick=False)
def test_a_day_that_has_not_come_is_refused_and_today_is_not(client, ministry):
    client.force_login(ministry)

    statuses = [
        client.get("/communes/03162/", {"believed_on": day}).status_code for day in ("9/6/2021", "8/6/2021")
    ]
    assert statuses == [400, 200]


def test_the_command_recomputes_a_figure_as_it_was_believed(on, commune):
    AssignmentFactory.create_batch(3, commune=commune)
    on(MONDAY)
    Assignment.objects.all().delete()
    on(TUESDAY)

    def officers(day):
        out = StringIO()
        call_command("national_summary", as_of="2021-05-31", believed_on=day, format="json", stdout=out)
        return json.loads(out.getvalue())["national"]["officers"]

    assert (officers("2021-06-07"), officers("2021-06-08")) == (3, 0)
    with pytest.raises(CommandError):
        call_command("national_summary", report="1", believed_on="2021-06-07")


def test_who_was_taken_back_with_an_import_is_still_believed_in(client, ministry, on, commune):
    held = AssignmentFactory(commune=commune, officer=OfficerFactory(full_name="Lò Văn Nhầm"))
    on(MONDAY)
    officer = held.officer
    held.delete()
    officer.delete()
    on(TUESDAY)
    client.force_login(ministry)

    past = client.get("/communes/03162/", {"as_of": "2021-05-31", "believed_on": "2021-06-07"})

    assert "Lò Văn Nhầm" in past.content.decode()
    assert [posting.officer.full_name for posting in past.context["record"].postings] == ["Lò Văn Nhầm"]
    assert client.get(f"/officers/{officer.pk}/", {"believed_on": "2021-06-07"}).status_code == 404
