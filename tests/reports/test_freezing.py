"""A sealed report: what it holds, that nothing changes it, and who may make one."""

import hashlib
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from communes.calendar import today
from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import Assignment, StaffingRule
from reports.commune_status import commune_csv, commune_rows
from reports.errors import CutOffAhead, NotYours, ReasonMissing
from reports.freezing import Incomplete, NothingToSeal, freeze, verify
from reports.frozen import Frozen
from reports.models import FrozenCommune, FrozenPosting, NationalReport
from reports.source import Live
from reports.summary import summary_on
from reports.summary_files import summary_csv, summary_json
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    AssignmentFactory.create_batch(4, commune=commune)


@pytest.fixture
def sealed(staffed):
    report = freeze(as_of=DAY, title="Báo cáo sơ kết", by=None, allow_incomplete=True)
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would check
    run("SET CONSTRAINTS ALL DEFERRED")
    return report


def out(*words):
    text = StringIO()
    call_command(*words, stdout=text)
    return text.getvalue()


def test_sealed_figures_are_the_live_ones_of_that_moment(sealed):
    frozen, live = Frozen(sealed), Live(DAY)

    assert summary_csv(frozen.summary) == summary_csv(live.summary)
    assert summary_json(frozen.summary) == summary_json(live.summary)
    assert frozen.rows() == live.rows()
    assert frozen.communes == live.communes
    assert (frozen.posts, frozen.standing) == (live.posts, live.standing)
    assert frozen.points.items() <= live.points.items()


def test_the_hash_is_that_of_the_command_s_bytes(staffed):
    made = json.loads(out("freeze", "--as-of", "2021-05-31", "--title", "Sơ kết", "--allow-incomplete"))

    content = out("commune_status", "--report", str(made["id"]), "--format", "csv")
    assert hashlib.sha256(content.encode()).hexdigest() == made["sha256"]
    assert (made["version"], content.encode()) == (1, commune_csv(commune_rows(DAY)))


def test_later_changes_of_every_kind_leave_it_as_it_was(sealed, commune):
    before = (summary_json(Frozen(sealed).summary), Frozen(sealed).communes)
    AssignmentFactory(commune=commune, starts_on=DAY - timedelta(days=9))
    StaffingRule.objects.filter(kind="xa").update(minimum=8)
    Commune.objects.filter(pk=commune.pk).update(name="Xã Khác", organised_on=DAY, organised_decision="1/QĐ")
    Province.objects.filter(code="11").update(name="Tỉnh Khác", short_name="Khác", tile_row=0)

    again = Frozen(NationalReport.objects.get(pk=sealed.pk))
    assert (summary_json(again.summary), again.communes) == before
    assert verify(again.report) is None
    assert summary_on(DAY).national != again.summary.national


def test_the_postings_behind_each_figure_are_kept(sealed, commune):
    kept = FrozenPosting.objects.filter(commune__report=sealed, commune__code=commune.code)

    counted = Assignment.objects.in_post(DAY).regular().filter(commune=commune)
    assert set(kept.values_list("officer_id", "post")) == set(counted.values_list("officer_id", "post"))
    assert kept.filter(post=Post.CHIEF).get().full_name == counted.get(post=Post.CHIEF).officer.full_name


def test_who_is_not_counted_is_not_among_them(commune):
    AssignmentFactory(commune=commune, officer=OfficerFactory(force="semi_professional"))
    AssignmentFactory(commune=Commune.objects.get(code="00001"))

    sealed = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)

    assert FrozenPosting.objects.filter(commune__report=sealed).count() == 0


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def add_commune(report):
    row = FrozenCommune.objects.filter(report=report).first()
    row.pk, row.code = None, "99999"
    row.save(force_insert=True)


