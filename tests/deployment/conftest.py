"""Facts that several tests begin with."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from communes.models import Commune
from deployment.choices import Rank
from deployment.models import Assignment, Officer
from tests.deployment.files import classes, imported
from tests.factories import AssignmentFactory, OfficerFactory


@pytest.fixture
def root() -> User:
    return User.objects.create_user("root", is_superuser=True)


@pytest.fixture
def entry(client: Client, editor: User) -> Client:
    """The pages as who enters postings in Điện Biên sees them."""
    client.force_login(editor)
    return client


@pytest.fixture
def stored(editor: User) -> Assignment:
    """Row 2 of every file, already imported: a member of Xã Nậm Kè since 1/3/2020, still serving."""
    assert classes(imported(editor)) == {"created": 1}
    return Assignment.objects.select_related("officer").get()


@pytest.fixture
def na_tau() -> Commune:
    """Another commune of Điện Biên."""
    return Commune.objects.get(code="03316")


@pytest.fixture
def an(na_tau: Commune) -> Officer:
    """Đại úy Nguyễn Văn An, member in Xã Nà Tấu since 1/3/2020."""
    officer = OfficerFactory(full_name="Nguyễn Văn An", rank=Rank.DAI_UY)
    AssignmentFactory(officer=officer, commune=na_tau, starts_on=date(2020, 3, 1))
    return officer
