"""Documents over the API: asked for, followed, downloaded; they open, and who has a sealed one gets 304."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.timezone import now
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import Reading, Role, User
from accounts.tokens import issue_token
from communes.models import Commune
from deployment.choices import Post, WorkState
from deployment.models import StaffingRule, Work
from reports.documents import issue
from reports.freezing import freeze
from reports.models import Document, DocumentKind, NationalReport
from reports.summary import summary_on
from reports.summary_files import summary_csv
from tests.api.conftest import Caller
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
PDF, PROBLEM = "application/pdf", "application/problem+json"


@pytest.fixture(scope="module")
def sealed_once(made_once):
    StaffingRule.objects.filter(kind="xa").delete()  # towns of one province alone: documents of a few pages
    Commune.objects.filter(kind="thi_tran").exclude(province__code="11").update(kind="phuong")
    AssignmentFactory(post=Post.CHIEF)
    return freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True).pk


@pytest.fixture
def report(sealed_once):
    return NationalReport.objects.get(pk=sealed_once)


def words_of(answer):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def sheets_of(answer):
    return load_workbook(BytesIO(answer.content), read_only=True).sheetnames


def test_a_draft_workbook_opens_in_the_language_asked_for(ministry_calls, report):
    answers = {
        lang: ministry_calls("get", f"/annex.xlsx?as_of=2021-05-31&lang={lang}") for lang in ("vi", "en")
    }

    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["vi"]["Content-Disposition"].endswith('phu-luc-2021-05-31.xlsx"')
    assert answers["en"]["Content-Disposition"].endswith('phu-luc-2021-05-31-en.xlsx"')
    assert sheets_of(answers["vi"])[0] != sheets_of(answers["en"])[0]
    assert Document.objects.filter(kind=DocumentKind.WORKBOOK, report=None).count() == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_accepted_language_chooses_where_none_is_named(ministry_calls, report, lang):
    named = ministry_calls("get", f"/annex.xlsx?as_of=2021-05-31&lang={lang}")
    accepted = ministry_calls("get", "/annex.xlsx?as_of=2021-05-31", **{"Accept-Language": lang})

    assert sheets_of(named) == sheets_of(accepted)


def test_the_briefing_opens(ministry_calls, report):
    answer = ministry_calls("get", "/briefing.pdf?as_of=2021-05-31&lang=en")

    assert (answer.status_code, answer["Content-Type"]) == (200, PDF)
    assert "31 May 2021" in words_of(answer)


def test_the_summary_is_the_pages_file(ministry_calls, client, ministry, report):
    client.force_login(ministry)
    answer = ministry_calls("get", "/summary.csv?as_of=2021-05-31")

    assert answer.content == client.get("/reports/summary.csv?as_of=31/5/2021").content
    assert answer.content == summary_csv(summary_on(DAY))
    assert ministry_calls("get", "/summary.ods?as_of=2021-05-31").content[:2] == b"PK"
    english = ministry_calls("get", "/summary.ods?as_of=2021-05-31&lang=en")
    assert 'tong-hop-2021-05-31-en.ods"' in english["Content-Disposition"]


@pytest.mark.parametrize("part", ["annex.xlsx", "annex.ods", "briefing.pdf", "summary.csv"])
def test_who_has_a_sealed_document_is_told_so_before_it_is_made(
    ministry_calls, ministry, report, part, monkeypatch
):
    path = f"/reports/{report.pk}/{part}"
    first = ministry_calls("get", path)
    AssignmentFactory()
    second = ministry_calls("get", path)
    assert (first.status_code, second.content, second["ETag"]) == (200, first.content, first["ETag"])

    monkeypatch.setattr("reports.api.making.make", None)  # nothing can be made any more
    monkeypatch.setattr("reports.api.making.summary_csv", None)
    again = ministry_calls("get", path, **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_a_sealed_document_is_the_registers_and_official(ministry_calls, report):
    answer = ministry_calls("get", f"/reports/{report.pk}/annex.xlsx", **{"Accept-Language": "en"})
    line = ministry_calls("get", f"/documents?report={report.pk}").json()["items"][0]

    assert ministry_calls("get", f"/documents/{line['id']}/file").content == answer.content
    assert sheets_of(answer) == sheets_of(ministry_calls("get", "/annex.xlsx?as_of=2021-05-31&lang=vi"))


def test_a_number_that_was_issued_makes_it_another_document(ministry_calls, ministry, report):
    path = f"/reports/{report.pk}/annex.xlsx"
    tag = ministry_calls("get", path)["ETag"]
    issue(report=report, number="7/BC-BCA", issued_on=DAY, by=ministry)

    answer = ministry_calls("get", path, **{"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer["ETag"] != tag


def test_the_annex_of_every_commune_is_asked_for_once_and_followed(ministry_calls, report):
    path, key = f"/reports/{report.pk}/communes-annex", {"Idempotency-Key": "k"}
    asked, again = ministry_calls("post", path, **key), ministry_calls("post", path, **key)
    assert (asked.status_code, again["Location"]) == (202, asked["Location"])
    work = Work.objects.get()

    assert asked["Location"] == f"/api/v1/works/{work.pk}"
    told = ministry_calls("get", f"/works/{work.pk}").json()
    assert (told["state"], told["file"], asked.json()["id"]) == ("waiting", None, str(work.pk))
    assert ministry_calls("get", f"/works/{work.pk}/file").status_code == 404


@pytest.mark.parametrize("query", ["lang=fr", "as_of=31/5/2021", "nonsense=1"])
def test_what_cannot_be_read_is_refused_and_nothing_made(ministry_calls, query):
    for path in ("/annex.xlsx", "/briefing.pdf", "/summary.csv"):
        answer = ministry_calls("get", f"{path}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert not Document.objects.exists()


def test_who_only_reads_the_nation_starts_no_work(client, auditor, editor_calls, report):
    calls = Caller(client, issue_token(user=auditor))

    assert calls("post", f"/reports/{report.pk}/pack").status_code == 403
    assert editor_calls("post", f"/reports/{report.pk}/pack").status_code == 404
    assert editor_calls("get", f"/works/{uuid4()}").status_code == 404
    for path in ("/briefing.pdf", "/annex.xlsx", f"/reports/{report.pk}/annex.xlsx"):
        assert editor_calls("get", path).status_code == 404
    assert not Work.objects.exists()


def test_a_token_for_reading_starts_no_work(client, ministry, report):
    calls = Caller(client, issue_token(user=ministry, may_write=False))

    answer = calls("post", f"/reports/{report.pk}/pack")

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:cong-an-xa:problem:read-only-token")


def test_documents_and_sealed_rows_with_names_are_logged(ministry_calls, report):
    ministry_calls("get", f"/reports/{report.pk}/annex.xlsx")
    ministry_calls("get", "/annex.xlsx?as_of=2021-05-31")

    assert {row.route for row in Reading.objects.filter(outcome="read")} == {
        "api:sealed_annex", "api:annex_xlsx",
    }  # fmt: skip


@pytest.mark.parametrize("verb", ["pack", "communes-annex"])
def test_work_that_is_not_done_yet_is_not_begun_again(ministry_calls, report, verb):
    path = f"/reports/{report.pk}/{verb}"
    first, second = ministry_calls("post", path), ministry_calls("post", path)

    assert (second.status_code, second["Location"], second.json()) == (202, first["Location"], first.json())
    assert second["Retry-After"].isdigit()
    Work.objects.update(state=WorkState.DONE, finished_at=now())
    assert ministry_calls("post", path)["Location"] != first["Location"]
    assert Work.objects.count() == 2


def test_work_of_another_account_is_not_given(client, ministry_calls, report):
    other = User.objects.create_user("ministry-2", password="a-long-passphrase", role=Role.MINISTRY)
    path = f"/reports/{report.pk}/pack"

    theirs = Caller(client, issue_token(user=other))("post", path)

    assert ministry_calls("post", path)["Location"] != theirs["Location"]
