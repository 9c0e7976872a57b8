"""PUT: what GET gave goes back as it is; what is read-only changes nothing, and never silently."""

import pytest

from deployment.choices import Sex
from deployment.models import Assignment, Officer, Training
from tests.api.test_bad_calls import told
from tests.factories import AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
ROOMS = {"officers": Officer, "assignments": Assignment, "trainings": Training}


@pytest.fixture
def paths():
    """An address of each record that takes PUT."""
    posting, training = AssignmentFactory(), TrainingFactory()
    return {
        "officers": f"/officers/{posting.officer_id}",
        "assignments": f"/assignments/{posting.pk}",
        "trainings": f"/trainings/{training.pk}",
    }


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_was_read_is_sent_back_as_it_is_and_changes_nothing(editor_calls, paths, room, lang):
    language = {"Accept-Language": lang}
    read = editor_calls("get", paths[room], **language)
    before = list(ROOMS[room].objects.order_by("pk").values())

    answer = editor_calls("put", paths[room], read.json(), **{"If-Match": read["ETag"]}, **language)

    assert (answer.status_code, answer.json(), answer["ETag"]) == (200, read.json(), read["ETag"])
    assert list(ROOMS[room].objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("room", "change"),
    [
        ("officers", {"full_name": "Lò Văn Pâng"}),
        ("assignments", {"last_day": "2021-05-01"}),
        ("trainings", {"remark": "Loại giỏi"}),
    ],
)
def test_one_value_of_what_was_read_is_changed(editor_calls, paths, room, change):
    read = editor_calls("get", paths[room])

    answer = editor_calls("put", paths[room], read.json() | change, **{"If-Match": read["ETag"]})

    marks = {"etag": answer.json()["etag"]}
    assert (answer.status_code, answer.json()) == (200, read.json() | change | marks)
    assert marks["etag"] != read.json()["etag"]


@pytest.mark.parametrize(
    ("room", "change"),
    [
        ("officers", {"province_code": "01"}),
        ("officers", {"post": "chief", "starts_on": None}),
        ("assignments", {"officer_id": 1}),
        ("assignments", {"etag": "0123456789abcdef01234567"}),
        ("trainings", {"course_name": "Khác"}),
    ],
)
def test_a_read_only_field_that_differs_is_refused_by_name(editor_calls, paths, room, change):
    read = editor_calls("get", paths[room])

    answer = editor_calls("put", paths[room], read.json() | change, **{"If-Match": "*"})

    errors = told(answer, 422, "read-only-field")["errors"]
    assert sorted(each["field"] for each in errors) == sorted(f"/{name}" for name in change)


def test_what_changed_since_it_was_read_is_told_before_its_etag_in_the_body(editor_calls, paths):
    read = editor_calls("get", paths["assignments"])
    Assignment.objects.update(decision_number="99/QĐ")

    answer = editor_calls("put", paths["assignments"], read.json(), **{"If-Match": read["ETag"]})

    told(answer, 412, "changed-meanwhile")


def test_a_field_that_is_not_sent_takes_its_default(editor_calls):
    officer = OfficerFactory()
    body = {
        "service_number": officer.service_number, "full_name": officer.full_name,
        "date_of_birth": "1985-03-14", "sex": "female",
    }  # fmt: skip

    answer = editor_calls("put", f"/officers/{officer.pk}", body, **{"If-Match": "*"})

    assert (answer.json()["rank"], answer.json()["sex"]) == (None, Sex.FEMALE)


def test_an_officer_whose_sex_nobody_recorded_goes_back_too(editor_calls):
    path = f"/officers/{OfficerFactory(sex='').pk}"
    read = editor_calls("get", path)

    answer = editor_calls("put", path, read.json(), **{"If-Match": read["ETag"]})

    assert (answer.status_code, answer.json()["sex"]) == (200, None)


def test_an_officer_that_is_registered_is_not_told_what_is_read_only(editor_calls):
    body = editor_calls("get", f"/officers/{OfficerFactory().pk}").json() | {"service_number": "999999-001"}

    answer = editor_calls("post", "/officers", body)

    assert "/id" in [each["field"] for each in told(answer, 422, "unprocessable-entity")["errors"]]


@pytest.mark.parametrize("room", ["officers", "trainings"])
def test_what_was_read_in_one_language_is_sent_back_in_the_other(editor_calls, room, paths):
    Officer.objects.update(rank=7)
    for one, other in (("vi", "en"), ("en", "vi")):
        read = editor_calls("get", paths[room], **{"Accept-Language": one})
        headers = {"If-Match": read["ETag"], "Accept-Language": other}
        assert editor_calls("put", paths[room], read.json(), **headers).status_code == 200
