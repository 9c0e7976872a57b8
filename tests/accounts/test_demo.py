from datetime import date

import pytest
from django.core.cache import cache

from accounts.demo import ACCOUNTS, PASSWORD, ensure_demo_accounts, who_is_who
from accounts.models import User
from deployment.models import Dataset

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PURPOSES = [
    "ministry: Bộ Công an",
    "auditor: Kiểm tra, giám sát",
    "editor-11: Cán bộ nhập liệu của địa phương, Điện Biên",
    "approver-11: Chỉ huy duyệt của địa phương, Điện Biên",
    "editor-01: Cán bộ nhập liệu của địa phương, Hà Nội",
    "approver-01: Chỉ huy duyệt của địa phương, Hà Nội",
]


@pytest.fixture
def demonstration():
    """Synthetic data and the accounts that go with them."""
    Dataset.objects.create(as_of=date(2021, 5, 31), seed=1, scale=1)
    ensure_demo_accounts()
    cache.clear()


def page_of(client):
    return client.get(LOGIN).content.decode()


def test_each_account_of_the_demonstration_says_what_it_is_for():
    ensure_demo_accounts()

    assert who_is_who() == PURPOSES


def test_the_sign_in_page_of_the_demonstration_names_the_accounts_and_each_opens(client, demonstration):
    page = page_of(client)

    assert PASSWORD in page
    for line in PURPOSES:
        name, purpose = line.split(": ")
        assert f"<dt><code>{name}</code></dt><dd>{purpose}</dd>" in page
        assert client.post(LOGIN, {"username": name, "password": PASSWORD}).status_code == 302
        client.logout()


def test_an_account_that_no_longer_opens_is_not_named(client, demonstration):
    own = User.objects.get(username="auditor")
    own.set_password("một câu của riêng tôi")
    own.save()
    User.objects.filter(username="editor-01").update(is_active=False)

    page = page_of(client)

    assert [name for name in ACCOUNTS if f"<code>{name}</code>" in page] == [
        "ministry", "editor-11", "approver-11", "approver-01",
    ]  # fmt: skip


def test_a_production_never_names_them_whatever_lies_in_its_database(
    client, demonstration, settings, django_assert_num_queries
):
    settings.LOCAL = False

    with django_assert_num_queries(1):  # whether data are synthetic, for the foot
        page = page_of(client)

    assert PASSWORD not in page
    assert not [name for name in ACCOUNTS if name in page]


def test_without_synthetic_data_nobody_is_named(client):
    ensure_demo_accounts()

    page = page_of(client)

    assert PASSWORD not in page
    assert not [name for name in ACCOUNTS if name in page]
