import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Role, User
from communes.models import Commune
from deployment.choices import Post
from reports import cycle
from reports.choices import Reason, State
from reports.content import content_of
from reports.models import Attachment, Period, ProvincialReport, ReportSubmission
from reports.settling import ReasonGiven
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import a_period, approver_of, made_ready, report_of, sent

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def period(ministry):
    return a_period(ministry)


@pytest.fixture
def report(period):
    return report_of(period)


def url(report, step=""):
    return f"/periods/{report.period_id}/provinces/{report.province.code}/{step}"


def hidden(response):
    """The hidden values of the page's last form that is posted."""
    form = response.content.decode().rsplit('<form method="post"', 1)[1]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def carry_out(client, address, **values):
    """Open a step's page and send its form."""
    return client.post(address, hidden(client.get(address)) | values)


def as_(client, user):
    client.force_login(user)
    return client


def stands(report):
    return ProvincialReport.objects.get(pk=report.pk).state


def test_the_ministry_opens_a_period(client, ministry):
    response = carry_out(
        as_(client, ministry), "/periods/new/", title="Tháng 5/2021", cut_off="31/5/2021",
        opens_on="25/5/2021", due_on="4/6/2021",
    )  # fmt: skip

    period = Period.objects.get()
    assert (response.status_code, response.url) == (302, f"/periods/{period.pk}/")
    assert period.reports.count() == 63


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
    carry_out(client, url(report, "explain/"), text_0="Quyết định đang trình ký.")
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


def test_two_reviewers_at_once_one_wins_and_the_other_is_told(client, period, report, ministry):
    sent(period)
    other = User.objects.create_user("ministry-2", password="a-long-passphrase", role=Role.MINISTRY)
    returning = hidden(as_(client, other).get(url(report, "return/")))
    carry_out(as_(client, ministry), url(report, "approve/"))

    response = as_(client, other).post(
        url(report, "return/"), returning | {"kind": "other", "reason": "Nêu rõ."}
    )

    assert (response.status_code, stands(report)) == (409, State.APPROVED)
    assert "ministry" in response.content.decode()


def test_a_return_names_communes_and_reaches_the_province(client, period, report, ministry, approver):
    sent(period)
    address = url(report, "return/?commune=03162&commune=99999")
    response = carry_out(
        as_(client, ministry), address, kind="narrative", reason="Nêu rõ hơn mục II.2.",
        kind_03162="decision", reason_03162="Đối chiếu quyết định.",
    )  # fmt: skip

    page = as_(client, approver).get(url(report)).content.decode()
    assert (response.status_code, stands(report)) == (302, State.RETURNED)
    assert set(report.return_reasons.values_list("kind", "commune__code")) == {
        (Reason.NARRATIVE, None), (Reason.DECISION, "03162"),
    }  # fmt: skip
    assert "Đối chiếu quyết định." in page
    assert "2 điểm cần sửa" in page


def test_a_return_without_a_reason_is_asked_for_one(client, period, report, ministry):
    sent(period)

    response = carry_out(as_(client, ministry), url(report, "return/"), kind="other", reason=" ")

    assert (response.status_code, stands(report)) == (422, State.SENT)


def test_on_resubmission_what_changed_comes_first(client, period, report, ministry, approver, commune):
    sent(period)
    why = [ReasonGiven(Reason.MOVEMENT, "Bổ sung.", commune)]
    cycle.return_for_correction(report=report, reasons=why, by=ministry)
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    cycle.submit(report=report, by=approver)

    page = as_(client, ministry).get(url(report)).content.decode()

    assert "<del>0/5 cán bộ, khuyết Trưởng Công an</del> → <ins>1/5 cán bộ" in page
    assert page.index("Thay đổi so với lần gửi 1") < page.index("Thay đổi so với kỳ trước")


def test_the_queue_is_oldest_first_and_approves_the_calm_together(client, period, ministry):
    for code in ("12", "11"):
        sent(period, code)
    queue = as_(client, ministry).get(f"/periods/{period.pk}/queue/").content.decode()
    assert queue.index("Lai Châu") < queue.index("Điện Biên")

    ids = "&".join(f"s={each.pk}" for each in ReportSubmission.objects.all())
    response = carry_out(client, f"/periods/{period.pk}/approve/?{ids}")

    assert response.status_code == 302
    assert period.reports.filter(state=State.APPROVED).count() == 2


