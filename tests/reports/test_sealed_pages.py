"""The pages of a sealed report: the live page's own code, the sealed rows; nothing for a province."""

import hashlib
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from communes.models import Commune
from deployment.choices import Post
from reports.briefing.content import annexes_content, briefing_content
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import Document, Issue, NationalReport
from reports.source import Live
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sealed_once(made_once):
    nam_ke = Commune.objects.get(code="03162")
    AssignmentFactory(commune=nam_ke, post=Post.CHIEF)
    AssignmentFactory.create_batch(3, commune=nam_ke)
    return freeze(as_of=DAY, title="Báo cáo sơ kết", by=None, allow_incomplete=True).pk


@pytest.fixture
def sealed(sealed_once):
    return NationalReport.objects.get(pk=sealed_once)


def urls_of(report):
    pk = report.pk
    paths = ("", "provinces/11/", "communes/", "communes/03162/", "summary.csv", "communes.csv", "annex.xlsx",
             "documents/", "differences/", "changes/", "issue/", "slides/")  # fmt: skip
    return ["/reports/", "/reports/freeze/", "/reports/narrative/", *(f"/reports/{pk}/{p}" for p in paths)]


def test_every_page_is_there_for_the_ministry_and_none_for_a_province(sealed, reader, client, approver):
    ours = {url: reader.get(url).status_code for url in urls_of(sealed)}
    client.force_login(approver)
    theirs = {url: client.get(url).status_code for url in urls_of(sealed)}

    assert set(ours.values()) == {200}, ours
    assert set(theirs.values()) == {404}, theirs
    assert client.post(f"/reports/{sealed.pk}/pack/").status_code == 404
    assert client.post("/reports/freeze/", {}).status_code == 404


def test_the_auditor_reads_and_seals_nothing(sealed, client, auditor):
    client.force_login(auditor)

    assert client.get(f"/reports/{sealed.pk}/").status_code == 200
    for url in ("/reports/freeze/", f"/reports/{sealed.pk}/issue/"):
        assert client.post(url, {}).status_code == 403
    assert client.post("/reports/narrative/", {}).status_code == 403
    assert client.post(f"/reports/{sealed.pk}/pack/").status_code == 403


def test_the_sealed_page_shows_the_sealed_figures_whatever_comes_later(sealed, reader, commune):
    page = f"/reports/{sealed.pk}/"
    before = row_numbers(reader.get(page), "p11")
    AssignmentFactory.create_batch(2, commune=commune, starts_on=DAY - timedelta(days=30))

    assert row_numbers(reader.get(page), "p11") == before
    assert row_numbers(reader.get("/summary/?as_of=2021-05-31"), "p11") != before


def row_numbers(response, anchor):
    row = re.search(rf'<tr id="{anchor}">(.*?)</tr>', response.content.decode(), re.S).group(1)
    return re.findall(r'<a class="num[^>]*>([^<]*)</a>', row)


def test_every_number_leads_to_the_sealed_rows_behind_it(sealed, reader, commune):
    html = reader.get(f"/reports/{sealed.pk}/").content.decode()
    url = re.search(rf'href="(/reports/{sealed.pk}/communes/\?[^"]*province=11[^"]*deployed=yes)"', html)

    listed = reader.get(url.group(1).replace("&amp;", "&")).content.decode()
    person = reader.get(f"/reports/{sealed.pk}/communes/{commune.code}/").content.decode()

    assert f"/reports/{sealed.pk}/communes/{commune.code}/" in listed
    assert len(re.findall(r"\d{6}-\d{3}", person)) == 4


@pytest.mark.parametrize(
    "path",
    ["99/", "x/", "0/", "{pk}/provinces/99/", "{pk}/communes/x/", "documents/9/"],
)
def test_what_is_not_there_is_404(sealed, reader, path):
    assert reader.get(f"/reports/{path.format(pk=sealed.pk)}").status_code == 404


@pytest.mark.parametrize("query", ["status=x", "province='", "page=x", "page=-1", "minimum=7"])
def test_odd_filters_show_nothing_or_are_left_out(sealed, reader, query):
    assert reader.get(f"/reports/{sealed.pk}/communes/?{query}").status_code == 200


def test_the_csv_has_the_sealed_hash(sealed, reader):
    content = reader.get(f"/reports/{sealed.pk}/communes.csv").content

    assert hashlib.sha256(content).hexdigest() == sealed.sha256


def test_later_changes_show_on_the_page_of_differences(sealed, reader, commune):
    officer = AssignmentFactory(commune=commune, starts_on=DAY - timedelta(days=1)).officer

    html = reader.get(f"/reports/{sealed.pk}/differences/").content.decode()

    assert f"+ Đại úy {officer.full_name} ({officer.service_number}), Công an viên" in html
    assert "1 xã, thị trấn có thay đổi" in html


def test_a_sealed_report_without_proposals_says_so_and_promises_none(sealed):
    words = [
        render_to_string(
            "reports/briefing/report.html", briefing_content(source, annexes_content(source)).words
        )
        for source in (Frozen(sealed), Live(DAY))
    ]

    assert ["Không có kiến nghị, đề xuất." in each for each in words] == [True, False]
    assert ["được bổ sung khi tổng hợp" in each for each in words] == [False, True]


def test_a_correction_shows_what_it_changed(sealed, reader, ministry, commune):
    AssignmentFactory(commune=commune, starts_on=DAY)
    second = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True, reason="Bổ sung")

    html = reader.get(f"/reports/{second.pk}/changes/").content.decode()

    assert "4/5, có Trưởng Công an: Thiếu cán bộ" in html
    assert "5/5, có Trưởng Công an: Đạt" in html


