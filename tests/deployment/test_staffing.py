from datetime import date, timedelta

import pytest

from communes.models import Commune
from deployment.choices import Force, Post
from deployment.models import StaffingRule
from deployment.staffing import staffing_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def staffed(commune, day=DAY):
    return staffing_on(day, Commune.objects.filter(pk=commune.pk)).get()


def test_five_officers_and_a_chief_comply(commune):
    AssignmentFactory.create_batch(4, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    row = staffed(commune)

    assert (row.officers, row.has_chief, row.shortfall, row.status) == (5, True, 0, "compliant")


def test_five_officers_without_a_chief_do_not(commune):
    AssignmentFactory.create_batch(5, commune=commune)

    assert staffed(commune).status == "no_chief"


def test_four_officers_with_a_chief_lack_one(commune):
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    row = staffed(commune)

    assert (row.shortfall, row.status) == (1, "below_minimum")


def test_a_commune_without_officers_misses_the_whole_minimum(commune):
    row = staffed(commune)

    assert (row.officers, row.has_chief, row.shortfall, row.status) == (0, False, 5, "not_deployed")


@pytest.mark.parametrize(("day", "counted"), [(-1, 0), (0, 1), (9, 1), (10, 0)])
def test_the_first_day_counts_and_the_first_day_out_does_not(commune, day, counted):
    AssignmentFactory(commune=commune, starts_on=DAY, ends_on=DAY + timedelta(days=10))

    assert staffed(commune, DAY + timedelta(days=day)).officers == counted


def test_a_semi_professional_chief_holds_the_post_and_does_not_count(commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, officer=OfficerFactory(force=Force.SEMI_PROFESSIONAL))

    row = staffed(commune)

    assert (row.officers, row.has_chief) == (0, False)


def test_wards_are_out_of_scope():
    assert not staffing_on(DAY, Commune.objects.filter(kind="phuong")).exists()


def test_8880_communes_are_in_scope_until_their_last_day():
    last = date(2025, 6, 30)

    assert staffing_on(last, Commune.objects.all()).count() == 8880
    assert staffing_on(last + timedelta(days=1), Commune.objects.all()).count() == 0


def test_a_stricter_rule_for_a_class_holds_from_its_first_day(commune):
    Commune.objects.filter(pk=commune.pk).update(is_key=True)
    StaffingRule.objects.create(kind="xa", trait="is_key", minimum=8, starts_on=DAY, source="thử")

    assert [staffed(commune, DAY - timedelta(days=1)).minimum, staffed(commune).minimum] == [5, 8]


def test_a_rule_for_one_commune_stands_above_the_class(commune):
    StaffingRule.objects.create(kind="xa", commune=commune, minimum=3, chief_required=False, source="thử")
    AssignmentFactory.create_batch(3, commune=commune)

    row = staffed(commune)

    assert (row.minimum, row.status) == (3, "compliant")


def test_without_a_rule_nothing_is_in_scope():
    StaffingRule.objects.all().delete()

    assert staffing_on(DAY, Commune.objects.all()).count() == 0


def test_the_nation_is_evaluated_in_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(staffing_on(DAY, Commune.objects.all())) == 8880
