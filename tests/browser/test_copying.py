"""A table copied in the browser, opened by a spreadsheet."""

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from communes.models import Commune
from deployment.choices import Post
from tests.factories import AssignmentFactory, OfficerFactory

SPREADSHEET = shutil.which("soffice")
BUTTON = "Chép bảng"


@pytest.fixture
def copied(context, site):
    """Give what the clipboard holds, as HTML and as plain text."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)

    def read(page):
        script = """async (kind) => {
            const [item] = await navigator.clipboard.read();
            return item.types.includes(kind) ? await (await item.getType(kind)).text() : "";
        }"""
        return page.evaluate(script, "text/html"), page.evaluate("navigator.clipboard.readText()")

    return read


@pytest.fixture
def opened(tmp_path):
    """Give the values that a spreadsheet makes of a copied table, by row."""
    if not SPREADSHEET:
        pytest.skip("no LibreOffice on this machine: what a spreadsheet makes of it is not looked at")

    def read(html):
        source = tmp_path / "copied.html"
        source.write_text(html)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        asked = [SPREADSHEET, profile, "--headless", "--infilter=HTML (StarCalc)", "--convert-to", "xlsx"]
        subprocess.run([*asked, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)
        sheet = load_workbook(tmp_path / "copied.xlsx").active
        return [
            [cell.value.date() if cell.is_date else cell.value for cell in row] for row in sheet.iter_rows()
        ]

    return read


@pytest.fixture
def listed():
    """Officers whose name and number a spreadsheet is tempted to spoil."""
    commune = Commune.objects.get(code="03162")
    first = OfficerFactory(full_name="=1+1", service_number="000123-001", date_of_birth=date(1990, 2, 1))
    AssignmentFactory(officer=first, commune=commune, post=Post.CHIEF)
    AssignmentFactory(
        officer=OfficerFactory(full_name="Lò Văn Ún", service_number="000123-002"), commune=commune
    )


def test_the_summary_is_copied_with_numbers_that_are_numbers(signed_in, ministry, copied, opened):
    page = signed_in(ministry)
    page.goto("/summary/?as_of=2021-05-31")
    bar = page.locator(".card:has(#tb) .copying")
    bar.get_by_role("button", name=BUTTON).click()
    said = bar.get_by_role("status").inner_text()
    html, plain = copied(page)

    lines = [line.split("\t") for line in plain.split("\n")]
    assert said == f"Đã chép {len(lines) - 2} dòng"
    assert lines[0][0] == "Địa phương"
    assert {len(line) for line in lines} == {len(lines[0])}
    assert "8880" in lines[-1]
    assert "Giải thích" not in html + plain
    assert "Mẫu số" not in html + plain
    rows = [row for row in opened(html) if any(row)]
    assert 8880 in rows[-1]
    assert {type(value) for value in rows[-1][2:]} <= {int}


def test_codes_stay_text_and_days_days_and_no_name_is_a_formula(signed_in, editor, copied, opened, listed):
    page = signed_in(editor)
    page.goto("/officers/?as_of=2021-05-31")
    page.get_by_role("button", name=BUTTON).click()
    html, plain = copied(page)

    assert "'=1+1" in plain
    assert "000123-001" in plain
    assert "2020-01-01" in plain
    cells = {cell for row in opened(html) for cell in row}
    assert {"=1+1", "Lò Văn Ún", "000123-001", date(2020, 1, 1)} <= cells


def test_codes_keep_their_zeros(signed_in, editor, copied, opened, listed):
    page = signed_in(editor)
    page.goto("/communes/?as_of=2021-05-31")
    page.get_by_role("button", name=BUTTON).click()
    html, plain = copied(page)

    assert "03162" in plain
    rows = [row for row in opened(html) if any(row)]
    assert any("03162" in str(value) for row in rows for value in row)
    assert 2 in rows[-1]  # the sum is a number, though its column is of words


def test_a_part_selected_by_hand_comes_out_as_cells(signed_in, ministry, copied):
    page = signed_in(ministry)
    page.goto("/summary/?as_of=2021-05-31")
    page.evaluate("""() => {
        const rows = document.querySelectorAll("table.ledger tbody tr:not(.group)");
        const range = document.createRange();
        range.setStartBefore(rows[0].cells[0].firstChild);
        range.setEndAfter(rows[1].cells[rows[1].cells.length - 1].lastChild);
        getSelection().addRange(range);
    }""")
    page.keyboard.press("Control+c")
    html, plain = copied(page)

    lines = [line.split("\t") for line in plain.split("\n")]
    assert (len(lines), len({len(line) for line in lines}), html.count("<tr>")) == (2, 1, 2)
    assert all(cell.replace(",", "").replace("%", "").isdigit() or cell == "–" for cell in lines[0][1:])


def test_words_outside_a_table_are_copied_as_ever(signed_in, ministry, copied):
    page = signed_in(ministry)
    page.goto("/summary/?as_of=2021-05-31")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.keyboard.press("Control+c")

    assert copied(page)[1].strip() == "Tổng hợp toàn quốc"
