"""Who takes up a post later is told of on every page where one would appoint again."""

from datetime import date

import pytest

from deployment.models import Officer
from deployment.picking import officers_called
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


def test_who_comes_later_is_told_wherever_one_would_appoint_again(entry, editor):
    officer = AssignmentFactory(officer__full_name="Nguyễn Văn An", starts_on=date(2021, 6, 15)).officer
    day = "?as_of=2021-05-31"

    commune = entry.get(f"/communes/03162/{day}").content.decode()
    person = entry.get(f"/officers/{officer.pk}/{day}").content.decode()
    offered = officers_called("nguyen van an", Officer.objects.all(), editor, date(2021, 5, 31))
    home = entry.get(f"/{day}").content.decode()

    assert "Sắp đến" in commune
    assert "từ 15/6/2021" in commune
    assert "Giữ chức vụ từ 15/6/2021 tại Xã Nậm Kè" in person
    assert "/assignments/new/?officer=" not in person
    assert offered.candidates[0].detail == "Đại úy, giữ chức vụ từ 15/6/2021 tại Xã Nậm Kè"
    assert "Nguyễn Văn An đến từ 15/6/2021 (Công an viên)" in home


def test_who_came_is_not_coming(entry):
    AssignmentFactory(starts_on=date(2021, 5, 31))

    assert "Sắp đến" not in entry.get("/communes/03162/?as_of=2021-05-31").content.decode()
