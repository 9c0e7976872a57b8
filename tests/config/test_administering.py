"""The administrator's pages hold what an administrator is for, under the site's own name."""

import pytest

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_accounts_and_second_factors_and_nothing_else(client):
    client.force_login(User.objects.create(username="root", is_superuser=True, is_staff=True))

    page = client.get("/admin/").content.decode()

    assert "Quản trị tài khoản" in page
    assert "/admin/accounts/user/" in page
    assert "/admin/mfa/authenticator/" in page
    for other in ("/admin/auth/", "/admin/account/", "/admin/usersessions/", "/admin/procrastinate/"):
        assert other not in page
        assert client.get(other).status_code == 404
    assert "Django" not in page
