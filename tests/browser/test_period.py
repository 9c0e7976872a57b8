"""A period walked by two provinces and the Ministry: one report returned once, both approved."""

import pytest

from deployment.choices import Post
from reports.choices import State
from reports.models import Period, ProvincialReport
from tests.factories import AssignmentFactory
from tests.reports.cycle import approver_of

REQUIRED = ("I. Công tác", "II.1.", "II.2.", "III. Hạn chế", "IV. Nhiệm vụ")


@pytest.fixture
def as_user(signed_in):
    """Give a page on which the user is signed in, whoever was before."""

    def open_as(user, path):
        page = signed_in(user)
        page.goto(path)
        return page

    return open_as


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("status").first.wait_for()


def opened_period(page):
    page.get_by_role("link", name="Mở kỳ báo cáo").click()
    page.get_by_label("Tên kỳ báo cáo").fill("Báo cáo sơ kết tháng 5/2021")
    page.get_by_label("Số liệu đến hết ngày").fill("31/5/2021")
    page.get_by_label("Mở từ ngày").fill("25/5/2021")
    page.get_by_label("Hạn gửi").fill("4/6/2021")
    press(page, "Mở kỳ")
    return Period.objects.get()


def drafted(page):
    """Do every task of the list but the sending."""
    page.get_by_role("link", name="Kiểm tra danh sách xã, thị trấn").click()
    page.get_by_role("link", name="Xác nhận danh sách").click()
    press(page, "Xác nhận")
    page.get_by_role("link", name="Cập nhật bố trí cán bộ").click()
    press(page, "Xác nhận đã cập nhật")
    page.get_by_role("link", name="Viết phần thuyết minh").click()
    for section in REQUIRED:
        page.get_by_role("link", name=f"Viết {section}").click()
        page.get_by_label("Nội dung").fill(f"Kết quả của mục {section}")
        press(page, "Lưu")


def explained(page, sentence):
    page.get_by_role("link", name="Giải trình", exact=True).click()
    for field in page.get_by_role("textbox").all():
        field.fill(sentence)
    press(page, "Lưu giải trình")


def sent(page):
    page.get_by_role("link", name="Kiểm tra và gửi").click()
    press(page, "Gửi báo cáo")
    return page.get_by_role("status").first.inner_text()


def stands(code):
    return ProvincialReport.objects.get(province__code=code).state


def returned(page, commune, reason):
    """Return the report of Điện Biên, one of two that wait, with a reason for one commune."""
    page.get_by_role("link", name="2 báo cáo chờ duyệt").click()
    page.get_by_role("link", name="Điện Biên").click()
    page.get_by_role("checkbox", name=f"Đưa {commune.name} vào lý do trả lại").check()
    page.get_by_role("button", name="Trả lại báo cáo").click()
    page.get_by_label(f"{commune.name_in_district}: lý do").fill(reason)
    press(page, "Trả lại báo cáo")


def approved(page, period):
    """Approve the report that is open, then all that wait in the queue."""
    page.get_by_role("link", name="Duyệt báo cáo").click()
    press(page, "Duyệt báo cáo")
    page.goto(f"/periods/{period.pk}/queue/")
    page.get_by_role("button", name="Duyệt các báo cáo đã chọn").click()
    press(page, "Duyệt tất cả")


@pytest.mark.slow
def test_a_period_from_its_opening_to_its_approval(as_user, ministry, editor, approver, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    period = opened_period(as_user(ministry, "/periods/"))
    own = f"/periods/{period.pk}/provinces/11/"

    # The editor of Điện Biên drafts from the home page; only the approver can send.
    page = as_user(editor, "/?as_of=2021-05-31")
    page.get_by_role("link", name=period.title).click()
    drafted(page)
    page.goto(own)
    explained(page, "Quyết định đang trình ký.")
    page.get_by_role("link", name="Kiểm tra và gửi").click()
    assert page.get_by_text("Chỉ tài khoản chỉ huy duyệt").is_visible()
    assert "11-20210531-1" in sent(as_user(approver, own))

    # Hà Nội sends as well, without a warning.
    page = as_user(approver_of("01"), f"/periods/{period.pk}/provinces/01/")
    drafted(page)
    page.goto(f"/periods/{period.pk}/provinces/01/")
    sent(page)

    # The Ministry returns Điện Biên's with a reason for the commune.
    returned(as_user(ministry, "/summary/?as_of=2021-05-31"), commune, "Ghi số quyết định bố trí.")
    assert stands("11") == State.RETURNED

    # Điện Biên reads why, mends it, and sends again.
    page = as_user(approver, own)
    assert page.get_by_text("Ghi số quyết định bố trí.").first.is_visible()
    explained(page, "Quyết định 12/QĐ-CAT ngày 28/5/2021, đã bổ sung.")
    assert "11-20210531-2" in sent(page)

    # The Ministry sees what changed first and approves; the calm one goes from the queue.
    page = as_user(ministry, own)
    assert page.get_by_role("heading", name="Thay đổi so với lần gửi 1").is_visible()
    assert page.locator("ins", has_text="đã bổ sung").is_visible()
    approved(page, period)

    assert (stands("11"), stands("01")) == (State.APPROVED, State.APPROVED)
    page.goto("/summary/?as_of=2021-05-31")
    assert page.get_by_text("2/63 báo cáo đã duyệt").first.is_visible()
