from datetime import date
from uuid import uuid4

import pytest
import time_machine

from communes.models import Commune, Province
from deployment.choices import Force, Post, Rank
from deployment.models import ChiefPlan
from deployment.planning.chiefs import vacancies_on
from deployment.seen import mark_of
from deployment.vacancies import closing_rate
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
VACANT, NEIGHBOUR = "03162", "03158"
PLAN = f"/chief-posts/communes/{VACANT}/plan/"


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel("2021-05-31 12:00+07:00", tick=False):
        yield


@pytest.fixture
def deputies(dien_bien):
    """One commune without a chief since 1/5/2021 and its neighbour in the district, each with deputies."""
    Commune.objects.filter(province=dien_bien).exclude(code__in=[VACANT, NEIGHBOUR]).update(kind="phuong")
    here, there = (Commune.objects.get(code=code) for code in (VACANT, NEIGHBOUR))
    AssignmentFactory(commune=here, post=Post.CHIEF, ends_on=date(2021, 5, 1))
    AssignmentFactory(commune=there, post=Post.CHIEF)
    captain = AssignmentFactory(commune=here, post=Post.DEPUTY, officer__rank=Rank.DAI_UY)
    long_there = AssignmentFactory(
        commune=there, post=Post.DEPUTY, officer__rank=Rank.THIEU_TA, starts_on=date(2019, 1, 1)
    )
    new_there = AssignmentFactory(commune=there, post=Post.DEPUTY, officer__rank=Rank.THIEU_TA)
    return [posting.officer for posting in (captain, long_there, new_there)]


def plan(client, **changed):
    return client.post(PLAN, {"token": uuid4(), "due_on": "30/6/2021", "officer": "", "note": ""} | changed)


def test_a_vacancy_tells_its_age_and_the_deputies_in_order(deputies, dien_bien):
    (row,) = vacancies_on(DAY, dien_bien)

    assert (row.commune.code, row.since, row.days) == (VACANT, date(2021, 5, 1), 31)
    assert [deputy.officer for deputy in row.deputies] == deputies
    assert [deputy.is_here for deputy in row.deputies] == [True, False, False]


def test_a_commune_that_never_had_a_regular_chief_has_no_age(deputies, dien_bien):
    Commune.objects.get(code=VACANT).assignments.filter(post=Post.CHIEF).delete()
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL)
    AssignmentFactory(commune=Commune.objects.get(code=VACANT), post=Post.CHIEF, officer=semi)

    (row,) = vacancies_on(DAY, dien_bien)

    assert (row.since, row.days) == (None, None)


def test_the_rate_counts_what_opened_and_what_was_filled(deputies, dien_bien):
    here = Commune.objects.get(code=VACANT)
    AssignmentFactory(commune=here, post=Post.CHIEF, starts_on=date(2021, 5, 11), ends_on=date(2021, 5, 20))
    AssignmentFactory(commune=here, post=Post.CHIEF, starts_on=date(2021, 5, 20))

    rate = closing_rate(DAY, Commune.objects.filter(province=dien_bien))

    may = rate.months[-1]
    assert (may.first, may.opened, may.filled, may.filled_first_time) == (date(2021, 5, 1), 1, 1, 0)
    assert (len(rate.months), rate.filled, rate.middle_days) == (12, 1, 10)
    assert closing_rate(DAY, Commune.objects.none()).middle_days is None


@pytest.mark.parametrize(
    ("left", "opened", "filled_in", "lasted"),
    [
        (date(2020, 6, 1), 1, (11, 0), 344),  # the first day that the twelve months hold
        (date(2020, 5, 31), 0, (11, 0), 345),
        (date(2010, 1, 1), 0, (11, 0), 4148),
        (None, 0, (11, 1), None),  # nobody held it before
    ],
)
def test_a_post_filled_counts_for_as_long_as_it_was_vacant(dien_bien, left, opened, filled_in, lasted):
    here = Commune.objects.get(code=VACANT)
    if left:
        AssignmentFactory(commune=here, post=Post.CHIEF, starts_on=date(2009, 1, 1), ends_on=left)
    AssignmentFactory(commune=here, post=Post.CHIEF, starts_on=date(2021, 5, 11))

    rate = closing_rate(DAY, Commune.objects.filter(province=dien_bien))

    month, first_time = filled_in
    assert (rate.opened, rate.months[0].opened) == (opened, opened)
    assert (rate.months[month].filled, rate.filled_first_time) == (1, first_time)
    assert rate.middle_days == lasted


def test_a_plan_is_kept_for_the_vacancy_and_changed(client, editor, deputies, dien_bien):
    client.force_login(editor)

    plan(client, officer=deputies[1].pk, note="Đã xin ý kiến")
    stored = ChiefPlan.objects.get()
    plan(client, due_on="15/7/2021", seen=mark_of(stored))

    (row,) = vacancies_on(DAY, dien_bien)
    assert (stored.officer, stored.vacant_since, stored.made_by) == (deputies[1], date(2021, 5, 1), editor)
    assert (row.plan.due_on, row.plan.officer) == (date(2021, 7, 15), None)


def test_a_plan_does_not_stand_for_a_later_vacancy(client, editor, deputies, dien_bien):
    client.force_login(editor)
    plan(client)
    AssignmentFactory(
        commune=Commune.objects.get(code=VACANT), post=Post.CHIEF, starts_on=date(2021, 5, 10), ends_on=DAY
    )

    (row,) = vacancies_on(DAY, dien_bien)

    assert (row.since, row.plan) == (DAY, None)


@pytest.mark.parametrize(
    "changed", [{"due_on": "30/5/2021"}, {"due_on": "x"}, {"officer": "1"}, {"note": "x" * 301}]
)
def test_what_makes_no_plan_is_refused_by_name(client, editor, deputies, changed):
    client.force_login(editor)

    response = plan(client, **changed)

    assert response.status_code == 422
    assert next(iter(changed)) in response.context["form"].errors
    assert not ChiefPlan.objects.exists()


def test_a_filled_post_is_not_planned_for(client, editor, deputies):
    client.force_login(editor)
    AssignmentFactory(commune=Commune.objects.get(code=VACANT), post=Post.CHIEF, starts_on=DAY)

    assert plan(client).status_code == 422
    assert not ChiefPlan.objects.exists()


def test_who_may_read_and_who_may_plan(client, editor, ministry, deputies):
    client.force_login(ministry)
    page = client.get("/chief-posts/?as_of=2021-05-31")
    row = next(row for row in page.context["rows"] if row.code == "11")
    assert (row.vacant, row.never_filled, row.oldest) == (1, 0, date(2021, 5, 1))
    assert client.get("/chief-posts/11/?as_of=2021-05-31").status_code == 200
    assert plan(client).status_code == 403

    client.force_login(editor)
    assert client.get("/chief-posts/").url == "/chief-posts/11/"
    assert PLAN in client.get("/chief-posts/11/?as_of=2021-05-31").content.decode()
    assert client.get("/chief-posts/01/").status_code == 404

    editor.province = Province.objects.get(code="01")
    editor.save()
    assert plan(client).status_code == 404
    assert client.get("/chief-posts/11/").status_code == 404
