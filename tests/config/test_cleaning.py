from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from deployment.choices import WorkState
from deployment.models import Upload, Work, WorkFile

pytestmark = pytest.mark.django_db


def work(owner, state, days):
    ended = timezone.now() - timedelta(days=days) if state != WorkState.RUNNING else None
    made = Work.objects.create(
        kind="x", title="x", language="vi", owner=owner, state=state, finished_at=ended
    )
    WorkFile.objects.create(work=made, name="x", content_type="x", content=b"x")
    return made


def test_only_what_has_had_its_time_goes(editor, client):
    kept = {work(editor, WorkState.DONE, 29), work(editor, WorkState.RUNNING, 99)}
    work(editor, WorkState.DONE, 31)
    work(editor, WorkState.LOST, 31)
    for days in (1, 8):
        upload = Upload.objects.create(user=editor, name="x", content=b"x")
        Upload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    client.post("/accounts/login/", {"username": "editor-11", "password": "a-long-passphrase"})
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    UserSession.objects.create(user=editor, session_key="old", ip="::1", user_agent="")

    call_command("clean_up", stdout=StringIO())

    assert set(Work.objects.all()) == kept
    counts = [each.objects.count() for each in (WorkFile, Upload, Session, UserSession)]
    assert counts == [2, 1, 1, 1]
    assert client.get("/communes/").status_code == 200


def test_nothing_is_done_for_less_than_a_day():
    with pytest.raises(CommandError):
        call_command("clean_up", days=0)
