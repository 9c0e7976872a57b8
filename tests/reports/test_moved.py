"""Figures that moved on after their report: told on every page that rests on them, and sealed with them."""

from datetime import date

import pytest

from deployment import postings
from deployment.choices import Post
from reports import cycle
from reports.data_state import state_of_nation, state_of_province
from reports.freezing import freeze, verify
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.moved import moved_since_approval
from reports.source import Live
from reports.standing import standing_of, standing_on
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory
from tests.reports.cycle import report_of, sent
from tests.reports.steps import as_, url

pytestmark = pytest.mark.django_db
APRIL = date(2021, 4, 30)
TOLD = "Đã bố trí 0 → 1; Có Trưởng Công an 0 → 1; Cán bộ chính quy (người) 0 → 1"


@pytest.fixture
def approved(period, ministry):
    return cycle.approve(report=sent(period).report, by=ministry)


@pytest.fixture
def late(approved, commune):
    """A posting entered after the approval, in force before the cut-off."""
    officer = OfficerFactory(province=commune.province)
    return postings.appoint(officer=officer, commune=commune, post=Post.CHIEF, starts_on=APRIL)


def test_what_is_entered_late_is_told_from_what_to_what(late, period):
    (moved,) = moved_since_approval(standing_of(period))

    assert moved.report.province.code == "11"
    assert TOLD in moved.words
    assert "Thiếu cán bộ" not in moved.words


def test_the_same_figures_are_not_told(approved, period, commune):
    officer = OfficerFactory(province=commune.province)
    postings.appoint(officer=officer, commune=commune, post=Post.CHIEF, starts_on=date(2021, 6, 1))

    assert moved_since_approval(standing_of(period)) == ()


def test_a_report_that_is_corrected_again_agrees(late, approved, period, ministry):
    cycle.reopen(report=report_of(period), reason="Ghi muộn.", by=ministry)
    assert moved_since_approval(standing_of(period)) == ()


def test_it_takes_as_many_queries_for_all_as_for_one(late, period, ministry, django_assert_max_num_queries):
    for code in ("01", "02", "04"):
        cycle.approve(report=sent(period, code).report, by=ministry)
    standing = standing_on(DAY)

    with django_assert_max_num_queries(3):
        assert len(moved_since_approval(standing)) == 1


def test_the_state_of_figures_says_it(late, period, commune):
    nation, standing = summary_on(DAY), standing_on(DAY)
    own = next(row.figures for row in nation.provinces if row.province.code == "11")

    told = state_of_nation(nation)
    assert told.words == "1/63 báo cáo đã duyệt, trong đó 1 nơi số liệu đã thay đổi sau khi duyệt"
    assert TOLD in state_of_province(standing, commune.province, own).detail


def test_a_sealed_report_tells_it_and_holds(late, period):
    live = Live(DAY).standing

    sealed = NationalReport.objects.get(
        pk=freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True).pk
    )

    assert Frozen(sealed).standing == live
    assert "trong đó 1 nơi số liệu đã thay đổi sau khi duyệt" in live
    assert Frozen(sealed).moved == [f"Điện Biên: {moved_since_approval(standing_of(period))[0].words}"]
    assert verify(sealed) is None


def test_a_report_sealed_before_this_was_kept_is_read(sealed_without):
    assert Frozen(sealed_without).moved == []


@pytest.fixture
def sealed_without(approved):
    report = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)
    del report.standing["moved"]  # as it was kept before; not written back
    return report


def test_the_pages_say_it(client, late, period, ministry):
    other = cycle.approve(report=sent(period, "01").report, by=ministry)
    as_(client, ministry)

    board = client.get(f"/periods/{period.pk}/").content.decode()
    only = client.get(f"/periods/{period.pk}/?state=moved").content.decode()
    page = client.get(url(report_of(period))).content.decode()
    sealing = client.get("/reports/freeze/?as_of=2021-05-31").content.decode()

    assert TOLD in board
    assert "1 báo cáo đã duyệt mà số liệu hiện tại khác bản đã duyệt" in board
    assert (url(other) in board, url(other) in only, url(report_of(period)) in only) == (True, False, True)
    assert "Số liệu hiện tại khác bản đã duyệt" in page
    assert "Đã bố trí: 0 → 1" in page
    assert TOLD in sealing


def test_what_was_sent_and_is_not_decided_says_it_too(client, period, ministry, commune):
    sent(period)
    AssignmentFactory(commune=commune, starts_on=APRIL)

    page = as_(client, ministry).get(url(report_of(period))).content.decode()

    assert "Số liệu hiện tại khác bản đã gửi" in page


def test_what_agrees_says_nothing(client, approved, period, ministry):
    as_(client, ministry)

    for path in (f"/periods/{period.pk}/", url(report_of(period)), "/reports/freeze/?as_of=2021-05-31"):
        assert "khác bản" not in client.get(path).content.decode()
        assert "sau khi duyệt" not in client.get(path).content.decode()


def test_the_sealed_page_names_them(client, late, period, ministry):
    report = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)

    page = as_(client, ministry).get(f"/reports/{report.pk}/").content.decode()

    assert f"Điện Biên: {moved_since_approval(standing_of(period))[0].words}" in page
