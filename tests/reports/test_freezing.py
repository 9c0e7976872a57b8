"""A sealed report: what it holds, that nothing changes it, and who may make one."""

import hashlib
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.calendar import today
from communes.models import Commune
from deployment.choices import Post
from deployment.models import Dataset
from reports.commune_status import commune_csv, commune_rows
from reports.errors import CutOffAhead, NotYours, ReasonMissing
from reports.freezing import Incomplete, NothingToSeal, freeze
from reports.models import FrozenPosting, NationalReport
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    AssignmentFactory.create_batch(4, commune=commune)


def out(*words):
    text = StringIO()
    call_command(*words, stdout=text)
    return text.getvalue()


def test_the_hash_is_that_of_the_command_s_bytes(staffed):
    made = json.loads(out("freeze", "--as-of", "2021-05-31", "--title", "Sơ kết", "--allow-incomplete"))

    content = out("commune_status", "--report", str(made["id"]), "--format", "csv")
    assert hashlib.sha256(content.encode()).hexdigest() == made["sha256"]
    assert (made["version"], content.encode()) == (1, commune_csv(commune_rows(DAY)))


def test_who_is_not_counted_is_not_among_them(commune):
    AssignmentFactory(commune=commune, officer=OfficerFactory(force="semi_professional"))
    AssignmentFactory(commune=Commune.objects.get(code="00001"))

    sealed = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)

    assert FrozenPosting.objects.filter(commune__report=sealed).count() == 0


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


def test_in_a_demonstration_people_seal_no_day_after_that_of_the_periods(staffed, ministry):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    with pytest.raises(CutOffAhead):
        freeze(as_of=date(2021, 6, 30), title="Sơ kết", by=ministry, allow_incomplete=True)
    assert freeze(as_of=date(2021, 6, 2), title="Sơ kết", by=ministry, allow_incomplete=True).version == 1


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


def test_decisions_after_the_day_are_not_of_the_day(staffed, commune):
    Commune.objects.filter(pk=commune.pk).update(
        organised_on=DAY + timedelta(days=1), organised_decision="9/QĐ-BCA"
    )

    sealed = freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)

    row = sealed.communes.get(code=commune.code)
    assert (row.organised, row.organised_on, row.organised_decision) == (False, None, "")
