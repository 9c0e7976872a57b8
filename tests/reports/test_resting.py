"""Who enters postings for a day on which a report rests is told so, before and after; nothing is refused."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communes.models import Commune
from deployment import postings
from deployment.choices import Post
from deployment.models import Assignment, DraftTransfer
from deployment.resting import place_in_history, words_after
from reports import cycle
from reports.choices import Reason
from reports.settling import ReasonGiven
from tests.deployment.entering import sent as entered
from tests.deployment.files import csv_of, row
from tests.factories import DAY, AssignmentFactory, OfficerFactory
from tests.reports.cycle import a_period
from tests.reports.cycle import sent as report_sent
from tests.reports.steps import as_

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)
BEFORE = "Kỳ “Kỳ 05/2021” (chốt 31/5/2021): báo cáo đã duyệt. Thay đổi có hiệu lực"
AFTER = "(chốt 31/5/2021): báo cáo đã duyệt; thay đổi này làm số liệu ngày đó khác bản đã duyệt:"
APPOINT = "/assignments/new/?commune=03162"


@pytest.fixture
def held(commune):
    return AssignmentFactory(commune=commune, post=Post.CHIEF, starts_on=MARCH)


@pytest.fixture
def approved(held, period, ministry):
    return cycle.approve(report=report_sent(period).report, by=ministry)


@pytest.fixture
def entry(client, editor):
    return as_(client, editor)


def told(response, client):
    """What the page that the change led to says."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url).content.decode()


def test_an_appointment_of_the_past_is_told_before_and_after(entry, approved):
    officer = OfficerFactory(province=approved.province)

    page = entry.get(APPOINT).content.decode()
    answer = entered(entry, APPOINT, officer=officer.service_number, post="member", starts_on="1/5/2021")

    assert BEFORE in page
    after = told(answer, entry)
    assert AFTER in after
    assert "Cán bộ chính quy (người) 1 → 2" in after
    assert Assignment.objects.count() == 2


def test_what_begins_after_the_cut_off_is_not_told(entry, approved):
    officer = OfficerFactory(province=approved.province)

    answer = entered(entry, APPOINT, officer=officer.service_number, post="member", starts_on="1/6/2021")

    assert AFTER not in told(answer, entry)


def test_without_a_report_nothing_is_told(entry, held, period):
    officer = OfficerFactory(province=held.province)

    assert "Thay đổi có hiệu lực" not in entry.get(APPOINT).content.decode()
    answer = entered(entry, APPOINT, officer=officer.service_number, post="member", starts_on="1/5/2021")
    assert "thay đổi này làm" not in told(answer, entry)


@pytest.mark.parametrize(
    ("verb", "values", "moves"),
    [
        ("end", {"last_day": "30/4/2021"}, "Đã bố trí 1 → 0"),
        ("correct", {"starts_on": "1/6/2021"}, "Có Trưởng Công an 1 → 0"),
        ("correct", {"post": "member"}, "Có Trưởng Công an 1 → 0"),
        ("cancel", {}, "Cán bộ chính quy (người) 1 → 0"),
    ],
)
def test_every_change_of_the_past_is_told(entry, approved, held, verb, values, moves):
    address = f"/assignments/{held.pk}/{verb}/"

    page = entry.get(address).content.decode()
    after = told(entered(entry, address, **values), entry)

    assert BEFORE in page
    assert AFTER in after
    assert moves in after


def test_a_transfer_of_the_past_is_told(entry, approved, held):
    address = f"/officers/{held.officer_id}/transfer/"

    after = told(entered(entry, address, commune="03166", post="member", starts_on="1/5/2021"), entry)

    assert "Có Trưởng Công an 1 → 0" in after


def test_a_change_of_words_alone_is_not_told(entry, approved, held):
    after = told(entered(entry, f"/assignments/{held.pk}/correct/", decision_number="9/QĐ"), entry)

    assert "thay đổi này làm" not in after


