"""One form for every value: what the document does not say is refused, never guessed."""

import pytest

from deployment.models import Officer
from tests.api.test_writing import OFFICER
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
DAYS = ["31/5/2021", "1622419200", "2021-05-31T00:00:00", "2021-5-31", "2021-02-30", "٢٠٢١-٠٥-٣١", "20210531"]
WHOLE = ["1_0", "10.0", " 10", "+10", "1e1", "٣", "0x1"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/officers", "as_of"),
        ("/communes", "as_of"),
        ("/summary", "as_of"),
        ("/assignments", "started_from"),
        ("/assignments", "started_to"),
    ],
)
def test_a_day_of_an_address_is_iso_alone(ministry_calls, path, field, day):
    answer = ministry_calls("get", f"{path}?{field}={day}")

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (400, [field])
    assert answer.json()["errors"][0]["message"] == "Phải là ngày dạng YYYY-MM-DD."


@pytest.mark.parametrize("number", WHOLE)
@pytest.mark.parametrize(
    ("path", "field"), [("/officers", "limit"), ("/staffing", "short_by"), ("/documents", "report")]
)
def test_a_number_of_an_address_is_digits_alone(ministry_calls, path, field, number):
    answer = ministry_calls("get", path + "?" + f"{field}={number}".replace("+", "%2B").replace(" ", "%20"))

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (400, [field])


def test_days_and_numbers_narrow(ministry_calls):
    AssignmentFactory.create_batch(2)

    def found(query):
        answer = ministry_calls("get", query)
        assert answer.status_code == 200, answer.json()["errors"]
        return len(answer.json()["items"])

    assert found("/assignments?started_from=2020-01-01&started_to=2020-01-01") == 2
    assert found("/assignments?started_from=2020-01-02") == 0
    assert found("/staffing?as_of=2021-05-31&province=11&short_by=3&limit=1000") == 120
    assert found("/staffing?as_of=2021-05-31&province=11&short_by=4&limit=1000") == 119


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"date_of_birth": 0}, "/date_of_birth"),
        ({"date_of_birth": "1990-09-02T00:00:00"}, "/date_of_birth"),
        ({"date_of_birth": "9/2/1990"}, "/date_of_birth"),
        ({"rank": "7"}, "/rank"),
        ({"rank": 7.0}, "/rank"),
        ({"rank": True}, "/rank"),
    ],
)
def test_a_value_of_a_body_is_of_its_type(editor_calls, change, field):
    answer = editor_calls("post", "/officers", OFFICER | change)

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])
    assert not Officer.objects.exists()


def test_yes_is_not_true(ministry_calls):
    body = {"as_of": "2021-05-31", "title": "Sơ kết", "allow_incomplete": "yes"}

    answer = ministry_calls("post", "/reports", body)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"in": "body", "field": "/allow_incomplete", "message": "Phải là true hoặc false."}
    ]


@pytest.mark.parametrize("other", ["/staffing", "/communes", "/provinces", "/assignments", "/periods"])
def test_a_cursor_belongs_to_its_list(ministry_calls, other):
    OfficerFactory.create_batch(2)
    cursors = [
        ministry_calls("get", f"{path}?limit=1").json()["next"] for path in ("/officers", "/districts")
    ]

    for cursor in cursors:
        answer = ministry_calls("get", f"{other}?cursor={cursor}")
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:cong-an-xa:problem:unknown-cursor")
