import base64
import hashlib
import re
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from communes.models import Commune
from communes.vietnamese import format_number
from deployment.choices import Post
from deployment.models import StaffingRule
from reports.briefing.document import briefing_of
from reports.briefing.pdf import render
from reports.commune_status import commune_csv, commune_rows
from reports.source import Live
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


ODD_NAME = "Thị trấn <img src=x>&amp;"


@pytest.fixture
def small(commune):
    """A nation of townships alone, so that the document is short; two have officers, one of an odd name."""
    StaffingRule.objects.filter(kind="xa").delete()
    township = Commune.objects.get(code="03256")
    township.name = ODD_NAME
    township.save()
    AssignmentFactory(commune=township, post=Post.CHIEF)
    AssignmentFactory.create_batch(6, commune=Commune.objects.get(code="03203"))


@pytest.fixture(scope="module")
def kept():
    """What one test has made and the others look at too: making it takes seconds."""
    return {}


@pytest.fixture
def content(small, kept):
    """The briefing of `small`, whose facts are the same for every test."""
    if "briefing" not in kept:
        kept["briefing"] = briefing_of(Live(DAY))
    return kept["briefing"]


@pytest.fixture
def pdf(content):
    return PdfReader(BytesIO(content))


@pytest.fixture
def text(pdf, kept):
    if "text" not in kept:
        kept["text"] = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    return kept["text"]


def test_a_rate_s_sign_stands_at_its_number(text):
    assert "Tỷ lệ xã, thị trấn đạt" in text
    assert re.findall(r"\d,\d\s%", text) == []


def test_the_document_holds_the_summary_s_figures(text):
    n = summary_on(DAY).national

    assert n.communes == 608
    for figure in (n.officers, n.communes, n.not_deployed, n.shortfall):
        assert format_number(figure) in text
    assert "đã bố trí 7 cán bộ Công an chính quy tại 2 trên tổng số 608 xã, thị trấn (0,3%)" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_a_draft_bears_no_number_and_no_date_that_nobody_gave(text):
    """`text` is of all pages: the report's head, and the heads of its three annexes."""
    assert "DỰ THẢO" in text
    assert "Hà Nội, ngày … tháng … năm …" in text
    assert text.count("/BC-BCA ngày … tháng … năm … của Bộ Công an)") == 3
    assert "ngày 31 tháng 5 năm 2021" not in text


def test_outline_title_language_and_paper(pdf):
    titles = [item.title for item in pdf.outline if not isinstance(item, list)]
    page = pdf.pages[0].mediabox

    assert titles[0] == "Báo cáo sơ kết"
    assert [title.split(".")[0] for title in titles[1:]] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert pdf.metadata.title.startswith("Báo cáo sơ kết")
    assert pdf.trailer["/Root"]["/Lang"] == "vi"
    assert (round(page.width), round(page.height)) == (595, 842)


def test_the_canonical_csv_is_attached_and_its_hash_printed(pdf, text):
    expected = commune_csv(commune_rows(DAY))

    ((content,),) = pdf.attachments.values()
    assert content == expected
    assert f"SHA-256: {hashlib.sha256(expected).hexdigest()[:12]}" in text


def test_the_first_page_bears_no_number_and_no_seal(pdf):
    first = pdf.pages[0].extract_text()

    assert "MẬT" not in first
    assert not first.lstrip().startswith("1")


def job(html="", css=""):
    return {
        "html": html,
        "css": css,
        "made_at": "2021-05-31T17:00:00+07:00",
        "identifier": "x",
        "attachments": [],
    }


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:1/", "//127.0.0.1/x", "relative.png"]
)
@pytest.mark.parametrize(
    "place",
    [
        lambda a: job(f'<img src="{a}">'),
        lambda a: job(f'<link rel="stylesheet" href="{a}">'),
        lambda a: job(f'<link rel="attachment" href="{a}">'),
        lambda a: job("x", f'@import "{a}";'),
        lambda a: job("x", f'body {{ background: url("{a}") }}'),
        lambda a: job("x", f'@font-face {{ font-family: a; src: url("{a}") }} body {{ font-family: a }}'),
    ],
)
def test_nothing_is_ever_fetched(place, address):
    with pytest.raises(FatalURLFetchingError):
        render(place(address))


def test_what_an_address_holds_itself_is_shown():
    dot = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>').decode()

    assert render(job(f'<p>Đ<img src="data:image/svg+xml;base64,{dot}">')).startswith(b"%PDF")


def test_a_name_is_text_whatever_it_holds(text):
    assert ODD_NAME in text.replace("\u00a0", " ")


def test_the_page_gives_the_file_and_the_same_figures_the_same_bytes(content, client, ministry):
    client.force_login(ministry)

    response = client.get("/reports/briefing.pdf?as_of=31/5/2021")

    assert response["Content-Type"] == "application/pdf"
    assert response.content == content


@pytest.mark.parametrize(("untold", "said"), [(0, False), (3, True)])
def test_the_forecast_names_those_without_a_day_only_where_there_are_any(untold, said):
    forecast = {"remaining": "5", "provinces": 63, "done": 8, "dated": 55 - untold, "untold": untold}

    text = render_to_string("reports/briefing/forecast.html", {"forecast": forecast})

    assert (f"{untold} chưa có căn cứ để dự báo ngày" in text) == said
    assert "Trong 63 địa phương, 8 đã đạt ở mọi xã" in text
