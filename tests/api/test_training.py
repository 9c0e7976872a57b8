"""Training over the API: the same verbs, scope and words as the pages."""

import pytest

from communes.models import Province
from deployment.models import Training
from tests.factories import OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
LAW = {"course": "law", "completed_on": "2021-03-01", "certificate_number": "15/CN"}


def test_training_is_recorded_read_corrected_and_removed(editor_calls):
    officer = OfficerFactory()

    made = editor_calls("post", f"/officers/{officer.pk}/train", LAW)
    assert (made.status_code, made.json()["course_name"]) == (201, "Bồi dưỡng pháp luật")
    path = f"/trainings/{made.json()['id']}"
    assert editor_calls("get", path).json() == made.json()
    mended = editor_calls("put", path, LAW | {"remark": "Khóa 3"}, **{"If-Match": made["ETag"]})
    assert mended.json()["remark"] == "Khóa 3"
    assert editor_calls("delete", path, **{"If-Match": made["ETag"]}).status_code == 412
    assert editor_calls("delete", path, **{"If-Match": mended["ETag"]}).status_code == 204
    assert not Training.objects.exists()


def test_the_list_is_narrowed_paged_and_of_ones_own_province(editor_calls):
    mine = [TrainingFactory(), TrainingFactory(course="law")]
    TrainingFactory(officer=OfficerFactory(province=Province.objects.get(code="01")))

    first = editor_calls("get", "/trainings?limit=1").json()
    second = editor_calls("get", f"/trainings?limit=1&cursor={first['next']}").json()
    assert [row["id"] for row in first["items"] + second["items"]] == [record.pk for record in mine]
    assert second["next"] is None
    assert len(editor_calls("get", "/trainings?course=law").json()["items"]) == 1
    number = mine[0].officer.service_number
    assert len(editor_calls("get", f"/trainings?service_number={number}").json()["items"]) == 1
    for wrong in ("course=cooking", "colour=red", "limit=0", "cursor=x", "service_number=1"):
        assert editor_calls("get", f"/trainings?{wrong}").status_code in (400, 422), wrong


def test_a_refusal_says_what_the_form_says(editor_calls):
    record = TrainingFactory()
    path = f"/officers/{record.officer_id}/train"
    twice = {"course": record.course, "completed_on": record.completed_on.isoformat()}

    told = editor_calls("post", path, twice).json()
    assert (told["status"], told["type"]) == (409, "urn:cong-an-xa:problem:trained-already")
    young = editor_calls("post", path, LAW | {"completed_on": "2001-03-13"}).json()
    assert "16 tuổi" in young["detail"]
    assert editor_calls("post", path, LAW | {"completed_on": "9999-12-31"}).status_code == 422
    assert editor_calls("post", path, LAW | {"course": "cooking"}).status_code == 422
    assert Training.objects.count() == 1


def test_who_only_reads_records_nothing(ministry_calls):
    record = TrainingFactory()

    assert ministry_calls("get", f"/trainings/{record.pk}").status_code == 200
    assert ministry_calls("post", f"/officers/{record.officer_id}/train", LAW).status_code == 403
