"""Long work: whole or not at all, seen while it runs, and lost when its worker dies."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateWorker

from communes.models import Region
from deployment.choices import WorkState
from deployment.models import Work
from deployment.work import (
    KINDS,
    WorkRefused,
    keep_file,
    perform,
    recognise_lost,
    start,
    works_of,
)

EARLIER = now() - timedelta(minutes=5)
pytestmark = pytest.mark.usefixtures("own_database")  # progress is told on a connection of its own


@pytest.fixture
def kind(monkeypatch):
    """Register a function as a kind of work for one test."""

    def register(function):
        monkeypatch.setitem(KINDS, "test", function)
        return function

    return register


@pytest.fixture
def asked(editor, dien_bien):
    def ask(**arguments):
        return start("test", owner=editor, title="Việc thử", province=dien_bien, **arguments)

    return ask


def mark(work, progress, **arguments):
    Region.objects.filter(code="1").update(name="Đã làm")
    return "/communes/"


def is_marked():
    return Region.objects.filter(name="Đã làm").exists()


def test_work_that_is_done_leads_to_its_result(kind, asked, client, editor):
    kind(mark)
    work = asked()
    client.force_login(editor)

    waiting = client.get(f"/work/{work.pk}/")
    perform(work.pk)
    done = client.get(f"/work/{work.pk}/")

    assert "Đang chờ" in waiting.content.decode()
    assert (done.status_code, done.url, is_marked()) == (302, "/communes/", True)


def test_work_is_done_once(kind, asked):
    times = []

    @kind
    def note(work, progress):
        times.append(1)
        return ""

    work = asked()

    perform(work.pk)
    perform(work.pk)

    assert times == [1]


def test_refused_work_says_why_and_leaves_nothing(kind, asked, client, editor):
    @kind
    def refuse(work, progress):
        mark(work, progress)
        raise WorkRefused("Tệp không còn hợp lệ.")

    work = asked()
    perform(work.pk)
    client.force_login(editor)

    page = client.get(f"/work/{work.pk}/").content.decode()

    assert "Không làm được" in page
    assert "Tệp không còn hợp lệ." in page
    assert not is_marked()


def test_an_error_of_ours_is_told_without_its_trace(kind, asked):
    @kind
    def stumble(work, progress):
        mark(work, progress)
        raise ZeroDivisionError("secret")

    work = asked()
    perform(work.pk)

    work.refresh_from_db()

    assert (work.state, "secret" in work.words, is_marked()) == (WorkState.FAILED, False, False)


def test_a_file_is_served_to_its_owner_alone(kind, asked, client, editor, approver, ministry):
    @kind
    def produce(work, progress):
        keep_file(work, name="gói.zip", content_type="application/zip", content=b"PK")
        return ""

    work = asked()
    perform(work.pk)
    got = {}
    for user in (editor, approver, ministry):
        client.force_login(user)
        got[user.username] = [client.get(f"/work/{work.pk}/{end}").status_code for end in ("", "file/")]

    assert got == {"editor-11": [200, 200], "approver-11": [404, 404], "ministry": [404, 404]}
    assert list(works_of(approver)) == []


def test_work_of_an_unknown_kind_is_not_begun(editor):
    with pytest.raises(ValueError, match="no such kind"):
        start("unknown", owner=editor, title="Việc thử")


def test_work_whose_job_is_gone_is_lost(kind, asked):
    kind(mark)
    work = asked()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")

    assert recognise_lost(Work.objects.all()) == 1

    work.refresh_from_db()
    assert (work.state, work.words) == (
        WorkState.LOST,
        "Máy xử lý dừng giữa chừng; chưa ghi gì. Hãy làm lại.",
    )


def test_work_that_waits_in_the_queue_is_not_lost(kind, asked):
    kind(mark)
    asked()

    assert recognise_lost(Work.objects.all()) == 0


def test_a_page_says_that_no_worker_is_there_and_asks_more_seldom(kind, asked, client, editor):
    kind(mark)
    work = asked()
    client.force_login(editor)
    seen = []
    for created, heartbeat in ((now(), None), (EARLIER, None), (EARLIER, now()), (EARLIER, EARLIER)):
        ProcrastinateWorker.objects.all()._raw_delete("default")
        if heartbeat:
            worker = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)"
            connection.cursor().execute(worker, [heartbeat])
        Work.objects.filter(pk=work.pk).update(created_at=created)
        page = client.get(f"/work/{work.pk}/").content.decode()
        seen.append(("Máy xử lý không hoạt động" in page, 'content="15"' in page))

    assert seen == [(False, False), (True, True), (False, False), (True, True)]
