"""The Ministry seals a national report in a real browser and takes its files away."""

import hashlib
from pathlib import Path

import pytest

from deployment.choices import Post
from reports.models import NationalReport
from tests.factories import AssignmentFactory


@pytest.fixture
def page(signed_in, ministry):
    AssignmentFactory(post=Post.CHIEF)
    return signed_in(ministry)


def taken(page, name):
    """Press a link that leads to a file; give the file's name and bytes."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_report_is_sealed_knowingly_and_its_file_gives_the_hash(page):
    page.goto("/reports/")
    page.get_by_role("link", name="Niêm phong báo cáo").click()
    page.get_by_label("Số liệu đến hết ngày").fill("31/5/2021")
    page.get_by_role("button", name="Niêm phong").click()
    page.get_by_role("alert").get_by_text("Không có kỳ báo cáo chốt số liệu ngày").first.wait_for()
    assert not NationalReport.objects.exists()

    page.get_by_label("Niêm phong dù chưa duyệt đủ").check()
    page.get_by_role("button", name="Niêm phong").click()
    page.get_by_role("heading", name="Xác nhận niêm phong").wait_for()
    assert not NationalReport.objects.exists()
    page.get_by_role("button", name="Niêm phong").click()
    page.get_by_role("status").get_by_text("Đã niêm phong báo cáo").wait_for()
    sealed = NationalReport.objects.get()

    name, summary = taken(page, "CSV")
    page.get_by_role("link", name="Văn bản, đối chiếu").click()
    _name, communes = taken(page, "Tải đúng tệp CSV đó")
    page.get_by_text(sealed.sha256).wait_for()
    assert (name, summary.count(b"\n")) == (f"tong-hop-2021-05-31-niem-phong-{sealed.pk}.csv", 65)
    assert hashlib.sha256(communes).hexdigest() == sealed.sha256


@pytest.mark.slow
def test_the_documents_are_taken_away_and_stand_in_the_register(page, ministry):
    page.goto("/reports/freeze/?as_of=2021-05-31")
    page.get_by_label("Niêm phong dù chưa duyệt đủ").check()
    page.get_by_role("button", name="Niêm phong").click()
    page.get_by_role("heading", name="Xác nhận niêm phong").wait_for()
    assert not NationalReport.objects.exists()
    page.get_by_role("button", name="Niêm phong").click()
    page.get_by_role("status").get_by_text("Đã niêm phong báo cáo").wait_for()
    page.set_default_timeout(120_000)

    briefing, pdf = taken(page, "Báo cáo PDF")
    annex, workbook = taken(page, "Phụ lục Excel")

    assert (pdf[:5], workbook[:2]) == (b"%PDF-", b"PK")
    page.get_by_role("link", name="Văn bản, đối chiếu").click()
    for name in (briefing, annex):
        page.get_by_text(name).first.wait_for()
