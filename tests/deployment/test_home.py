from datetime import date

import pytest

from deployment.choices import Force, Post
from deployment.todo import ToDo
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def todo(dien_bien, editor):
    return lambda: ToDo.on(DAY, dien_bien, editor)


def of(todo, commune):
    return next(row for row in todo.lacking if row.commune == commune)


def test_every_commune_below_the_rule_is_listed_with_its_lack(todo, commune):
    AssignmentFactory.create_batch(3, commune=commune)

    rows = todo()

    assert len(rows.lacking) == 120
    assert of(rows, commune).lack == "Thiếu 2 cán bộ, khuyết Trưởng Công an"
    assert of(rows, commune).action_url == "/assignments/new/?commune=03162&post=chief"


def test_a_vacant_post_of_chief_shows_its_age_in_days(todo, commune):
    AssignmentFactory.create_batch(5, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=date(2021, 5, 12))

    row = of(todo(), commune)

    assert (row.vacancy, row.action) == ("20 ngày, từ 12/5/2021", "Bổ nhiệm")


def test_where_a_semi_professional_is_chief_the_action_is_one_that_is_not_refused(todo, commune):
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL, full_name="Lò Văn Bán")
    chief = AssignmentFactory(commune=commune, officer=semi, post=Post.CHIEF)
    AssignmentFactory.create_batch(4, commune=commune)

    row = of(todo(), commune)
    assert (row.action, row.action_url) == ("Bố trí", "/assignments/new/?commune=03162&post=member")
    assert row.vacancy == "Lò Văn Bán (bán chuyên trách) đang giữ"

    AssignmentFactory(commune=commune)
    row = of(todo(), commune)
    assert (row.action, row.action_url) == ("Kết thúc", f"/assignments/{chief.pk}/end/")


def test_who_holds_no_post_and_awaits_none_is_listed(todo, dien_bien):
    idle, _serving, retired = OfficerFactory(), AssignmentFactory(), OfficerFactory()
    AssignmentFactory(officer=retired, ends_on=date(2021, 1, 1))
    AssignmentFactory(starts_on=date(2021, 7, 1))

    assert set(todo().unposted) == {idle, retired}


def test_who_left_a_post_and_begins_another_later_is_not_listed(todo, commune):
    moved = OfficerFactory()
    AssignmentFactory(officer=moved, commune=commune, ends_on=date(2021, 5, 1))
    AssignmentFactory(officer=moved, commune=commune, starts_on=date(2021, 6, 3), ends_on=date(2021, 9, 1))

    assert (todo().unposted, todo().unposted_count) == ((), 0)


def test_a_commune_that_will_fall_below_is_foreseen(todo, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory(commune=commune, ends_on=date(2021, 7, 1))

    assert [row.text for row in todo().upcoming] == ["Thiếu 1 cán bộ từ 1/7/2021"]


def test_the_page_costs_the_same_however_much_there_is(
    client, editor, commune, django_assert_max_num_queries
):
    client.force_login(editor)
    for _ in range(2):
        with django_assert_max_num_queries(28):
            assert client.get("/?as_of=31/5/2021").status_code == 200
        AssignmentFactory.create_batch(4, commune=commune, ends_on=date(2021, 7, 1))
