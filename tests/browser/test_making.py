"""A document that takes a while: its button says so until the file is there; refused, it leads to a page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

SUMMARY = "/summary/?as_of=2021-05-31"
ANNEX = "**/reports/annex.xlsx**"
BUTTON = "main a.btn:has-text('Phụ lục Excel'), main a.btn[aria-busy]"


@pytest.fixture
def page(signed_in, ministry):
    page = signed_in(ministry)
    page.goto(SUMMARY)
    return page


@pytest.fixture
def held(page):
    """What was asked for the workbook, waiting to be let through to the server."""
    asked = []
    page.route(ANNEX, lambda route: asked.append(route))
    return asked


def test_the_button_is_busy_until_the_file_is_there_and_is_pressed_once(page, held):
    button = page.locator(BUTTON)

    with page.expect_download(timeout=60_000) as download:
        button.click()
        expect(button).to_have_attribute("aria-busy", "true")
        expect(button).to_contain_text("Đang lập…")
        expect(page.get_by_text("Đang lập “Phụ lục Excel”; tệp tự tải về khi xong.")).to_have_role("status")
        button.click()
        assert len(held) == 1
        held[0].continue_()

    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert download.value.suggested_filename == "phu-luc-2021-05-31.xlsx"
    expect(button).to_have_text("Phụ lục Excel")
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(page.get_by_text("Đã tải phu-luc-2021-05-31.xlsx.")).to_have_role("status")


def test_where_the_session_has_ended_the_button_leads_to_the_sign_in(page, context):
    context.clear_cookies()

    page.locator(BUTTON).click()

    page.wait_for_url("**/accounts/login/?next=**")


def test_without_scripts_the_link_leads_to_the_file(page, context, chromium, site):
    plain = chromium.new_context(
        base_url=site, java_script_enabled=False, storage_state=context.storage_state()
    )
    bare = plain.new_page()
    bare.goto(SUMMARY)

    with bare.expect_download(timeout=60_000) as download:
        bare.locator(BUTTON).click()

    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    plain.close()
