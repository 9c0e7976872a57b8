"""Approved reports whose figures are others now, over the API: as the board says it."""

from datetime import date

import pytest

from accounts.models import Role, User
from accounts.tokens import issue_token
from communes.models import Province
from deployment import postings
from deployment.choices import Post
from reports import cycle
from tests.api.conftest import Caller
from tests.factories import OfficerFactory
from tests.reports.cycle import sent

pytestmark = pytest.mark.django_db
CHANGED = {"communes_deployed": (0, 1), "communes_with_chief": (0, 1), "officers": (0, 1)}


@pytest.fixture
def approved(period, ministry):
    return cycle.approve(report=sent(period).report, by=ministry)


@pytest.fixture
def late(approved, commune):
    """A posting entered after the approval, in force before the cut-off."""
    officer = OfficerFactory(province=commune.province)
    return postings.appoint(officer=officer, commune=commune, post=Post.CHIEF, starts_on=date(2021, 4, 30))


def moved(calls, period):
    return calls("get", f"/periods/{period.pk}/moved").json()["items"]


def test_nothing_is_told_while_the_figures_are_those_approved(approved, period, ministry_calls):
    assert moved(ministry_calls, period) == []


def test_it_is_told_which_figure_went_from_what_to_what(late, period, ministry_calls, editor_calls):
    (told,) = moved(ministry_calls, period)

    assert (told["province_code"], told["province_name"]) == ("11", "Tỉnh Điện Biên")
    found = {move["name"]: (move["before"], move["after"]) for move in told["moves"]}
    assert CHANGED.items() <= found.items()
    assert "communes" not in found
    assert moved(editor_calls, period) == [told]


def test_another_province_does_not_see_it(late, period, client):
    other = User.objects.create_user(
        "of-hanoi", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )

    assert moved(Caller(client, issue_token(user=other)), period) == []


def test_a_sealed_report_counts_them(late, period, ministry_calls):
    body = {"as_of": period.cut_off.isoformat(), "title": "T", "allow_incomplete": True}
    sealed = ministry_calls("post", "/reports", body).json()

    assert sealed["standing_counts"]["approved"] == sealed["standing_counts"]["moved"] == 1
