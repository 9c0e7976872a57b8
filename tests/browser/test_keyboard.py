"""The eight tasks that matter, by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from deployment.choices import Post
from deployment.models import Assignment, DraftTransfer
from reports.choices import State
from reports.models import NationalReport, ProvincialReport
from tests.browser.keys import Keys
from tests.browser.test_planning import staffed  # noqa: F401
from tests.deployment.files import HEADERS, row, xlsx_of
from tests.factories import AssignmentFactory, OfficerFactory
from tests.reports.cycle import a_period, made_ready, report_of, sent


@pytest.fixture
def keys(signed_in):
    return lambda user: Keys(signed_in(user))


def test_the_summary_is_read_and_drilled_down(keys, ministry):
    AssignmentFactory(post=Post.CHIEF, officer__full_name="Giàng A Chứ")

    hands = keys(ministry).go("/communes/?as_of=2021-05-31&province=11&chief=filled")
    hands.follow("Xã Nậm Kè").follow("Giàng A Chứ")

    assert hands.page.get_by_role("heading", level=1).inner_text().startswith("Giàng A Chứ")


def test_a_province_is_reached_from_the_summary(keys, ministry):
    hands = keys(ministry).go("/summary/?as_of=2021-05-31").follow("Điện Biên")

    assert "Điện Biên" in hands.page.get_by_role("heading", level=1).inner_text()


def test_an_officer_is_appointed_after_an_error(keys, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")

    hands = keys(editor).go("/assignments/new/?commune=03162&post=member")
    hands.fill("Cán bộ", officer.service_number).fill("Từ ngày", "31/2/2021").send("Bổ nhiệm")
    expect(hands.page.get_by_role("alert")).to_be_focused()
    hands.reach(hands.page.get_by_role("alert").get_by_role("link", name="Từ ngày")).press("Enter")
    expect(hands.page.get_by_label("Từ ngày")).to_be_focused()
    hands.press("Control+A").page.keyboard.type("1/3/2021")
    hands.send("Bổ nhiệm").told("Đã bổ nhiệm Lò Văn Ún")

    assert Assignment.objects.get().officer == officer


def test_a_whole_number_is_taken_as_typed_and_can_be_mended(keys, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    hands = keys(editor).go("/assignments/new/?commune=03162&post=member")
    field, told = hands.page.locator("#id_officer"), hands.page.locator(".picker [aria-live]").first

    hands.reach(field).page.keyboard.type(officer.service_number)
    expect(told).to_contain_text(f"Đã chọn: {officer.service_number} · Lò Văn Ún (Đại úy, chưa giữ chức vụ).")
    hands.press("Backspace")

    expect(field).to_have_value(officer.service_number[:-1])
    expect(told).not_to_contain_text("Đã chọn")


def test_enter_takes_the_only_one_that_fits_and_sends_nothing(keys, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    hands = keys(editor).go("/assignments/new/?commune=03162&post=member")
    hands.page.evaluate("window.here = true")
    field = hands.page.locator("#id_officer")

    hands.reach(field).page.keyboard.type("van un")
    hands.press("Enter")

    expect(field).to_have_value(f"{officer.service_number} · Lò Văn Ún")
    expect(hands.page.locator("[name=officer_choice]")).to_be_checked()
    expect(hands.page.locator(".picker [aria-live]").first).to_contain_text("Đã chọn")
    hands.press("Enter").page.wait_for_timeout(500)
    assert hands.page.evaluate("window.here")
    expect(field).to_be_focused()
    hands.press("Tab")
    expect(hands.page.locator("#id_commune")).to_be_focused()


def test_what_was_taken_folds_the_list_which_opens_again(keys, editor):
    for name in ("Lò Văn Ao", "Lò Văn Út"):
        OfficerFactory(full_name=name)
    page = keys(editor).go("/assignments/new/?commune=03162&post=member").page
    choices = page.get_by_role("radio", name="Lò Văn")
    expect(choices).to_have_count(2)

    choices.last.check()
    expect(choices).to_have_count(0)
    expect(page.locator("p[data-taken]")).to_contain_text("Lò Văn Út")
    page.get_by_role("button", name="Đổi", exact=True).filter(visible=True).click()

    expect(choices).to_have_count(2)
    expect(choices.last).to_be_focused()


def test_the_arrows_lead_to_those_who_fit_and_enter_back(keys, editor):
    first, second = (OfficerFactory(full_name=name) for name in ("Lò Văn Ao", "Lò Văn Út"))
    hands = keys(editor).go("/assignments/new/?commune=03162&post=member")
    hands.page.evaluate("window.here = true")
    field = hands.page.locator("#id_officer")
    hands.reach(field).page.keyboard.type("lo van")

    hands.press("ArrowDown")
    expect(hands.page.get_by_role("radio", name=first.full_name)).to_be_focused()
    hands.press("ArrowDown")
    expect(field).to_have_value(f"{second.service_number} · Lò Văn Út")
    hands.press("Enter")

    expect(field).to_be_focused()
    assert hands.page.evaluate("window.here")


def test_an_officer_is_transferred(keys, editor):
    held = AssignmentFactory()

    hands = (
        keys(editor).go(f"/officers/{held.officer_id}/?as_of=2021-05-31").follow("Điều chuyển", exact=True)
    )
    hands.fill("Xã", "03166").fill("Từ ngày", "1/6/2021").send("Điều chuyển").told("Đã điều chuyển")

    assert Assignment.objects.get(ends_on=None).commune.code == "03166"


def chosen_by_key(hands, path):
    """Press Space on the field until the dialog opens: a page that is still coming up may miss the first."""
    opened = []
    hands.page.once("filechooser", lambda chooser: opened.append(chooser))
    for _press in range(20):
        hands.press("Space").page.wait_for_timeout(400)
        if opened:
            return opened[0].set_files(path)
    raise AssertionError("Space opens no dialog")


def test_a_file_with_errors_is_mended_and_written(keys, editor, tmp_path):
    path = tmp_path / "danh sách.xlsx"
    hands = keys(editor)
    for content, button in ((row(date_of_birth="31/02/1988"), None), (row(), "Ghi 1 thay đổi")):
        path.write_bytes(xlsx_of([content], HEADERS))
        hands.go("/assignments/import/").reach(hands.page.get_by_label("Tệp .xlsx hoặc .csv"))
        chosen_by_key(hands, path)
        hands.send("Tải lên và kiểm tra")
        if button:
            hands.skip().send(button)
        else:
            expect(hands.page.get_by_role("alert")).to_be_focused()

    hands.page.get_by_role("heading", name="Đã ghi cả tệp").wait_for()
    assert Assignment.objects.count() == 1


def test_a_report_is_sent(keys, ministry, approver):
    AssignmentFactory(post=Post.CHIEF)
    period = a_period(ministry)
    made_ready(report_of(period), approver)

    hands = keys(approver).go(f"/periods/{period.pk}/provinces/11/").follow("Kiểm tra và gửi")
    hands.send("Gửi báo cáo").told("Đã gửi báo cáo")

    assert ProvincialReport.objects.get(province__code="11").state == State.SENT


def test_a_report_is_returned_and_another_approved(keys, ministry):
    period = a_period(ministry)
    for code in ("11", "01"):
        sent(period, code)

    hands = keys(ministry).go(f"/periods/{period.pk}/provinces/11/").send("Trả lại báo cáo")
    hands.skip().reach(hands.page.get_by_label("Loại của lý do chung")).press("ArrowDown")
    hands.reach(hands.page.get_by_role("textbox").first).page.keyboard.type("Nêu rõ vì sao giảm.")
    hands.send("Trả lại báo cáo").told("Đã trả lại")
    hands.go(f"/periods/{period.pk}/provinces/01/").follow("Duyệt báo cáo").send("Duyệt báo cáo").told(
        "Đã duyệt"
    )

    states = dict(ProvincialReport.objects.values_list("province__code", "state"))
    assert (states["11"], states["01"]) == (State.RETURNED, State.APPROVED)


def test_a_report_is_sealed_and_taken_away(keys, ministry):
    AssignmentFactory(post=Post.CHIEF)

    hands = keys(ministry).go("/reports/freeze/?as_of=2021-05-31").tick("Niêm phong dù chưa duyệt đủ")
    hands.send("Niêm phong")
    hands.send("Niêm phong").told("Đã niêm phong báo cáo")
    hands.skip().reach(hands.page.get_by_role("link", name="CSV", exact=True))
    with hands.page.expect_download() as download:
        hands.press("Enter")

    assert str(NationalReport.objects.get().pk) in download.value.suggested_filename


def test_moves_are_planned(keys, editor, staffed):  # noqa: F811
    hands = keys(editor).go("/plans/11/?as_of=2021-05-31").send("Đưa người đã chọn vào dự kiến (2)")
    hands.skip().follow("Thực hiện").fill("Từ ngày", "1/6/2021").send("Điều chuyển").told("Đã điều chuyển")

    assert DraftTransfer.objects.filter(state="done").count() == 1
