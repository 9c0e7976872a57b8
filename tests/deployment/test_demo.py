from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from accounts.models import User
from deployment.choices import Course
from deployment.demo.load import DemoRefused, load_demo
from deployment.demo.shape import shape
from deployment.models import Assignment, Dataset, Officer, Training
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
ROWS = """
SELECT md5(string_agg(concat_ws('|', o.service_number, o.full_name, o.rank, o.date_of_birth, c.code, a.post,
                                a.starts_on, a.ends_on, a.decision_number), E'\\n'
                      ORDER BY o.service_number, a.starts_on))
  FROM deployment_assignment a JOIN deployment_officer o ON o.id = a.officer_id
  JOIN communes_commune c ON c.id = a.commune_id
"""


TRAININGS = """
SELECT md5(string_agg(concat_ws('|', o.service_number, t.course, t.completed_on, t.certificate_number), E'\\n'
                      ORDER BY o.service_number, t.course))
  FROM deployment_training t JOIN deployment_officer o ON o.id = t.officer_id
"""


def digest():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({ROWS}), ({TRAININGS})")
        return cursor.fetchone()


@pytest.fixture
def loaded(as_owner):
    load_demo(as_of=DAY, seed=1, scale=1)


def test_the_dataset_is_the_one_of_the_conference(loaded):
    summary = summary_on(DAY)
    n = summary.national

    assert (summary.provinces_deployed, n.communes_deployed) == (63, 7800)
    assert 43_000 <= n.officers <= 43_999
    assert 150 <= n.deployed_without_chief <= 320
    assert sum(row.figures.communes_compliant == row.figures.communes for row in summary.provinces) >= 8
    assert sum(row.figures.compliance_rate < 0.5 for row in summary.provinces) >= 5
    assert 0 < n.communes_organised < n.communes_deployed
    assert Officer.objects.filter(is_synthetic=False).count() == 0

    ramp = [
        summary_on(date(*day)).national.officers for day in ((2018, 9, 30), (2019, 12, 31), (2020, 12, 31))
    ]
    assert ramp[0] == 0 < ramp[1] < ramp[2] < n.officers
    soon = Assignment.objects.filter(
        ends_on__gt=DAY + timedelta(days=1), ends_on__lte=DAY + timedelta(days=91)
    )
    assert soon.count() > 100
    eighteen = F("officer__date_of_birth") + timedelta(days=18 * 365 + 4)
    assert not Assignment.objects.filter(starts_on__lt=eighteen).exists()
    trained = Training.objects.values("officer").distinct().count()
    assert 0.15 < trained / Officer.objects.filter(force="regular").count() < 0.5
    assert set(Training.objects.values_list("course", flat=True)) == set(Course)
    before = digest()
    assert load_demo(as_of=DAY, seed=1, scale=1) is False
    assert digest() == before
    with pytest.raises(DemoRefused):
        load_demo(as_of=DAY, seed=2, scale=1)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_rows(loaded):
    first = digest()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in (
            "deployment_training",
            "deployment_assignment",
            "deployment_officer",
            "deployment_dataset",
        ):
            cursor.execute(f"DELETE FROM {table}")

    load_demo(as_of=DAY, seed=1, scale=1)

    assert digest() == first


def test_the_shape_hangs_on_the_seed_alone():
    places = {f"{p:02}": [f"{p:02}{c:03}" for c in range(141)] for p in range(63)}

    assert shape(places, 1) == shape(places, 1) != shape(places, 2)


def test_where_real_officers_are_nothing_is_loaded():
    AssignmentFactory()

    with pytest.raises(CommandError, match="cán bộ thật"):
        call_command("load_demo")

    assert (Dataset.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "words", [("--as-of", "2018-01-01"), ("--as-of", "x"), ("--scale", "0"), ("--as-of", "2025-06-01")]
)
def test_what_makes_no_sense_is_refused(words):
    with pytest.raises(CommandError):
        call_command("load_demo", *words)
