from datetime import date, timedelta

import pytest

from communes.models import Commune
from deployment.choices import Post
from reports.summary import Figures, summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


def fill(code, officers, *, chief=True):
    commune = Commune.objects.get(code=code)
    if chief:
        AssignmentFactory(commune=commune, post=Post.CHIEF)
    AssignmentFactory.create_batch(officers - chief, commune=commune)
    return commune


def province(summary, code):
    return next(row.figures for row in summary.provinces if row.province.code == code)


def test_figures_by_hand():
    fill("03162", 5)
    fill("03166", 7, chief=False)
    fill("03169", 2)

    assert province(summary_on(DAY), "11") == Figures(
        communes=120, communes_deployed=3, communes_organised=0, communes_at_minimum=2,
        communes_with_chief=2, communes_compliant=1, no_chief=1, below_minimum=1, not_deployed=117,
        officers=14, shortfall=3 + 117 * 5,
    )  # fmt: skip


def test_surplus_never_offsets_what_another_commune_lacks():
    before = summary_on(DAY).national.shortfall
    fill("03162", 12)

    assert summary_on(DAY).national.shortfall == before - 5


def test_the_two_milestones_are_told_apart():
    fill("03162", 5)
    Commune.objects.filter(code="03166").update(organised_on=DAY, organised_decision="1/QĐ-BCA")

    on, before = (province(summary_on(day), "11") for day in (DAY, DAY - timedelta(days=1)))

    assert (on.communes_deployed, on.communes_organised, before.communes_organised) == (1, 1, 0)


def test_subtotals_add_up():
    for code in ("03162", "00376", "32239"):
        fill(code, 6)
    summary = summary_on(DAY)

    for name in ("communes", "communes_deployed", "officers", "shortfall", "not_deployed"):
        whole = getattr(summary.national, name)
        assert sum(getattr(region.figures, name) for region in summary.regions) == whole
        assert sum(getattr(row.figures, name) for row in summary.provinces) == whole


def test_the_four_groups_make_the_whole():
    fill("03162", 5, chief=False)
    n = summary_on(DAY).national

    assert n.communes_compliant + n.no_chief + n.below_minimum + n.not_deployed == n.communes == 8880


def test_a_rate_is_rounded_as_the_quotient_is():
    rates = {(part, whole): Figures(communes=whole, communes_compliant=part).compliance_rate
             for whole in (32, 160, 404, 8880) for part in range(whole + 1)}  # fmt: skip

    assert (str(rates[1, 160]), str(rates[1, 32])) == ("0.0063", "0.0312")
    assert all(float(rate) == round(part / whole, 4) for (part, whole), rate in rates.items())


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2017, 12, 31)])
def test_before_the_programme_there_is_nobody(day):
    fill("03162", 5)

    summary = summary_on(day)
    assert (summary.national.communes, summary.national.officers, len(summary.provinces)) == (8880, 0, 63)


def test_after_the_last_day_there_is_no_commune_and_no_rate():
    fill("03162", 5)

    last, after = (summary_on(date(2025, 6, 30)), summary_on(date(2025, 7, 1)))

    assert (last.national.officers, after.national, len(after.provinces)) == (5, Figures(), 63)
    assert after.national.compliance_rate is None


def test_wards_are_in_no_figure():
    before = summary_on(DAY).national
    fill("00001", 5)

    assert summary_on(DAY).national == before


def test_the_cost_does_not_grow(django_assert_num_queries):
    with django_assert_num_queries(4):
        summary_on(DAY)
    fill("03162", 5)
    with django_assert_num_queries(4):
        summary_on(DAY)