def issue_form(reader, report, **changes):
    url = f"/reports/{report.pk}/issue/"
    token = re.search(r'name="token" value="([^"]+)"', reader.get(url).content.decode()).group(1)
    values = {"token": token, "number": "123", "issued_on": "2/6/2021", "secrecy": "", "secrecy_decision": ""}
    return reader.post(url, values | changes)


def test_number_and_date_are_the_ministry_s_to_enter(sealed, reader):
    assert issue_form(reader, sealed).status_code == 302

    issue = Issue.objects.get()
    assert (issue.number, issue.secrecy) == ("123", "")
    assert "123/BC-BCA" in reader.get("/reports/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"number": " "},
        {"issued_on": "30/5/2021"},
        {"issued_on": "x"},
        {"secrecy": "mat"},
        {"secrecy_decision": "1/QĐ"},
        {"secrecy": "bogus", "secrecy_decision": "1/QĐ"},
    ],
)
def test_an_issue_that_makes_no_sense_is_refused(sealed, reader, changes):
    assert issue_form(reader, sealed, **changes).status_code == 422
    assert not Issue.objects.exists()


@pytest.mark.slow
def test_documents_are_registered_once_with_their_copy(sealed, reader, ministry):
    url = f"/reports/{sealed.pk}/annex.xlsx"
    first, again = reader.get(url), reader.get(url)

    document = Document.objects.get()
    assert first.content == again.content == bytes(document.copy.content)
    assert hashlib.sha256(first.content).hexdigest() == document.copy_id
    assert (document.made_by, document.is_draft) == (ministry, True)
    assert reader.get(f"/reports/documents/{document.pk}/").content == first.content


@pytest.mark.slow
def test_the_workbook_is_one_table_a_sheet_with_text_as_text(sealed, reader, commune):
    Commune.objects.filter(pk=commune.pk).update(name="=1+1 cmd")

    book = openpyxl.load_workbook(BytesIO(reader.get("/reports/annex.xlsx?as_of=2021-05-31").content))
    sealed_book = openpyxl.load_workbook(BytesIO(reader.get(f"/reports/{sealed.pk}/annex.xlsx").content))

    names = {row[1].value for row in book["Từng xã, thị trấn"].iter_rows(min_row=2)}
    assert "=1+1 cmd" in names
    cell = next(row[1] for row in book["Từng xã, thị trấn"].iter_rows() if row[0].value == "03162")
    assert cell.data_type == "s"
    assert {sheet.freeze_panes is not None for sheet in book} == {True}
    assert "Xã Nậm Kè" in {row[1].value for row in sealed_book["Từng xã, thị trấn"].iter_rows(min_row=2)}


def test_slides_say_one_thing_each_without_inline_script_or_style(sealed, reader):
    html = reader.get(f"/reports/{sealed.pk}/slides/").content.decode()

    assert len(re.findall(r'<section class="slide', html)) == html.count("<h1") >= 8
    assert not re.search(r"<script>| style=| on\w+=|https?://", html)
    assert re.findall(r'<script src="([^"]+)"', html) == ["/static/slides.js"]


def test_the_page_of_the_papers_verifies_on_request_and_says_so_in_words(sealed, reader):
    page = f"/reports/{sealed.pk}/documents/"
    assert f'href="{page}?verify=1#verify"' in reader.get(f"/reports/{sealed.pk}/").content.decode()
    assert "còn nguyên" not in reader.get(page).content.decode()

    with CaptureQueriesContext(connection) as asked:
        found = reader.get(f"{page}?verify=1").content.decode()

    assert "Báo cáo còn nguyên như lúc niêm phong." in found
    assert sealed.sha256 in found
    assert len(asked) <= 22
    assert not [q for q in asked.captured_queries if re.match("INSERT|UPDATE|DELETE", q["sql"])]


def test_a_report_that_is_no_longer_what_was_sealed_is_told_where(sealed, reader, as_owner):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE reports_frozencommune SET officers = officers + 1 WHERE code = '03162'")
        cursor.execute("SET session_replication_role = origin")

    found = reader.get(f"/reports/{sealed.pk}/documents/?verify=1").content.decode()

    assert "Báo cáo không còn như lúc niêm phong." in found
    assert "03162" in found


def test_the_papers_show_the_whole_hash_and_lead_to_how_it_is_proved(sealed, reader):
    reader.get(f"/reports/{sealed.pk}/annex.xlsx")
    document = sealed.documents.get()

    for language in ("vi", "en"):
        page = reader.get(f"/reports/{sealed.pk}/documents/?lang={language}").content.decode()
        link = re.search(r'href="(/help/auditor/)#([a-z-]+)"', page)
        assert document.copy_id in page
        assert f'id="{link[2]}"' in reader.get(f"{link[1]}?lang={language}").content.decode()


def test_after_the_pack_the_page_begins_with_the_files_that_were_made(sealed, reader):
    reader.get(f"/reports/{sealed.pk}/annex.xlsx")
    document = sealed.documents.get()

    page = reader.get(f"/reports/{sealed.pk}/documents/?made=1").content.decode()

    assert page.index("Tài liệu hội nghị đã lập xong") < page.index(f"/reports/documents/{document.pk}/")
    assert page.count(f"/reports/documents/{document.pk}/") == 2


def test_a_province_has_one_name_on_live_and_sealed_lists(sealed, reader):
    live = reader.get("/communes/?as_of=2021-05-31&q=03162").content.decode()
    kept = reader.get(f"/reports/{sealed.pk}/communes/?q=03162").content.decode()

    for page in (live, kept):
        body = page[page.index("<tbody>") : page.index("</tbody>")]
        assert "Điện Biên" in body
        assert "Tỉnh Điện Biên" not in body
