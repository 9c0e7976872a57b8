"""A province takes the plan's moves, carries one out and drops the other, in a real browser."""

import pytest

from communes.models import Commune
from deployment.choices import DraftState, Post
from deployment.models import Assignment, DraftTransfer
from tests.factories import AssignmentFactory

RICH, POOR = "03158", "03162"


@pytest.fixture
def staffed(dien_bien):
    """Of Điện Biên, one commune with seven officers and one with three are in scope."""
    Commune.objects.filter(province=dien_bien).exclude(code__in=[RICH, POOR]).update(kind="phuong")
    for code, members in ((RICH, 6), (POOR, 2)):
        AssignmentFactory(commune=Commune.objects.get(code=code), post=Post.CHIEF)
        AssignmentFactory.create_batch(members, commune=Commune.objects.get(code=code))


def test_moves_of_the_plan_are_taken_carried_out_and_dropped(signed_in, editor, staffed):
    page = signed_in(editor)
    page.goto("/plans/11/?as_of=2021-05-31")
    row = page.get_by_role("row").filter(has_text="Xã Nậm Kè")
    assert row.get_by_role("checkbox", checked=True).count() == 2
    page.get_by_role("button", name="Đưa người đã chọn vào dự kiến").click()
    page.get_by_role("heading", level=1, name="Điều chuyển dự kiến").wait_for()
    assert Assignment.objects.filter(commune__code=POOR).count() == 3

    page.get_by_role("link", name="Thực hiện").first.click()
    page.get_by_label("Từ ngày").fill("1/6/2021")
    page.get_by_label("Số quyết định").fill("45/QĐ-CAT")
    page.get_by_role("button", name="Điều chuyển").click()
    page.get_by_role("status").first.wait_for()
    page.goto("/plans/11/drafts/")
    page.get_by_role("link", name="Bỏ").first.click()
    page.get_by_role("button", name="Bỏ").click()
    page.get_by_role("status").first.wait_for()

    assert Assignment.objects.filter(commune__code=POOR, ends_on=None).count() == 4
    assert set(DraftTransfer.objects.values_list("state", flat=True)) == {
        DraftState.DONE, DraftState.DISCARDED
    }  # fmt: skip