CHANGES = (
    lambda r: FrozenCommune.objects.filter(report=r).update(officers=9),
    lambda r: FrozenPosting.objects.filter(commune__report=r).delete(),
    lambda r: NationalReport.objects.filter(pk=r.pk).update(title="Khác"),
    lambda _r: run("DELETE FROM reports_frozencommune"),
    lambda _r: run("TRUNCATE reports_frozenposting"),
    lambda _r: run("TRUNCATE reports_nationalreport CASCADE"),
    add_commune,
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_any_change(sealed, change, as_owner):
    with pytest.raises(Error, match="niêm phong"), transaction.atomic():
        change(sealed)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE reports_frozencommune SET officers = 9 WHERE code = '03162'", "03162,Xã Nậm Kè"),
        ("DELETE FROM reports_frozencommune WHERE code = '03166'", "03166"),
        ("UPDATE reports_frozencommune SET district_name = 'x' WHERE code = '03162'", "11"),
        ("UPDATE reports_frozenposting SET full_name = 'x' WHERE post = 'chief'", "11"),
        ("UPDATE reports_nationalreport SET title = 'x'", "Phần đầu"),
        ("UPDATE reports_nationalreport SET sha256 = repeat('0', 64)", "mã băm"),
    ],
)
def test_what_was_changed_behind_the_database_s_back_is_named(sealed, sql, words, as_owner):
    run("SET session_replication_role = replica")
    run(sql)
    run("SET session_replication_role = origin")

    with pytest.raises(CommandError, match=words):
        out("verify_report", str(sealed.pk))


def test_an_untouched_report_verifies(sealed):
    assert sealed.sha256 in out("verify_report", str(sealed.pk))


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 30, "1 OR 1=1"])
def test_an_unknown_report_is_refused(number):
    for words in (("verify_report", number), ("national_summary", "--report", number)):
        with pytest.raises(CommandError):
            out(*words)


def test_one_source_is_asked_for():
    for words in (("national_summary",), ("national_summary", "--as-of", "2021-05-31", "--report", "1")):
        with pytest.raises(CommandError):
            out(*words)


def test_missing_reports_are_never_passed_over(staffed):
    with pytest.raises(Incomplete, match="Không có kỳ báo cáo"):
        freeze(as_of=DAY, title="Sơ kết", by=None)
    with pytest.raises(CommandError):
        out("freeze", "--as-of", "2021-05-31", "--title", "Sơ kết")
    assert not NationalReport.objects.exists()


def test_a_day_to_come_is_refused():
    with pytest.raises(CutOffAhead):
        freeze(as_of=today() + timedelta(days=1), title="Sơ kết", by=None, allow_incomplete=True)


def test_a_day_without_communes_is_refused():
    with pytest.raises(NothingToSeal):
        freeze(as_of=date(2025, 7, 1), title="Sơ kết", by=None, allow_incomplete=True)


@pytest.mark.parametrize("title", ["", "  ", "a" * 201])
def test_a_report_has_a_title(title):
    with pytest.raises(ReasonMissing):
        freeze(as_of=DAY, title=title, by=None, allow_incomplete=True)


def test_only_the_ministry_seals(auditor, approver):
    for user in (auditor, approver):
        with pytest.raises(NotYours):
            freeze(as_of=DAY, title="Sơ kết", by=user, allow_incomplete=True)


def test_a_correction_is_the_next_version_with_a_reason(sealed, commune, ministry):
    AssignmentFactory(commune=commune)
    with pytest.raises(ReasonMissing):
        freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)

    second = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True, reason="Bổ sung")

    assert (second.version, second.previous, second.reason) == (2, sealed, "Bổ sung")
    assert second.sha256 != sealed.sha256
    assert verify(sealed) is None


def test_decisions_after_the_day_are_not_of_the_day(staffed, commune):
    Commune.objects.filter(pk=commune.pk).update(
        organised_on=DAY + timedelta(days=1), organised_decision="9/QĐ-BCA"
    )

    sealed = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)

    row = sealed.communes.get(code=commune.code)
    assert (row.organised, row.organised_on, row.organised_decision) == (False, None, "")
