"""One of a thing in English: no sentence counts "1 points" or "1 changes"."""

import re
from datetime import timedelta

import pytest

from deployment.choices import Post
from deployment.models import Receipt
from reports import cycle
from reports.choices import Reason
from reports.settling import ReasonGiven
from tests.deployment.files import csv_of, imported, row
from tests.deployment.uploading import send, text
from tests.factories import DAY, AssignmentFactory, OfficerFactory
from tests.reports.cycle import a_period, sent

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
ONE_OF_MANY = re.compile(
    r"(?<![\d.,/])1 (?:points|changes|communes|officers|postings|days|places|people|reports|answers|rows"
    r"|entries|times|results|paragraphs|provinces|requests|codes|warnings|regular officers)\b"
)


def counted_wrongly(page):
    return ONE_OF_MANY.findall(re.sub(r"<[^>]+>", "", page))


def test_the_obstacles_of_a_report(client, ministry, approver):
    period = a_period(ministry)
    report = sent(period).report
    reasons = [ReasonGiven(Reason.OTHER, "Rà soát lại.")]
    cycle.return_for_correction(report=report, reasons=reasons, by=ministry)
    client.force_login(approver)
    draft = f"/api/v1/periods/{period.pk}/reports/11/draft"

    unanswered = client.get(draft, headers=ENGLISH).json()["obstacles"]
    AssignmentFactory()
    late = client.get(draft, headers=ENGLISH).json()["obstacles"]
    page = client.get(f"/periods/{period.pk}/provinces/11/?lang=en").content.decode()

    assert "Points of the return neither mended nor answered: 1." in unanswered
    assert any("what was undone included: 1." in each for each in late)
    assert [each for each in [*unanswered, *late, page] if counted_wrongly(each)] == []


def test_the_pages_of_an_import_of_one_row(client, editor):
    client.force_login(editor)
    imported(editor, row())
    receipt = Receipt.objects.get()

    pages = [
        client.get(f"/assignments/receipts/{receipt.pk}/?lang=en").content.decode(),
        client.get(f"/assignments/receipts/{receipt.pk}/revert/?lang=en").content.decode(),
        text(send(client, csv_of([row(end_date="30/05/2021")]))),
    ]

    assert [counted_wrongly(page) for page in pages] == [[], [], []]
    assert "Undo the 1 change of this import" in pages[0]
    assert "Revert 1 change<" in pages[1]


def test_lists_plans_and_the_home_of_a_place_with_one_of_each(client, editor, commune):
    client.force_login(editor)
    posting = AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=DAY)
    OfficerFactory()
    AssignmentFactory.create_batch(4, commune=commune)
    AssignmentFactory(commune=commune, starts_on=DAY + timedelta(days=9))
    paths = [
        "/", "/officers/", "/assignments/", "/communes/?q=03162", "/plans/11/", "/chief-posts/11/",
        f"/communes/{posting.commune.code}/", "/provinces/11/", "/search/?q=03162",
    ]  # fmt: skip

    wrong = {
        path: found
        for path in paths
        if (found := counted_wrongly(client.get(path, {"as_of": str(DAY), "lang": "en"}).content.decode()))
    }

    assert wrong == {}
