from datetime import date, timedelta

import pytest

from communes.models import Commune
from deployment.axis import RIGHT, Axis, fitting
from deployment.choices import Force, Post
from deployment.commune_record import CommuneRecord
from deployment.headcount import officers_through
from deployment.models import Assignment, StaffingRule
from deployment.staffing import staffing_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory


def drawn(commune, user, day=DAY):
    return CommuneRecord.on(day, Commune.objects.get(pk=commune.pk), user).timeline


@pytest.mark.parametrize(
    ("first_day", "last_day", "ticks"),
    [
        (date(2018, 10, 1), DAY, ["7/2018", "1/2019", "7/2019", "1/2020", "7/2020", ""]),
        (date(2015, 3, 1), DAY, ["2015", "2016", "2017", "2018", "2019", "2020", ""]),
        (DAY, DAY, ["5/2021"]),
        (date.min, date.max, ["", "1000", "2000", "3000", "4000", "5000", "6000", "7000", "8000", ""]),
    ],
)
def test_the_marks_are_round_and_keep_clear_of_the_last_day(first_day, last_day, ticks):
    assert [tick.text for tick in Axis.spanning(first_day, last_day).ticks()] == ticks


def test_the_axis_ends_after_its_last_day():
    axis = Axis.spanning(DAY - timedelta(days=30), DAY)

    assert axis.x(DAY.toordinal() + 1) == RIGHT
    assert axis.x(DAY.toordinal()) < RIGHT


@pytest.mark.parametrize(
    ("width", "words"), [(150, "Nguyễn Đức Long"), (90, "N. Đ. Long"), (50, "Long"), (20, "")]
)
def test_a_name_is_shortened_to_its_bar(width, words):
    assert fitting("Nguyễn Đức Long", width) == words


@pytest.mark.django_db
def test_the_steps_end_at_what_the_rule_counts(commune, ministry):
    for offset in range(4):
        AssignmentFactory(commune=commune, starts_on=date(2020, 1 + offset, 1))
    AssignmentFactory(commune=commune, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    AssignmentFactory(commune=commune, officer=OfficerFactory(force=Force.SEMI_PROFESSIONAL))

    steps = officers_through(list(Assignment.objects.filter(commune=commune)))

    for step in steps[:-1]:  # the last one closes the open postings, after the end of time
        day = date.fromordinal(step.start)
        assert staffing_on(day, Commune.objects.filter(pk=commune.pk)).get().officers == step.count
    assert drawn(commune, ministry).headcount.final.text == "4"


@pytest.mark.django_db
def test_a_vacancy_is_dashed_and_says_since_when(commune, ministry):
    AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=date(2021, 5, 12))

    timeline = drawn(commune, ministry)

    gaps = [bar.title for bar in timeline.bars if bar.css == "gap"]
    assert gaps == ["Khuyết Trưởng Công an từ 12/5/2021"]
    assert timeline.final_gap_y is not None


@pytest.mark.django_db
def test_a_gap_between_two_chiefs_is_drawn_and_the_end_is_not(commune, ministry):
    AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=date(2020, 6, 1))
    AssignmentFactory(commune=commune, post=Post.CHIEF, starts_on=date(2020, 9, 1))

    timeline = drawn(commune, ministry)

    assert [bar.css for bar in timeline.bars] == ["b-chief", "gap", "b-chief"]
    assert timeline.final_gap_y is None


@pytest.mark.django_db
def test_more_than_the_lanes_hold_is_told(commune, ministry):
    AssignmentFactory.create_batch(14, commune=commune)

    timeline = drawn(commune, ministry)

    assert timeline.not_drawn == 4
    assert sum(bar.css == "b-member" for bar in timeline.bars) == 10


@pytest.mark.django_db
def test_one_after_the_other_share_a_lane(commune, ministry):
    AssignmentFactory(commune=commune, ends_on=date(2020, 6, 1))
    AssignmentFactory(commune=commune, starts_on=date(2020, 6, 1))

    ys = {bar.y for bar in drawn(commune, ministry).bars if bar.css == "b-member"}

    assert len(ys) == 1


@pytest.mark.django_db
def test_the_minimum_steps_where_the_rule_changed(commune, ministry):
    StaffingRule.objects.filter(kind="xa").update(ends_on=date(2021, 1, 1))
    StaffingRule.objects.create(kind="xa", minimum=8, starts_on=date(2021, 1, 1), source="thử")
    AssignmentFactory(commune=commune)

    levels = drawn(commune, ministry).headcount.levels

    assert [level.label.text for level in levels] == ["tối thiểu 5", "tối thiểu 8"]


@pytest.mark.django_db
def test_before_the_first_posting_there_is_nothing_to_draw(commune, ministry):
    AssignmentFactory(commune=commune, starts_on=DAY)

    assert drawn(commune, ministry, DAY - timedelta(days=1)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date.max, date(2025, 7, 1)])
def test_a_commune_that_is_no_more_is_drawn_to_its_last_day(commune, ministry, day):
    AssignmentFactory(commune=commune)

    assert drawn(commune, ministry, day).last_day == date(2025, 6, 30)
