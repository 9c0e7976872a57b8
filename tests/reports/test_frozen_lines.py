"""What a sealed report carries beside the day's staffing: as it was, whatever is entered later."""

import json
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.utils.html import escape

from communes.models import Commune
from deployment import wards
from deployment.choices import Post
from deployment.models import StaffingRule
from reports import freezing, published
from reports.briefing.document import briefing_of
from reports.choices import Matter, Measure, Precision, Premises
from reports.freezing import freeze, verify
from reports.frozen import Frozen
from reports.matters.forecast import forecasts_in
from reports.matters.missing import sealed_without
from reports.matters.trend import courses_in
from reports.models import FrozenLine, NationalReport
from reports.source import Live
from reports.summary import summary_on
from reports.support.writing import write_conditions
from reports.workbook import workbook_of
from tests.deployment.test_wards import ITEMS, scores
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import a_period, approver_of, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(commune, ministry):
    """Enter a posting, a support row, a ward's score and a published figure; again, others."""
    StaffingRule.objects.filter(kind="xa").delete()  # townships alone, so that documents are short
    StaffingRule.objects.update(minimum=1)
    townships = Commune.objects.filter(province__code="11", kind="thi_tran").order_by("code")
    report = report_of(a_period(ministry))
    ward = wards.admit(
        user=ministry, commune=Commune.objects.get(code="20236"), joined_on=DAY - timedelta(days=99),
        source="Kế hoạch",
    )  # fmt: skip
    made = wards.write_criteria(user=ministry, name="Bộ 2021", source="Quyết định", items=ITEMS)
    criteria = wards.put_in_force(user=ministry, criteria=made, starts_on=DAY - timedelta(days=90))
    round_ = wards.open_round(user=ministry, criteria=criteria, title="Đợt 1", as_of=DAY)

    def one(number):
        township = townships[number]
        AssignmentFactory(commune=township, post=Post.CHIEF, starts_on=DAY - timedelta(days=100 * number))
        row = {"premises": Premises.SHARED, "ministry_other_planned": number * 1_000_000}
        write_conditions(report=report, by=approver_of("11"), rows={township.pk: row})
        wards.assess(
            user=ministry, round_=round_, ward=ward, assessor="Đoàn 1", note="",
            scores=scores(criteria, str(number), "1"),
        )  # fmt: skip
        published.enter(
            user=ministry, place_code="VN", measure=Measure.OFFICERS, value=Decimal(number), as_of=DAY,
            precision=Precision.DAY, source=f"Báo chí {number}",
        )  # fmt: skip

    one(1)
    return one


def seal(reason=""):
    report = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True, reason=reason)
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would check
    run("SET CONSTRAINTS ALL DEFERRED")
    return report


def lines_of(source):
    return {matter: source.lines(matter) for matter in Matter}


def again(report):
    return Frozen(NationalReport.objects.get(pk=report.pk))


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def behind_its_back(sql):
    run("SET session_replication_role = replica")
    run(sql)
    run("SET session_replication_role = origin")


def made_old(report):
    """Make a report what it would have been before reports carried anything."""
    marks = freezing._marks(report, None) | {"history": report.marks["history"]}
    behind_its_back(f"DELETE FROM reports_frozenline WHERE report_id = {report.pk}")
    behind_its_back(f"UPDATE reports_nationalreport SET marks = '{json.dumps(marks)}' WHERE id = {report.pk}")


def sheets_of(source):
    book = openpyxl.load_workbook(BytesIO(workbook_of(source)), data_only=True)
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def test_sealed_lines_are_the_live_ones_of_that_moment(enter):
    sealed = seal()

    live = lines_of(Live(DAY))
    assert lines_of(again(sealed)) == live
    assert all(live.values())


@pytest.mark.slow
def test_later_entries_of_every_kind_leave_page_and_files_as_they_were(enter, client, ministry):
    sealed = seal()
    client.force_login(ministry)

    def shown():
        page = client.get(f"/reports/{sealed.pk}/matters/").context
        return page["forecasts"], page["support"], page["wards"], page["published"], page["trend"]["rows"]

    before = shown(), workbook_of(again(sealed)), briefing_of(again(sealed)), lines_of(Live(DAY))
    enter(2)

    assert (shown(), workbook_of(again(sealed)), briefing_of(again(sealed))) == before[:3]
    now = lines_of(Live(DAY))
    assert [matter for matter in Matter if now[matter] == before[3][matter]] == []
    assert verify(again(sealed).report) is None


