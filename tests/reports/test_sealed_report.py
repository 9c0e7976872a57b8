"""A sealed report, one for all tests here: what it holds, and that nothing changes it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import Error, connection, transaction

from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import Assignment, StaffingRule
from reports.errors import ReasonMissing
from reports.freezing import freeze, verify
from reports.frozen import Frozen
from reports.models import FrozenCommune, FrozenPosting, NationalReport
from reports.source import Live
from reports.summary import summary_on
from reports.summary_files import summary_csv, summary_json
from tests.factories import DAY, AssignmentFactory
from tests.reports.test_freezing import out

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sealed_once(made_once):
    nam_ke = Commune.objects.get(code="03162")
    AssignmentFactory(commune=nam_ke, post=Post.CHIEF)
    AssignmentFactory.create_batch(4, commune=nam_ke)
    report = freeze(as_of=DAY, title="Báo cáo sơ kết", by=None, allow_incomplete=True)
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would check
    run("SET CONSTRAINTS ALL DEFERRED")
    return report.pk


@pytest.fixture
def sealed(sealed_once):
    return NationalReport.objects.get(pk=sealed_once)


def test_sealed_figures_are_the_live_ones_of_that_moment(sealed):
    frozen, live = Frozen(sealed), Live(DAY)

    assert summary_csv(frozen.summary) == summary_csv(live.summary)
    assert summary_json(frozen.summary) == summary_json(live.summary)
    assert frozen.rows() == live.rows()
    assert frozen.communes == live.communes
    assert (frozen.posts, frozen.standing) == (live.posts, live.standing)
    assert frozen.points.items() <= live.points.items()


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


def test_a_correction_is_the_next_version_with_a_reason(sealed, commune, ministry):
    AssignmentFactory(commune=commune)
    with pytest.raises(ReasonMissing):
        freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)

    second = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True, reason="Bổ sung")

    assert (second.version, second.previous, second.reason) == (2, sealed, "Bổ sung")
    assert second.sha256 != sealed.sha256
    assert verify(sealed) is None