def test_a_posting_after_the_cut_off_is_ended_without_a_word(entry, approved, held):
    postings.end(assignment=held, last_day=date(2021, 6, 10))
    later = AssignmentFactory(commune=held.commune, starts_on=date(2021, 7, 1))

    assert "Thay đổi có hiệu lực" not in entry.get(f"/assignments/{later.pk}/cancel/").content.decode()


def test_a_report_that_waits_is_told_as_sent(entry, held, period):
    report_sent(period)
    officer = OfficerFactory(province=held.province)

    answer = entered(entry, APPOINT, officer=officer.service_number, post="member", starts_on="1/5/2021")

    assert "đã gửi; thay đổi này làm số liệu ngày đó khác bản đã gửi" in told(answer, entry)


def test_a_report_that_was_returned_is_free(entry, held, period, ministry):
    report = report_sent(period).report
    cycle.return_for_correction(report=report, reasons=[ReasonGiven(Reason.OTHER, "Sai.")], by=ministry)

    assert "Thay đổi có hiệu lực" not in entry.get(APPOINT).content.decode()


def test_what_restores_the_approved_figures_is_not_told(approved, commune):
    officer = OfficerFactory(province=commune.province)
    made = postings.appoint(officer=officer, commune=commune, post=Post.MEMBER, starts_on=MARCH)
    place = place_in_history()

    postings.cancel(assignment=made)

    assert words_after(place) == []


def test_another_provinces_report_is_not_moved(approved):
    place = place_in_history()
    elsewhere = Commune.objects.filter(province__code="01", kind="xa").first()
    AssignmentFactory(commune=elsewhere, starts_on=MARCH)

    assert words_after(place) == []


def test_many_periods_are_told_by_the_newest(approved, ministry, commune, django_assert_max_num_queries):
    for day in (date(2021, month, 28) for month in (1, 2, 3, 4)):
        cycle.approve(report=report_sent(a_period(ministry, day)).report, by=ministry)
    place = place_in_history()
    AssignmentFactory(commune=commune, starts_on=date(2020, 1, 1))

    with django_assert_max_num_queries(20):
        words = words_after(place)

    assert len(words) == 4
    assert "chốt 31/5/2021" in words[0]
    assert words[-1] == "Thay đổi này còn chạm đến 2 báo cáo của các kỳ trước đó."


def test_an_import_is_told_in_the_preview_and_after(entry, approved):
    file = SimpleUploadedFile("x.csv", csv_of([row(start_date="01/05/2021")]))

    preview = entry.post("/assignments/import/", {"file": file})
    page = entry.get(preview.url).content.decode()
    written = told(entry.post(f"{preview.url}confirm/"), entry)

    for text in (page, written):
        assert AFTER in text
        assert "Cán bộ chính quy (người) 1 → 2" in text


def test_an_import_that_begins_after_the_cut_off_is_not_told(entry, approved):
    file = SimpleUploadedFile("x.csv", csv_of([row(start_date="01/06/2021")]))

    preview = entry.post("/assignments/import/", {"file": file})

    assert "thay đổi này làm" not in entry.get(preview.url).content.decode()


def test_a_draft_that_is_carried_out_is_told(entry, approved, held, editor):
    draft = DraftTransfer.objects.create(
        province=held.province, officer=held.officer, from_commune=held.commune, accepted_by=editor,
        to_commune=Commune.objects.get(code="03166"), planned_for=DAY,
    )  # fmt: skip
    address = f"/drafts/{draft.pk}/carry-out/"

    page = entry.get(address).content.decode()
    answer = entry.post(address, {"token": uuid4(), "post": "member", "starts_on": "1/5/2021"})

    assert BEFORE in page
    assert "Có Trưởng Công an 1 → 0" in told(answer, entry)


def test_an_import_taken_back_is_told(entry, held, period, ministry):
    file = SimpleUploadedFile("x.csv", csv_of([row(start_date="01/05/2021")]))
    preview = entry.post("/assignments/import/", {"file": file})
    receipt = entry.post(f"{preview.url}confirm/").url
    cycle.approve(report=report_sent(period).report, by=ministry)

    assert "Cán bộ chính quy (người) 2 → 1" in told(entry.post(f"{receipt}revert/"), entry)
