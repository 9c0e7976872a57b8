"""Sealed reports and the register over the API: the same bytes for ever, and 304 to who has them."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from deployment.choices import Post
from reports.documents import register
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import DocumentKind, FrozenCommune, NationalReport
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
SEALING = {"as_of": "2021-05-31", "title": "Sơ kết", "allow_incomplete": True}


@pytest.fixture(scope="module")
def sealed_once(made_once):
    AssignmentFactory(post=Post.CHIEF, officer__full_name="Lò Văn Ún")
    return freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True).pk


@pytest.fixture
def report(sealed_once):
    return NationalReport.objects.get(pk=sealed_once)


@pytest.fixture
def document(report, ministry):
    return register(kind=DocumentKind.BRIEFING, source=Frozen(report), content=b"%PDF-1.7", by=ministry)


def test_its_figures_are_the_commands(ministry_calls, report):
    AssignmentFactory()  # after sealing
    out = StringIO()
    call_command("national_summary", "--report", str(report.pk), "--format", "json", stdout=out)
    rows, cursor = [], ""
    while cursor is not None:
        page = ministry_calls("get", f"/reports/{report.pk}/rows?limit=1000&cursor={cursor}").json()
        rows, cursor = rows + page["items"], page["next"]

    assert ministry_calls("get", f"/reports/{report.pk}/summary").json() == json.loads(out.getvalue())
    out = StringIO()
    call_command("commune_status", "--report", str(report.pk), "--format", "json", stdout=out)
    assert [{k: v for k, v in row.items() if k != "organised_on"} for row in rows] == json.loads(
        out.getvalue()
    )


def test_the_canonical_file_gives_the_hash(ministry_calls, report):
    answer = ministry_calls("get", f"/reports/{report.pk}/communes.csv")

    assert hashlib.sha256(answer.content).hexdigest() == report.sha256 == answer["ETag"].strip('"')


@pytest.mark.parametrize("part", ["", "/summary", "/rows?province=11", "/rows/03162", "/communes.csv"])
def test_who_has_it_is_told_so_before_anything_is_read(ministry_calls, report, part):
    path = f"/reports/{report.pk}{part}"
    tag = ministry_calls("get", path)["ETag"]
    AssignmentFactory()

    asked = []
    with connection.execute_wrapper(lambda run, sql, *rest: asked.append(sql) or run(sql, *rest)):
        again = ministry_calls("get", path, **{"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert not any("frozencommune" in sql for sql in asked)


def test_rows_are_narrowed_as_on_the_page(ministry_calls, report):
    found = ministry_calls("get", f"/reports/{report.pk}/rows?province=11&chief=filled&q=nam ke").json()

    assert [(row["commune_code"], row["officers"]) for row in found["items"]] == [("03162", 1)]
    one = ministry_calls("get", f"/reports/{report.pk}/rows/03162").json()
    assert [each["full_name"] for each in one["postings"]] == ["Lò Văn Ún"]


@pytest.mark.parametrize("query", ["nonsense=1", "status=good", "chief=yes", "province=Hà", "cursor=x"])
def test_a_filter_that_is_none_is_refused(ministry_calls, report, query):
    assert ministry_calls("get", f"/reports/{report.pk}/rows?{query}").status_code == 400


def test_verifying_names_the_first_difference(ministry_calls, report, as_owner):
    assert ministry_calls("get", f"/reports/{report.pk}/verify").json()["holds"] is True
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        FrozenCommune.objects.filter(report=report, code="03162").update(officers=9)
        cursor.execute("SET session_replication_role = origin")

    told = ministry_calls("get", f"/reports/{report.pk}/verify").json()

    assert (told["holds"], "03162" in told["difference"]) == (False, True)


def test_a_document_is_downloaded_as_it_was_made(ministry_calls, document):
    line = ministry_calls("get", f"/documents?kind=briefing&report={document.report_id}").json()["items"][0]
    answer = ministry_calls("get", f"/documents/{line['id']}/file")
    again = ministry_calls("get", f"/documents/{line['id']}/file", **{"If-None-Match": answer["ETag"]})

    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert (line["sha256"], answer["ETag"]) == (document.copy_id, f'"{document.copy_id}"')
    assert line["name"] in answer["Content-Disposition"]
    assert (again.status_code, again.content) == (304, b"")
    assert ministry_calls("get", f"/documents/{document.pk}").json() == line


def test_national_papers_do_not_exist_for_a_province(editor_calls, document):
    for path in (
        "/reports",
        f"/reports/{document.report_id}/rows",
        "/documents",
        f"/documents/{document.pk}/file",
    ):
        assert editor_calls("get", path).status_code == 404
    assert editor_calls("post", "/reports", SEALING).status_code == 404