def test_a_flagged_report_in_a_bulk_stops_all_of_it(client, period, ministry, commune):
    calm = sent(period, "12")
    AssignmentFactory(commune=commune, decision_number="")
    flagged = sent(period, "11")

    address = f"/periods/{period.pk}/approve/?s={calm.pk}&s={flagged.pk}"
    response = carry_out(as_(client, ministry), address)

    assert response.status_code == 422
    assert "Điện Biên phải được xem riêng" in response.content.decode()
    assert not period.reports.filter(state=State.APPROVED).exists()


def test_odd_numbers_in_a_bulk_choose_nothing(client, period, ministry):
    page = as_(client, ministry).get(f"/periods/{period.pk}/approve/?s=x&s=99999999999999999999&s=-1")

    assert page.status_code == 200
    assert "Chưa chọn báo cáo nào" in page.content.decode()


def test_the_board_counts_states_and_reasons(client, period, report, ministry):
    sent(period)
    cycle.return_for_correction(
        report=report, reasons=[ReasonGiven(Reason.UNEXPLAINED, "Thiếu.")], by=ministry
    )

    page = as_(client, ministry).get(f"/periods/{period.pk}/?state=returned").content.decode()

    assert "1 địa phương" in page
    assert "Lý do trả lại theo địa phương" in page


def test_the_board_asks_no_more_for_more_provinces(client, period, ministry, django_assert_max_num_queries):
    for code in ("11", "12", "14"):
        sent(period, code)
    as_(client, ministry)

    with django_assert_max_num_queries(26):
        client.get(f"/periods/{period.pk}/")


def test_a_section_written_by_two(client, report, editor, approver):
    address = url(report, "narrative/4/")
    mine = hidden(as_(client, approver).get(address))
    carry_out(as_(client, editor), address, text="Của người soạn.")

    refused = as_(client, approver).post(address, mine | {"text": "Của chỉ huy."})
    assert refused.status_code == 409
    assert "Của người soạn." in refused.content.decode()

    client.post(address, hidden(refused) | {"text": "Của chỉ huy."})
    assert report.narratives.get().text == "Của chỉ huy."


def test_an_attachment_is_known_by_its_content(client, report, editor):
    as_(client, editor)
    file = SimpleUploadedFile("..\\..\\kế hoạch\u202e.exe", PDF, content_type="text/html")
    assert carry_out(client, url(report, "attachments/new/"), file=file).status_code == 302

    stored = Attachment.objects.get()
    answer = client.get(url(report, f"attachments/{stored.pk}/"))
    assert (stored.name, answer.headers["Content-Type"]) == ("kế hoạch.pdf", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.content == PDF


@pytest.mark.parametrize(
    "content", [b"", b"<script>alert(1)</script>", b"PK\x03\x04 no archive", b"%PDF-" + b"0" * 5_000_001]
)
def test_other_files_are_not_attached(client, report, editor, content):
    file = SimpleUploadedFile("a.pdf", content)

    response = carry_out(as_(client, editor), url(report, "attachments/new/"), file=file)

    assert response.status_code == 422
    assert not Attachment.objects.exists()


def test_what_was_sent_keeps_its_attachment(client, period, report, ministry, approver):
    as_(client, approver)
    carry_out(client, url(report, "attachments/new/"), file=SimpleUploadedFile("a.pdf", PDF))
    sent(period)
    cycle.return_for_correction(report=report, reasons=[ReasonGiven(Reason.OTHER, "Sai.")], by=ministry)
    stored = Attachment.objects.get()

    carry_out(client, url(report, f"attachments/{stored.pk}/remove/"))

    client.get(url(report))  # tells that it is done
    assert "a.pdf" not in client.get(url(report)).content.decode()
    assert "a.pdf" in as_(client, ministry).get(url(report)).content.decode()
    assert client.get(url(report, f"attachments/{stored.pk}/")).content == PDF


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
