"""What a file would do to the communes under the rule, told before anything is written."""

from datetime import date

import pytest

from communes.models import Commune
from deployment.choices import Post
from deployment.models import Assignment, Dataset
from tests.deployment.files import csv_of, row
from tests.deployment.uploading import send, text
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


def test_the_effect_on_the_rule_is_told_and_nothing_is_written(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    AssignmentFactory.create_batch(4, commune=commune)
    AssignmentFactory.create_batch(1, commune=commune, post=Post.CHIEF, ends_on=date(2021, 3, 1))
    chief = row(position="Trưởng Công an", start_date="01/03/2021")

    shifts = send(entry, csv_of([chief])).context["preview"].shifts

    assert [(s.code, s.before, s.after, s.officers_before, s.officers_after) for s in shifts] == [
        ("03162", "below_minimum", "compliant", 4, 5)
    ]
    assert Assignment.objects.count() == 5


def test_a_commune_that_changes_in_number_alone_is_told_after_those_that_change_in_verdict(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    other_one = Commune.objects.get(code="03316")
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory.create_batch(4, commune=other_one)
    AssignmentFactory(commune=other_one, post=Post.CHIEF)
    leaves = Assignment.objects.filter(commune=other_one, post=Post.MEMBER).first()
    moved = row(
        service_number=leaves.officer.service_number,
        full_name=leaves.officer.full_name,
        date_of_birth=leaves.officer.date_of_birth.isoformat(),
        sex="",
        start_date="01/05/2021",
    )

    page = send(entry, csv_of([moved]))

    shifts = page.context["preview"].shifts
    assert [(s.code, s.officers_before, s.officers_after, s.changes, s.starts) for s in shifts] == [
        ("03316", 5, 4, True, False),
        ("03162", 3, 4, False, False),
    ]
    assert "0 xã bắt đầu đạt, 1 xã thôi đạt yêu cầu." in text(page)


def test_a_long_list_of_communes_is_cut_and_says_how_many_more(entry):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    communes = Commune.objects.filter(province__code="11", kind="xa").order_by("code")[:53]
    rows = [
        row(service_number=f"{number:06d}-000", commune_code=commune.code, commune_name="")
        for number, commune in enumerate(communes)
    ]

    assert "và 3 xã khác" in text(send(entry, csv_of(rows)))


def test_the_effect_of_what_begins_later_is_told_for_its_first_day(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    page = send(entry, csv_of([row(start_date="15/06/2021")]))

    preview = page.context["preview"]
    assert (preview.day, [shift.after for shift in preview.shifts]) == (date(2021, 6, 15), ["compliant"])
    assert "ngày 15/6/2021" in text(page)
    assert '/communes/03162/?as_of=2021-06-15"' in text(page)
