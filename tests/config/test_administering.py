"""The administrator's pages hold what an administrator is for, under the site's own name."""

import pytest
from allauth.mfa.models import Authenticator

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


def test_a_second_factor_can_be_taken_away_and_neither_made_nor_written(client):
    root = User.objects.create(username="root", is_superuser=True, is_staff=True)
    kept = Authenticator.objects.create(user=root, type=Authenticator.Type.TOTP, data={"secret": "hush-hush"})
    client.force_login(root)
    one = f"/admin/mfa/authenticator/{kept.pk}"

    page = client.get(f"{one}/change/").content.decode()

    assert "hush-hush" not in page
    assert "cách xác minh thứ hai" in page.lower()
    assert client.get("/admin/mfa/authenticator/add/").status_code == 403
    assert client.post(f"{one}/change/", {"data": "{}"}).status_code == 403
    client.post(f"{one}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_the_pages_wear_the_sites_own_colours(client):
    client.force_login(User.objects.create(username="root", is_superuser=True, is_staff=True))

    page = client.get("/admin/accounts/user/").content.decode()

    assert "admin.css" in page
