"""A period whose rule or communes changed is renewed: drafts keep what fits, what was sent stays."""

from datetime import date

import pytest

from accounts.models import Notice, NoticeKind, User
from accounts.notices.words import sentence
from communes.models import Commune
from deployment.models import StaffingRule
from reports import cycle, errors
from reports.choices import Happening, Reason, State
from reports.content import content_of
from reports.models import Period, ReportEvent
from reports.renewing import outdated, renew
from reports.settling import ReasonGiven
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period, approver_of, made_ready, report_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(ministry):
    return a_period(ministry)


def decree(minimum=6):
    """Ask more of one commune of Điện Biên: the rule that the period keeps is no longer the one in force."""
    place = Commune.objects.get(code="03166")
    StaffingRule.objects.create(kind=place.kind, commune=place, minimum=minimum, source="Chỉ thị mới")


def lose_a_commune(code="03162"):
    Commune.objects.filter(code=code).update(exists_until=date(2021, 5, 1))


def test_a_draft_that_was_blocked_can_be_sent_and_keeps_its_words(period, ministry):
    report = made_ready(report_of(period), approver_of("11"))
    decree()
    lose_a_commune()
    blocked = [each.text for each in content_of(report_of(period)).obstacles]
    assert len(blocked) == 2

    renew(period=period, by=ministry)

    report.refresh_from_db()
    assert (report.communes, report.communes_checked_at, report.state) == (119, None, State.DRAFTING)
    assert report.postings_checked_at is not None
    assert report.narratives.count() == 5
    made_ready(report_of(period), approver_of("11"))
    assert cycle.submit(report=report_of(period), by=approver_of("11")).communes.count() == 119


def test_the_people_of_the_province_get_a_notice_and_no_others(period, ministry, editor):
    stranger = approver_of("01")
    lose_a_commune()

    renew(period=period, by=ministry)

    told = Notice.objects.get(kind=NoticeKind.RENEWED)
    assert (told.user, told.url) == (editor, f"/periods/{period.pk}/provinces/11/")
    assert sentence(told) == f"{period.title}: biểu mẫu đã cập nhật; hãy kiểm tra lại danh sách xã."
    assert not Notice.objects.filter(user__in=[stranger, ministry], kind=NoticeKind.RENEWED).exists()


def test_each_province_is_told_what_changed_for_it(period, ministry):
    lose_a_commune()

    renew(period=period, by=ministry)

    told = ReportEvent.objects.get(kind=Happening.RENEWED)
    assert (told.report, told.by) == (report_of(period), ministry)
    assert "120 → 119" in told.words


def test_a_new_rule_is_told_to_all_that_have_not_sent(period, ministry):
    sent(period)
    decree()

    renew(period=period, by=ministry)

    assert ReportEvent.objects.filter(kind=Happening.RENEWED).count() == 62
    assert {each["minimum"] for each in Period.objects.get().rule["rules"]} >= {5, 6}


def test_what_was_sent_stays_and_is_renewed_when_it_comes_back(period, ministry):
    sending = sent(period)
    lose_a_commune()
    assert not outdated(period)

    why = [ReasonGiven(Reason.OTHER, "Rà lại danh mục.")]
    cycle.return_for_correction(report=report_of(period), reasons=why, by=ministry)
    renew(period=period, by=ministry)

    assert (sending.communes.count(), report_of(period).communes) == (120, 119)


def test_a_province_comes_into_the_period_and_an_untouched_one_goes(period, ministry):
    Commune.objects.filter(province__code="11").update(exists_until=date(2021, 5, 1))
    renew(period=period, by=ministry)
    assert not period.reports.filter(province__code="11").exists()

    Commune.objects.filter(province__code="11").update(exists_until=None)
    renew(period=period, by=ministry)

    assert (report_of(period).communes, report_of(period).state) == (120, State.NOT_STARTED)


def test_a_layout_that_is_right_is_not_renewed(period, ministry):
    AssignmentFactory()  # postings are no part of it

    with pytest.raises(errors.LayoutCurrent):
        renew(period=period, by=ministry)


def test_the_ministry_alone_renews(period, auditor):
    decree()

    for by in (approver_of("11"), auditor):
        with pytest.raises(errors.NotYours):
            renew(period=period, by=by)
    assert outdated(period)


def test_the_board_offers_it_and_the_provinces_page_says_so(client, period, ministry):
    made_ready(report_of(period), approver_of("11"))
    decree()
    client.force_login(ministry)
    board = client.get(f"/periods/{period.pk}/")
    address = f"/periods/{period.pk}/renew/"
    assert address in board.content.decode()

    form = client.get(address)
    assert "giữ nguyên như lúc gửi" in form.content.decode()
    answer = client.post(address, {"token": form.context["form"]["token"].value()}, follow=True)
    assert "Đã cập nhật biểu mẫu" in answer.content.decode()
    assert address not in answer.content.decode()

    client.force_login(User.objects.get(username="approver-11"))
    page = client.get(f"/periods/{period.pk}/provinces/11/")
    assert "Bộ đã cập nhật biểu mẫu của kỳ" in page.content.decode()


def test_nothing_to_renew_is_said(client, period, ministry):
    client.force_login(ministry)
    form = client.get(f"/periods/{period.pk}/renew/")

    answer = client.post(f"/periods/{period.pk}/renew/", {"token": form.context["form"]["token"].value()})

    assert answer.status_code == 409
