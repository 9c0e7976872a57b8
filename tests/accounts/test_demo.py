import pytest

from accounts.demo import ensure_demo_accounts, who_is_who

pytestmark = pytest.mark.django_db


def test_each_account_of_the_demonstration_says_what_it_is_for():
    ensure_demo_accounts()

    assert who_is_who() == [
        "ministry: Bộ Công an",
        "auditor: Kiểm tra, giám sát",
        "editor-11: Cán bộ nhập liệu của địa phương, Điện Biên",
        "approver-11: Chỉ huy duyệt của địa phương, Điện Biên",
        "editor-01: Cán bộ nhập liệu của địa phương, Hà Nội",
        "approver-01: Chỉ huy duyệt của địa phương, Hà Nội",
    ]
