"""The client printed in the docs does what it says, over a real connection."""

import importlib.util
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from accounts.tokens import issue_token
from communes.models import Commune
from deployment.choices import Post
from deployment.models import Assignment, StaffingRule
from deployment.staffing import staffing_on
from reports.freezing import freeze
from tests.factories import DAY, AssignmentFactory

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "client.py"


@pytest.fixture
def example():
    spec = importlib.util.spec_from_file_location("example_client", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_of_sixty_lines():
    assert len(SOURCE.read_text().splitlines()) <= 60


def test_the_example_pages_ends_and_is_refused_in_words(site, example, editor):
    posting = AssignmentFactory(post=Post.CHIEF)
    client = example.Client(site, issue_token(user=editor))

    vacant = list(client.rows("/staffing", as_of="2021-05-31", chief="vacant", limit="50"))
    ended = client.end_posting(posting.pk, "2021-06-30")

    assert len({row["commune_code"] for row in vacant}) == 119
    assert ended["last_day"] == "2021-06-30"
    with pytest.raises(example.Problem, match="đã kết thúc rồi"):
        client.end_posting(posting.pk, "2021-07-31")


def test_the_example_writes_nothing_over_what_it_has_not_seen(site, example, editor):
    posting = AssignmentFactory()
    client = example.Client(site, issue_token(user=editor))
    _body, etag = client.send("GET", f"/assignments/{posting.pk}")
    Assignment.objects.update(decision_number="99/QĐ")

    with pytest.raises(example.Problem) as refused:
        client.end_posting(posting.pk, "2021-06-30", etag)

    assert refused.value.body["status"] == 412
    ended = client.end_posting(posting.pk, "2021-06-30", f'"{refused.value.body["etag"]}"')
    assert (ended["last_day"], ended["decision_number"]) == ("2021-06-30", "99/QĐ")


def test_the_example_downloads_a_document_once(site, example, ministry):
    StaffingRule.objects.filter(kind="xa").delete()  # towns alone
    sealed = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    client = example.Client(site, issue_token(user=ministry))

    content, etag = client.send("GET", f"/reports/{sealed.pk}/annex.xlsx")

    assert load_workbook(BytesIO(content), read_only=True).sheetnames[0] == "Ghi chú"
    again = client.send("GET", f"/reports/{sealed.pk}/annex.xlsx", **{"If-None-Match": etag})
    assert again == (b"", etag)


def test_the_example_runs_as_its_first_lines_say(site, ministry, tmp_path):
    StaffingRule.objects.filter(kind="xa").delete()
    words = [sys.executable, SOURCE, site, issue_token(user=ministry), "2021-05-31"]

    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)

    towns = staffing_on(DAY, Commune.objects.all()).count()
    assert len(done.stdout.splitlines()) == towns
    assert load_workbook(tmp_path / "annex.xlsx", read_only=True).sheetnames[0] == "Notes"
