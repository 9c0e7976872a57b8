from datetime import timedelta

import pytest
from django.utils import timezone

from communes.models import Commune
from deployment.choices import Post
from reports import cycle
from reports.choices import State
from reports.content import content_of
from reports.models import Period, ReportSubmission
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import approver_of, made_ready, report_of, sent, stands
from tests.reports.steps import as_, carry_out, hidden, url

pytestmark = pytest.mark.django_db


def test_the_ministry_opens_a_period(client, ministry):
    response = carry_out(
        as_(client, ministry), "/periods/new/", title="Tháng 5/2021", cut_off="31/5/2021",
        opens_on="25/5/2021", due_on="4/6/2021",
    )  # fmt: skip

    period = Period.objects.get()
    assert (response.status_code, response.url) == (302, f"/periods/{period.pk}/")
    assert period.reports.count() == 63


def test_the_page_that_opens_a_period_says_what_cannot_be_taken_back(client, ministry):
    page = as_(client, ministry).get("/periods/new/").content.decode()

    assert "Kỳ đã mở thì không xóa, không đổi tên, ngày chốt hay giờ mở được" in page


def test_a_cut_off_ahead_is_told_at_its_field(client, ministry):
    ahead = timezone.now() + timedelta(days=3)
    response = carry_out(
        as_(client, ministry), "/periods/new/", title="Sau", cut_off=f"{ahead:%d/%m/%Y}",
        opens_on="25/5/2021", due_on=f"{ahead + timedelta(days=9):%d/%m/%Y}",
    )  # fmt: skip

    assert response.status_code == 422
    assert "ở tương lai" in response.content.decode()


def test_a_form_sent_twice_opens_one_period(client, ministry):
    as_(client, ministry)
    form = hidden(client.get("/periods/new/")) | {
        "title": "Kỳ", "cut_off": "31/5/2021", "opens_on": "25/5/2021", "due_on": "4/6/2021",
    }  # fmt: skip

    first, second = client.post("/periods/new/", form), client.post("/periods/new/", form)

    assert (first.url, Period.objects.count()) == (second.url, 1)


@pytest.mark.parametrize("step", ["approve/", "return/", "extend/", "reopen/"])
def test_decisions_are_the_ministrys_alone(client, period, report, approver, auditor, step):
    sent(period)

    for user in (approver, auditor):
        assert as_(client, user).get(url(report, step)).status_code == 403
        assert client.post(url(report, step), {}).status_code == 403


@pytest.mark.parametrize("step", ["explain/", "postings/", "communes/confirm/", "narrative/2.1/", "send/"])
def test_drafting_is_the_provinces_alone(client, report, ministry, auditor, step):
    for user in (ministry, auditor):
        assert as_(client, user).get(url(report, step)).status_code == 403


@pytest.mark.parametrize("step", ["", "communes/", "explain/", "narrative/", "send/", "attachments/1/"])
def test_another_provinces_report_does_not_exist(client, period, approver, step):
    other = report_of(period, "01")

    assert as_(client, approver).get(url(other, step)).status_code == 404


def test_a_province_is_led_from_the_board_to_its_own_report(client, period, report, approver):
    response = as_(client, approver).get(f"/periods/{period.pk}/")

    assert (response.status_code, response.url) == (302, url(report))


def test_a_province_sees_nothing_of_a_period_to_come(client, ministry, approver):
    later = cycle.open_period(
        title="Sắp tới", cut_off=DAY, opens_at=timezone.now() + timedelta(1),
        due_at=timezone.now() + timedelta(9), by=ministry,
    )  # fmt: skip

    assert as_(client, approver).get(url(report_of(later))).status_code == 404
    assert "Sắp tới" not in client.get("/periods/").content.decode()


