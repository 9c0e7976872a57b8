"""Documents in the other language, and records, which stay in Vietnamese whoever makes them."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.utils.translation import override
from pypdf import PdfReader

from communes.models import Commune
from deployment.choices import Post
from deployment.models import StaffingRule
from reports.annex_communes import communes_annex_of
from reports.briefing.document import briefing_of
from reports.choices import Happening
from reports.content import content_of
from reports.cycle import extend
from reports.documents import make
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import DocumentKind
from reports.source import Live
from reports.workbook import workbook_of
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import DUE, a_period, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(commune):
    """A nation of townships alone, so that the documents are short; two have officers."""
    StaffingRule.objects.filter(kind="xa").delete()
    AssignmentFactory(commune=Commune.objects.get(code="03256"), post=Post.CHIEF)
    AssignmentFactory.create_batch(6, commune=Commune.objects.get(code="03203"))


def text_of(content):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def test_a_briefing_in_english_says_that_it_is_no_official_one(small):
    with override("en"):
        content = briefing_of(Live(DAY))
    text = text_of(content)

    assert "7 regular officers have been posted to 2 of 608 communes and townships (0.3%)" in text
    assert "UNOFFICIAL TRANSLATION" in text
    assert "SOCIALIST REPUBLIC OF VIET NAM" in text
    assert "31 May 2021" in text
    assert "xã, thị trấn" not in text
    assert PdfReader(BytesIO(content)).trailer["/Root"]["/Lang"] == "en"


def test_the_annex_of_communes_follows_the_language(small):
    with override("en"):
        text = text_of(communes_annex_of(Live(DAY)))

    assert "STATUS OF EACH COMMUNE AND TOWNSHIP" in text
    assert "(AS OF 31 May 2021)" in text
    assert "còn thiếu" not in text


def test_a_workbook_s_words_follow_the_language_and_its_numbers_stay(small):
    vietnamese = openpyxl.load_workbook(BytesIO(workbook_of(Live(DAY))), data_only=True)
    with override("en"):
        english = openpyxl.load_workbook(BytesIO(workbook_of(Live(DAY))), data_only=True)

    assert english.sheetnames == [
        "Notes", "Annex I", "By region", "Annex II", "Annex III", "Each commune and township",
        "Trends of the nation", "Compliant communes by month", "Forecast", "Deadline", "Published figures",
    ]  # fmt: skip
    assert english["Notes"]["B2"].value.startswith("Unofficial translation")
    for one, other in zip(vietnamese.worksheets[1:], english.worksheets[1:], strict=True):
        numbers = [[cell for cell in row if isinstance(cell, int)] for row in one.values]
        assert [[cell for cell in row if isinstance(cell, int)] for row in other.values] == numbers
    heads = [str(cell.value) for sheet in english for cell in sheet[1]]
    assert not [head for head in heads if re.search("[ạảấầẩệịọộớợửữ]", head)]


def test_a_command_takes_the_language(small, tmp_path):
    call_command("annex", as_of="2021-05-31", language="en", output=str(tmp_path / "a.xlsx"))
    call_command("annex", as_of="2021-05-31", output=str(tmp_path / "b.xlsx"))

    assert "Annex I" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert "Phụ lục I" in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


def test_a_page_s_file_is_in_the_language_of_the_address(small, client, ministry):
    client.force_login(ministry)

    english = client.get("/reports/annex.xlsx?as_of=2021-05-31&lang=en")
    vietnamese = client.get("/reports/annex.xlsx?as_of=2021-05-31")

    assert "phu-luc-2021-05-31-en.xlsx" in english["Content-Disposition"]
    assert "Annex I" in openpyxl.load_workbook(BytesIO(english.content)).sheetnames
    assert "Phụ lục I" in openpyxl.load_workbook(BytesIO(vietnamese.content)).sheetnames


def test_a_sealed_report_and_its_papers_are_vietnamese_whoever_makes_them(small, ministry):
    a_period(ministry)
    with override("en"):
        sealed = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
        content, document = make(DocumentKind.WORKBOOK, Frozen(sealed), ministry)

    assert "báo cáo đã duyệt" in sealed.standing["headline"]
    assert "Phụ lục I" in openpyxl.load_workbook(BytesIO(content)).sheetnames
    assert document.name == f"phu-luc-2021-05-31-niem-phong-{sealed.pk}.xlsx"


def test_what_goes_on_record_does_not_hang_on_the_sender_s_language(ministry, commune):
    AssignmentFactory.create_batch(6, commune=commune, decision_number="")
    report = report_of(a_period(ministry))
    vietnamese = content_of(report)

    with override("en"):
        english = content_of(report)
        extend(report=report, until=DUE + timedelta(days=2), reason="Lũ quét", by=ministry)
        texts = [finding.text for finding in english.findings]

    assert english.mark == vietnamese.mark
    assert [finding.record for finding in english.findings] == [
        finding.text for finding in vietnamese.findings
    ]
    assert "6 officers without a decision number" in texts
    assert report.log.get(kind=Happening.EXTENDED).words.startswith("Đến ngày ")
