"""Every page for every person: axe-core (WCAG 2.2 A and AA, best practice) finds nothing, in both themes."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.models import Role, User
from deployment.choices import Post
from tests.factories import AssignmentFactory, OfficerFactory

NATIONAL = [
    "/summary/?as_of=2021-05-31", "/communes/?as_of=2021-05-31", "/communes/03162/?as_of=2021-05-31",
    "/officers/?as_of=2021-05-31", "/assignments/?as_of=2021-05-31", "/maps/?as_of=2021-05-31",
    "/provinces/11/?as_of=2021-05-31", "/api/v1/docs/", "/accounts/tokens/", "/nowhere/",
]  # fmt: skip
PROVINCIAL = [
    "/?as_of=2021-05-31", "/officers/new/", "/assignments/new/?commune=03162", "/transfers/",
    "/transfers/new/",
]  # fmt: skip
axe = Axe()


def faults(page):
    """What axe finds, each with the first place where it is."""
    found = axe.run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["target"]) for fault in found]


@pytest.fixture
def some_facts(commune):
    AssignmentFactory(post=Post.CHIEF, officer__full_name="Lò Văn Ún")
    AssignmentFactory(starts_on=date(2019, 1, 1), ends_on=date(2021, 1, 1))
    OfficerFactory(full_name="Cà Thị Đào")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("role", "paths"),
    [(Role.MINISTRY, NATIONAL), (Role.PROVINCE_EDITOR, PROVINCIAL)],
    ids=["ministry", "editor"],
)
def test_axe_finds_nothing(signed_in, some_facts, dien_bien, role, paths, scheme):
    province = dien_bien if role == Role.PROVINCE_EDITOR else None
    page = signed_in(User.objects.create_user("reader", password="x" * 12, role=role, province=province))
    page.emulate_media(color_scheme=scheme)

    found = {}
    for path in paths:
        page.goto(path)
        if faults_here := faults(page):
            found[path] = faults_here

    assert found == {}
