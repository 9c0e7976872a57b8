"""The worker's part of the documents over the API: asked for, done, downloaded."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from deployment.choices import Post
from deployment.models import StaffingRule, Work
from deployment.work import perform
from reports.freezing import freeze
from tests.factories import DAY, AssignmentFactory

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]


def test_the_works_are_done_by_the_worker_and_their_papers_downloaded(ministry_calls, ministry):
    StaffingRule.objects.filter(kind="xa").delete()  # towns alone
    AssignmentFactory(post=Post.CHIEF)
    report = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    annex = ministry_calls("post", f"/reports/{report.pk}/communes-annex").json()
    pack = ministry_calls("post", f"/reports/{report.pk}/pack").json()
    for work in Work.objects.all():
        perform(work.pk)

    told = ministry_calls("get", f"/works/{annex['id']}").json()
    assert (told["state"], told["percent"]) == ("done", 100)
    content = ministry_calls("get", told["file"].removeprefix("/api/v1"))
    assert content["Content-Type"] == "application/pdf"
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(content.content)).pages)
    assert "Nậm Kè" not in words  # a xã
    done = ministry_calls("get", f"/works/{pack['id']}").json()
    assert (done["state"], done["words"]) == ("done", "")
    made = ministry_calls("get", f"/documents?report={report.pk}").json()["items"]
    assert {each["kind"] for each in made} == {"briefing", "workbook", "communes"}
    for each in made:
        assert ministry_calls("get", f"/documents/{each['id']}/file").status_code == 200
