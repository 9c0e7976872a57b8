"""Read the summary and drill down to who serves where."""

import pytest

from communes.models import Commune
from deployment.choices import Post
from tests.factories import AssignmentFactory, OfficerFactory


def test_the_ministry_reads_the_summary_and_drills_down_to_a_person(signed_in, ministry):
    AssignmentFactory.create_batch(4)
    AssignmentFactory(post=Post.CHIEF, officer=OfficerFactory(full_name="Giàng A Chứ"))
    page = signed_in(ministry)

    page.goto("/summary/?as_of=2021-05-31")
    page.get_by_role("rowheader", name="Điện Biên").get_by_role("link").click()
    page.get_by_role("heading", level=1, name="Điện Biên").wait_for()
    page.locator("a.num[href*='status=compliant']").first.click()
    page.get_by_role("link", name="Xã Nậm Kè").click()
    page.get_by_text("Trưởng Công an: Giàng A Chứ").wait_for()
    page.get_by_role("table").get_by_role("link", name="Giàng A Chứ").click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Giàng A Chứ")


def test_a_figure_leads_to_the_communes_behind_it(signed_in, ministry):
    AssignmentFactory()
    page = signed_in(ministry)

    page.goto("/summary/?as_of=2021-05-31")
    deployed = page.locator(".figures a[href*='deployed=yes']").first
    assert deployed.inner_text() == "1"
    deployed.click()

    assert page.locator("table.ledger tbody tr").count() == 1
    assert page.get_by_role("rowheader", name="Xã Nậm Kè").is_visible()


def test_a_provincial_user_signs_in_and_sees_the_own_province(page, editor):
    AssignmentFactory(commune=Commune.objects.get(code="00376"))

    page.goto("/summary/")
    page.get_by_label("Tên đăng nhập").fill("editor-11")
    page.get_by_label("Mật khẩu").fill("a-long-passphrase")
    page.get_by_role("button", name="Đăng nhập").click()

    page.get_by_role("heading", level=1, name="Điện Biên").wait_for()
    assert page.url.split("?")[0].endswith("/provinces/11/")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_table_of_the_summary_stands_out_of_its_card_on_a_desk(signed_in, ministry, language):
    AssignmentFactory.create_batch(4)
    page = signed_in(ministry)
    page.goto(f"/summary/?as_of=2021-05-31&lang={language}")

    for width in (1200, 1280, 1366, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        wider = page.locator("table.ledger").evaluate_all(
            "all => all.map(t => t.offsetWidth - t.closest('.card').clientWidth)"
        )
        assert max(wider) <= 0, width
