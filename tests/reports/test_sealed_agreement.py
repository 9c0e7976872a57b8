"""One sealed report, five ways to read it: PDF, workbook, slides, page and CSV say the same, for ever."""

import csv
import re
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from pypdf import PdfReader

from communes.models import Commune, Province
from communes.vietnamese import format_number
from deployment.choices import Post
from deployment.models import StaffingRule
from reports.annex_communes import communes_annex_of
from reports.briefing.document import briefing_of
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.summary_files import summary_csv
from reports.workbook import workbook_of
from tests.factories import DAY, AssignmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHOWN = (
    "communes", "communes_deployed", "communes_organised", "communes_at_minimum", "communes_with_chief",
    "communes_compliant", "officers", "shortfall",
)  # fmt: skip


@pytest.fixture
def sealed(commune):
    """A nation of townships alone, so that the document is short; sealed, then changed in every way."""
    StaffingRule.objects.filter(kind="xa").delete()
    townships = list(Commune.objects.filter(kind="thi_tran").order_by("code")[:40])
    for place, township in enumerate(townships):
        AssignmentFactory(commune=township, post=Post.CHIEF if place % 3 else Post.DEPUTY)
        AssignmentFactory.create_batch(place % 7, commune=township)
    return freeze(as_of=DAY, title="Báo cáo sơ kết", by=None, allow_incomplete=True)


def change_everything():
    township = Commune.objects.filter(kind="thi_tran").order_by("code").first()
    AssignmentFactory.create_batch(3, commune=township, starts_on=DAY - timedelta(days=60))
    Commune.objects.filter(pk=township.pk).update(name="Thị trấn Khác", latitude=10.5, longitude=106.5,
                                                  point_precision="commune")  # fmt: skip
    Province.objects.filter(code="01").update(name="Thành phố Khác", short_name="Khác")
    StaffingRule.objects.update(minimum=9, source="Khác")


def files_of(report):
    frozen = Frozen(NationalReport.objects.select_related("compared_with").get(pk=report.pk))
    return [make(frozen) for make in (briefing_of, workbook_of, communes_annex_of)]


def test_all_agree_to_the_last_digit_and_stay(sealed, client, ministry):
    before = files_of(sealed)
    change_everything()
    briefing, workbook, communes = files_of(sealed)

    assert [briefing, workbook, communes] == before
    rows = list(csv.DictReader(StringIO(summary_csv(Frozen(sealed).summary).decode())))
    nation = [int(rows[-1][name]) for name in SHOWN]
    provinces = {r["province_code"]: [int(r[n]) for n in SHOWN] for r in rows[:-1]}
    assert page_rows(client, ministry, sealed) == provinces
    assert workbook_rows(workbook) == (provinces, nation)
    assert annex_one(briefing)[-1] == nation
    assert all(values in annex_one(briefing) for values in provinces.values())
    html = client.get(f"/reports/{sealed.pk}/slides/").content.decode()
    for name in ("communes_deployed", "officers", "communes_organised", "communes_compliant"):
        assert f">{format_number(int(rows[-1][name]))}</a>" in html
    text = text_of(communes)
    assert f"Mẫu số: {format_number(nation[0])} xã, thị trấn" in text
    assert sum(int(n) for n in re.findall(r"xã, thị trấn, (\d+) cán bộ", text)) == nation[6]


def text_of(content):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def page_rows(client, ministry, report):
    client.force_login(ministry)
    html = client.get(f"/reports/{report.pk}/").content.decode()
    return {
        code: [int(n.replace(".", "")) for n in re.findall(r'<a class="num[^>]*>([^<]*)</a>', row)]
        for code, row in re.findall(r'<tr id="p(\d\d)">(.*?)</tr>', html, re.S)
    }


def workbook_rows(content):
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=True)["Phụ lục I"]
    *provinces, total = list(sheet.iter_rows(min_row=2, values_only=True))
    return {row[1]: list(row[3:11]) for row in provinces}, list(total[3:11])


def annex_one(content):
    """The lines of annex I as numbers without the rates: provinces, regions and the nation."""
    pages = PdfReader(BytesIO(content)).pages
    lines = [line for page in pages if page.mediabox.width > page.mediabox.height
             for line in page.extract_text().splitlines()]  # fmt: skip
    found = []
    for line in lines:
        cells = re.findall(r"(?<![\w,])\d[\d.]*(?:,\d)?(?![\w,])|–", line)
        if len(cells) >= 13:
            cells = cells[-13:]
            found.append([int(cells[i].replace(".", "")) for i in (0, 1, 3, 5, 7, 9, 11, 12)])
    return found


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice to recalculate with")
def test_a_spreadsheet_recalculates_the_cached_totals(sealed, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook_of(Frozen(sealed)))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "ods:calc8", "--outdir", str(tmp_path / "calc"), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx", "--outdir", str(tmp_path / "again"), str(tmp_path / "calc" / "a.ods")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip

    ours = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "again" / "a.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "a.xlsx")

    cells = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(cells) > 100
    for title, where in cells:
        mine, other = ours[title][where].value, theirs[title][where].value
        assert mine == other or abs(mine - other) < 1e-9, (title, where)
