from datetime import date, timedelta

import pytest

from communes.models import Commune
from deployment.choices import Post
from deployment.figures import added_up
from deployment.models import StaffingRule
from deployment.series import figures_of_classes, figures_through, month_ends
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
DAYS = (date(2020, 2, 29), date(2021, 4, 30), DAY, date(2025, 6, 30), date(2025, 7, 1))


@pytest.fixture
def changing(commune):
    """Postings, a decision and a rule that make each of DAYS another picture."""
    in_hanoi = Commune.objects.get(code="00376")
    AssignmentFactory.create_batch(4, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF, starts_on=date(2021, 1, 1), ends_on=DAY)
    AssignmentFactory.create_batch(2, commune=in_hanoi, starts_on=DAY)
    Commune.objects.filter(pk=in_hanoi.pk).update(
        is_key=True, organised_on=DAY, organised_decision="1/QĐ-BCA"
    )
    StaffingRule.objects.create(kind="xa", trait="is_key", minimum=8, starts_on=DAY, source="thử")


@pytest.mark.usefixtures("changing")
def test_each_day_equals_the_summary_of_that_day():
    series = figures_through(DAYS)

    for day in DAYS[:-1]:
        summary = summary_on(day)
        assert series.national[day] == summary.national
        assert {pk: days[day] for pk, days in series.regions.items()} == {
            row.region.pk: row.figures for row in summary.regions
        }
        assert {pk: days[day] for pk, days in series.provinces.items()} == {
            row.province.pk: row.figures for row in summary.provinces
        }


@pytest.mark.usefixtures("changing")
def test_a_day_without_communes_in_scope_has_no_figures():
    series = figures_through(DAYS)

    assert series.days == DAYS
    assert DAYS[-1] not in series.national
    assert figures_through([]).national == {}


@pytest.mark.usefixtures("changing")
def test_the_whole_series_takes_one_question_beside_the_rules(django_assert_num_queries):
    with django_assert_num_queries(2):
        figures_through(month_ends(date(2018, 1, 1), DAY), Commune.objects.filter(province__code="11"))


@pytest.mark.usefixtures("changing")
def test_a_series_can_be_narrowed_to_a_province(dien_bien):
    series = figures_through([DAY], Commune.objects.filter(province=dien_bien))

    assert series.provinces.keys() == {dien_bien.pk}
    assert series.national == series.provinces[dien_bien.pk] == series.regions[dien_bien.region_id]
    assert (
        series.national[DAY].communes
        == Commune.objects.filter(province=dien_bien).exclude(kind="phuong").count()
    )


@pytest.mark.usefixtures("changing")
def test_classes_of_communes_come_to_the_figures_of_those_communes():
    by_class = figures_of_classes(DAYS[:3], Commune.objects.all(), by_rules_of=DAY)

    for communes, fits in (
        (Commune.objects.all(), lambda _traits: True),
        (Commune.objects.filter(is_key=True), lambda traits: "is_key" in traits),
        (Commune.objects.exclude(is_key=True), lambda traits: "is_key" not in traits),
    ):
        added = {
            province: {
                day: added_up(chosen)
                for day, classes in days.items()
                if (chosen := [figures for traits, figures in classes.items() if fits(traits)])
            }
            for province, days in by_class.items()
        }
        slow = figures_through(DAYS[:3], communes, by_rules_of=DAY).provinces
        assert {province: days for province, days in added.items() if days} == slow


def test_month_ends_close_with_the_day_itself():
    days = month_ends(date(2021, 1, 15), date(2021, 4, 20))

    assert days == (date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 20))
    assert month_ends(DAY + timedelta(days=1), DAY) == ()


def test_a_rule_knows_its_own_days_as_the_database_does():
    rule = StaffingRule.objects.create(
        kind="phuong", minimum=1, starts_on=DAY, ends_on=DAY + timedelta(days=2), source="thử"
    )

    for ahead in range(-1, 4):
        day = DAY + timedelta(days=ahead)
        assert rule.is_in_force(day) == StaffingRule.objects.in_force(day).filter(pk=rule.pk).exists()