def test_a_trend_s_last_point_is_the_sealed_summary(enter):
    enter(2)
    frozen = again(seal())

    among = courses_in(frozen)

    assert among.whole.last == frozen.summary.national == summary_on(DAY).national
    assert among.days[0].year == 2018
    assert {p.code: course.last for p, course in among.provinces} == {
        row.province.code: row.figures for row in frozen.summary.provinces
    }
    assert forecasts_in(frozen).nation.gained == (0, 1, 2)


def test_the_workbook_holds_every_line(enter):
    sheets = sheets_of(again(seal()))

    assert sheets["Diễn biến cả nước"][-1][1:7] == sheets_of(Live(DAY))["Diễn biến cả nước"][-1][1:7]
    assert (len(sheets["Số xã đạt theo tháng"]), len(sheets["Dự báo"])) == (64, 63)  # one has no township
    assert sheets["Điều kiện bảo đảm"][-1][:4] == ["", "Cộng", 1, 0]
    assert sheets["Phường kiểu mẫu"][1] == ["Phường Hải Châu I", "Đà Nẵng", 16]
    assert ["Cả nước", "Cán bộ chính quy", "31/5/2021"] in [row[:3] for row in sheets["Số liệu đã công bố"]]


CHANGED = (
    "UPDATE reports_frozenline SET content = content || '{\"x\": 1}'",
    "UPDATE reports_frozenline SET province_id = 1 - coalesce(province_id, 0)",
    "UPDATE reports_frozenline SET place = place + 1000",
    "DELETE FROM reports_frozenline",
)


def test_a_line_changed_behind_the_database_s_back_is_named(enter, as_owner):
    sealed = seal()

    for matter in Matter:
        for sql in CHANGED:
            before = transaction.savepoint()
            behind_its_back(f"{sql} WHERE matter = '{matter.value}' AND place = 0")
            with pytest.raises(CommandError, match=str(matter.label)):
                call_command("verify_report", str(sealed.pk))
            transaction.savepoint_rollback(before)
    assert verify(again(sealed).report) is None


def test_taking_the_lines_out_of_the_marks_too_is_named(enter, as_owner):
    sealed = seal()
    behind_its_back("DELETE FROM reports_frozenline")
    behind_its_back("UPDATE reports_nationalreport SET marks = marks - 'lines'")

    with pytest.raises(CommandError, match="Phần đầu"):
        call_command("verify_report", str(sealed.pk))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: FrozenLine.objects.filter(report=r).update(place=9),
        lambda r: FrozenLine.objects.filter(report=r).delete(),
        lambda r: FrozenLine.objects.create(report=r, matter=Matter.WARDS, place=9999, content={}),
        lambda _r: run("TRUNCATE reports_frozenline"),
    ],
)
def test_the_database_refuses_any_change_of_a_line(enter, change, as_owner):
    sealed = seal()

    with pytest.raises(Error, match="niêm phong"), transaction.atomic():
        change(sealed)


def test_an_older_report_verifies_and_says_what_it_was_sealed_without(enter, as_owner, client, ministry):
    sealed = seal()
    made_old(sealed)
    old = again(sealed)

    words = sealed_without(old)

    assert verify(old.report) is None
    assert words.count(".") == 1
    assert "diễn biến theo tháng; dự báo và thời hạn; điều kiện bảo đảm" in words
    client.force_login(ministry)
    assert escape(words) in client.get(f"/reports/{sealed.pk}/matters/").content.decode()
    sheets = sheets_of(old)
    assert ["Phần không có", words] in sheets["Ghi chú"]
    assert "Dự báo" not in sheets
    assert sealed_without(Live(DAY)) == ""


def test_a_line_slipped_into_an_older_report_is_named(enter, as_owner):
    sealed = seal()
    made_old(sealed)
    behind_its_back(
        "INSERT INTO reports_frozenline (report_id, matter, place, content)"
        f" VALUES ({sealed.pk}, 'trend', 0, '{{}}')"
    )

    with pytest.raises(CommandError, match="Diễn biến theo tháng"):
        call_command("verify_report", str(sealed.pk))
