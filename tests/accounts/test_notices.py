"""What accounts are told: by the verbs, on the site, and by mail that goes once and to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import now

from accounts.models import MailAddress, Mailing, Notice, NoticeChoice, NoticeKind, Way
from accounts.notices.mail import MOST_TRIES, send_due
from accounts.notices.telling import due_at, tell
from communes.models import Province
from deployment import offers
from reports import cycle
from reports.choices import Reason
from reports.settling import ReasonGiven
from reports.telling import tell_due_soon, tell_opened
from tests.accounts.mailing import KIND, with_mail
from tests.factories import AssignmentFactory
from tests.reports.cycle import DUE, OPENS, a_period, report_of, sent, sent_again

pytestmark = pytest.mark.django_db


def told(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True).order_by("pk"))


def test_opening_a_period_tells_every_province_and_nobody_else(ministry, auditor, editor, stranger):
    with time_machine.travel(OPENS + timedelta(days=7)):
        period = a_period(ministry)
        tell_opened(period)  # again, as the daily work does

    assert [told(user) for user in (editor, stranger, ministry, auditor)] == [["opened"], ["opened"], [], []]
    assert Notice.objects.get(user=stranger).url == f"/periods/{period.pk}/provinces/01/"


def test_a_period_that_opens_later_is_told_when_it_has_opened(ministry, editor):
    with time_machine.travel(OPENS - timedelta(days=2)):
        period = cycle.open_period(
            title="Kỳ", cut_off=OPENS.date() - timedelta(days=9), opens_at=OPENS, due_at=DUE, by=ministry
        )
        assert told(editor) == []
    with time_machine.travel(OPENS + timedelta(minutes=1)):
        tell_opened(period)

    assert told(editor) == ["opened"]


def test_a_day_that_comes_near_is_told_once_and_only_where_the_report_is_not_sent(ministry, editor, stranger):
    with time_machine.travel(DUE - timedelta(days=3)):
        period = a_period(ministry)
        tell_due_soon()
        assert "due" not in told(editor)
        sent(period, "01")
    with time_machine.travel(DUE - timedelta(days=1)):
        tell_due_soon()
        tell_due_soon()

    assert told(editor).count("due") == 1
    assert "due" not in told(stranger)


def test_sent_returned_and_approved_are_told_to_the_other_side(ministry, editor, stranger):
    period = a_period(ministry)
    Notice.objects.all().delete()
    sent(period)
    cycle.return_for_correction(
        report=report_of(period), reasons=[ReasonGiven(Reason.OTHER, "Sửa.")], by=ministry
    )
    sent_again(period)
    cycle.approve(report=report_of(period), by=ministry)

    assert told(ministry) == ["sent", "sent"]
    assert told(editor) == ["returned", "approved"]
    assert told(stranger) == []


def test_a_transfer_is_told_without_the_officers_name(client, editor, stranger):
    held = AssignmentFactory(officer__full_name="Lò Văn Ún")
    commune = stranger.province.communes.filter(kind="xa").first()
    offer = offers.ask(
        user=stranger, service_number=held.officer.service_number, full_name="Lò Văn Ún", commune=commune,
        post="member", starts_on=held.starts_on + timedelta(days=400),
    )  # fmt: skip
    client.force_login(editor)
    page = client.get("/notices/").content.decode()
    offers.decline(offer=offer, user=editor, reason="Đang thiếu người")

    assert "Hà Nội đề nghị tiếp nhận một cán bộ." in page
    assert "Lò Văn Ún" not in page
    assert (told(editor), told(stranger)) == (["asked"], ["answered"])


def test_what_is_undone_was_never_told(editor):
    with transaction.atomic():
        tell([editor], KIND, key="x", url="/")
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("way", "notices", "mails"), [("site", 1, 0), ("at_once", 1, 1), ("daily", 1, 1), ("none", 0, 0)]
)
def test_each_chooses_how(editor, way, notices, mails):
    with_mail(editor, way)

    tell([editor], KIND, key="x", url="/")

    assert (Notice.objects.count(), Mailing.objects.count()) == (notices, mails)
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        send_due()
    assert len(mail.outbox) == mails


def test_a_flood_comes_in_one_mail(editor):
    with_mail(editor)
    for n in range(6):
        tell([editor], KIND, key=str(n), url="/", period=f"Kỳ {n}")
    send_due()
    with time_machine.travel(now() + timedelta(minutes=61)):
        send_due()

    assert [("Kỳ 0" in m.body, m.body.count("Bộ trả lại")) for m in mail.outbox] == [(True, 1), (False, 5)]
    assert mail.outbox[1].subject == "[Công an xã] 5 thông báo mới"


def test_when_a_mail_goes():
    at = now().replace(hour=3, minute=0)  # 10:00 in Hà Nội

    assert due_at(Way.AT_ONCE, at, None) == at
    assert due_at(Way.AT_ONCE, at, at - timedelta(minutes=59)) == at + timedelta(minutes=1)
    assert due_at(Way.AT_ONCE, at, at + timedelta(minutes=1)) == at + timedelta(minutes=1)
    assert due_at(Way.DAILY, at, None) == at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=1
    )


def test_a_mail_is_text_and_html_in_which_names_are_no_markup(editor):
    with_mail(editor)
    tell([editor], KIND, key="x", url="/periods/", period="<script>alert(1)</script>\r\nBcc: x@example.vn")

    send_due()

    (message,) = mail.outbox
    html = message.alternatives[0].content
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert set(message.message().keys()) >= {"Subject", "From", "To"}
    assert "Bcc" not in message.message()
    assert message.recipients() == ["Can.Bo@example.vn"]
    assert "/periods/" in message.body


def test_a_server_that_refuses_is_asked_again_and_a_mail_never_goes_twice(editor, monkeypatch):
    with_mail(editor)
    tell([editor], KIND, key="x", url="/")
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        send_due()
    assert send_due() == 0  # not before the pause is over
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert (send_due(), send_due(), len(mail.outbox)) == (1, 0, 1)
    Mailing.objects.update(tries=MOST_TRIES, taken_at=None)
    assert send_due() == 0


def refuse(*_):
    raise ConnectionRefusedError


def test_one_who_dies_while_sending_leaves_nothing_to_send_twice(editor, monkeypatch):
    with_mail(editor)
    tell([editor], KIND, key="x", url="/")
    with monkeypatch.context() as dying:
        dying.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", interrupt)
        with pytest.raises(KeyboardInterrupt):
            send_due()

    assert (send_due(), mail.outbox) == (0, [])


def interrupt(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("change", ["leaves", "moves", "drops"])
def test_who_may_no_longer_see_it_gets_no_mail_and_reads_no_notice(client, editor, change):
    with_mail(editor)
    tell([editor], KIND, key="x", url="/", period="Kỳ Kín")
    if change == "drops":
        MailAddress.objects.all().delete()
    else:
        editor.is_active = change != "leaves"
        editor.province = Province.objects.get(code="01") if change == "moves" else editor.province
        editor.save()

    send_due()

    assert mail.outbox == []
    if change == "moves":
        client.force_login(editor)
        assert "Kỳ Kín" not in client.get("/notices/").content.decode()


def test_notices_are_read_one_by_one_or_all(client, editor, approver):
    for n in range(3):
        tell([editor, approver], KIND, key=str(n), url="/periods/")
    client.force_login(editor)
    assert '<span class="count">3</span>' in client.get("/periods/").content.decode()

    first = Notice.objects.filter(user=editor).first()
    assert client.post(f"/notices/{first.pk}/follow/").url == "/periods/"
    assert '<span class="count">2</span>' in client.get("/periods/").content.decode()
    client.post("/notices/read/")

    assert 'class="count"' not in client.get("/periods/").content.decode()
    assert Notice.objects.filter(read_at=None).count() == 3  # those of the other account


def test_a_page_that_is_stored_shows_a_new_notice(client, editor):
    client.force_login(editor)
    etag = client.get("/provinces/11/")["ETag"]
    tell([editor], KIND, key="x", url="/")

    answer = client.get("/provinces/11/", headers={"If-None-Match": etag})

    assert answer.status_code == 200
    assert '<span class="count">1</span>' in answer.content.decode()


def test_the_database_refuses_a_second_telling_a_second_mail_and_a_way_out(editor):
    tell([editor], KIND, key="x", url="/")
    notice = Notice.objects.get()
    Mailing.objects.create(notice=notice, address="a@example.vn", due_at=now(), province=editor.province)
    rows = [
        lambda: Notice.objects.create(
            user=editor, province=editor.province, kind=KIND, key="x", url="/", at=now()
        ),
        lambda: Notice.objects.create(
            user=editor, province=editor.province, kind=KIND, key="y", url="https://x", at=now()
        ),
        lambda: Mailing.objects.create(
            notice=notice, address="a@example.vn", due_at=now(), province=editor.province
        ),
    ]
    for make in rows:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            make()


def test_choices_are_of_ones_own_kinds(client, editor, ministry):
    client.force_login(ministry)
    client.post("/notices/settings/", {"sent": "none", "returned": "at_once"})
    client.force_login(editor)
    answer = client.post("/notices/settings/", dict.fromkeys(NoticeKind, "nonsense"))

    assert answer.status_code == 422
    assert list(NoticeChoice.objects.values_list("user__username", "kind", "way")) == [
        ("ministry", "sent", "none")
    ]
