"""Notices have their time: the nightly work deletes those that are old, and no others."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from accounts.models import Mailing, Notice, NoticeKind
from accounts.notices.telling import drop_old

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("age", "read", "stays"),
    [(364, None, True), (366, None, False), (120, 89, True), (120, 91, False), (366, 1, False)],
)
def test_read_ones_go_after_90_days_and_all_after_a_year(editor, age, read, stays):
    moment = now()
    notice = Notice.objects.create(
        user=editor, province=editor.province, kind=NoticeKind.RETURNED, key="x", url="/",
        at=moment - timedelta(days=age), read_at=None if read is None else moment - timedelta(days=read),
    )  # fmt: skip
    Mailing.objects.create(notice=notice, province=editor.province, address="a@example.vn", due_at=notice.at)

    assert drop_old(moment) == (not stays)

    assert (Notice.objects.exists(), Mailing.objects.exists()) == (stays, stays)