def test_the_editor_drafts_and_the_approver_sends(client, report, editor, approver, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    as_(client, editor)
    carry_out(client, url(report, "communes/confirm/"))
    carry_out(client, url(report, "postings/"))
    for section in ("1", "2.1", "2.2", "3", "4"):
        carry_out(client, url(report, f"narrative/{section}/"), text=f"Mục {section}.")
    carry_out(client, url(report, "explain/"), text_no_decision_03162="Quyết định đang trình ký.")
    assert carry_out(client, url(report, "send/")).status_code == 403

    response = carry_out(as_(client, approver), url(report, "send/"))

    submission = ReportSubmission.objects.get()
    assert (response.status_code, stands(report)) == (302, State.SENT)
    assert submission.warnings.get().explanation == "Quyết định đang trình ký."
    assert "Bộ mở khóa" in client.get(url(report)).content.decode()


def test_errors_are_all_on_the_page_and_block(client, report, approver):
    response = carry_out(as_(client, approver), url(report, "send/"), token=str(report.pk))
    page = client.get(url(report, "send/")).content.decode()

    assert response.status_code == 422
    assert 'aria-disabled="true"' in page
    assert page.count("Chưa viết mục") == 5


def test_a_report_that_changed_since_the_check_is_not_sent(client, report, approver, commune):
    made_ready(report, approver)
    checked = hidden(as_(client, approver).get(url(report, "send/")))
    AssignmentFactory(commune=commune)

    response = client.post(url(report, "send/"), checked)

    assert (response.status_code, stands(report)) == (409, State.DRAFTING)
    assert content_of(report).mark in response.content.decode()


def test_sending_from_two_windows_sends_once(client, report, approver):
    made_ready(report, approver)
    as_(client, approver)
    one, other = hidden(client.get(url(report, "send/"))), hidden(client.get(url(report, "send/")))

    assert client.post(url(report, "send/"), one).status_code == 302
    refused = client.post(url(report, "send/"), other)

    assert refused.status_code == 409
    assert "không gửi lần thứ hai" in refused.content.decode()
    assert ReportSubmission.objects.count() == 1


def test_the_home_of_a_province_shows_what_is_due(client, period, approver):
    page = as_(client, approver).get("/").content.decode()

    assert period.title in page
    assert "Chưa bắt đầu" in page


def test_the_summary_says_what_is_missing_and_what_waits(client, period, ministry, auditor):
    sent(period)

    page = as_(client, ministry).get("/summary/?as_of=2021-05-31").content.decode()
    assert "0/63 báo cáo đã duyệt; 1 đã gửi, chờ duyệt; 62 chưa có báo cáo" in page
    assert "1 báo cáo chờ duyệt" in page
    assert (
        "báo cáo chờ duyệt</a>" not in as_(client, auditor).get("/summary/?as_of=2021-05-31").content.decode()
    )


def test_a_summary_is_approved_until_the_figures_move(client, period, ministry, commune):
    report = sent(period).report
    period.reports.exclude(pk=report.pk).delete()
    Commune.objects.exclude(province=report.province).update(exists_until="2021-01-01")
    cycle.approve(report=report, by=ministry)
    as_(client, ministry)
    assert "Đã duyệt: 1/1 báo cáo đã duyệt" in client.get("/summary/?as_of=2021-05-31").content.decode()

    AssignmentFactory(commune=commune)

    assert "thay đổi sau khi duyệt" in client.get("/summary/?as_of=2021-05-31").content.decode()


@pytest.mark.parametrize("query", ["?sending=9", "?sending=x", "?sending=99999999999999"])
def test_a_sending_that_never_was_is_not_found(client, period, report, ministry, query):
    sent(period)

    assert as_(client, ministry).get(url(report, f"communes/{query}")).status_code == 404


def test_a_sealed_table_stays_as_it_was_sent(client, period, report, ministry, commune):
    sent(period)
    AssignmentFactory.create_batch(5, commune=commune)

    page = as_(client, ministry).get(url(report, "communes/?sending=1")).content.decode()

    assert page.count("Chưa bố trí</span>") == 120


def test_the_approvers_own_report_is_asked_of_by_name(client, period, ministry):
    assert as_(client, approver_of("12")).get(url(report_of(period, "12"))).status_code == 200
