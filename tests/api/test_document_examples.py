"""The examples of the OpenAPI document fit its shapes, are taken, and are of nobody."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from communes.vietnamese import normalise
from config.api_examples import EXAMPLES, NAME, NUMBER
from tests.api.told import operations_of
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period

pytestmark = pytest.mark.django_db
HOME = "urn:document"
JSON = "application/json"


def fits(document, name, value):
    resource = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **document})
    registry = Registry().with_resource(HOME, resource)
    shape = {"$ref": f"{HOME}#/components/schemas/{name}"}
    return list(
        Draft202012Validator(shape, registry=registry, format_checker=FormatChecker()).iter_errors(value)
    )


def shape_of(content):
    return content.get(JSON, {}).get("schema", {}).get("$ref", "").rpartition("/")[2]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_fits_its_shape(document, name):
    assert document["components"]["schemas"][name]["examples"] == [EXAMPLES[name]]
    assert fits(document, name, EXAMPLES[name]) == []


def test_a_value_that_does_not_fit_is_seen(document):
    assert fits(document, "OfficerIn", EXAMPLES["OfficerIn"] | {"date_of_birth": "2/9/1990"})
    assert fits(document, "OfficerPage", EXAMPLES["OfficerPage"] | {"items": [{}]})


def test_problems_have_the_members_that_are_told(document, approver_calls, ministry):
    period = a_period(ministry)
    path = f"/periods/{period.pk}/reports/11/send"
    refused = [
        approver_calls("post", path, **{"If-Match": "*"}),
        approver_calls("post", path, **{"If-Match": '"x"'}),
        approver_calls("get", "/officers?colour=red"),
    ]
    told = document["components"]["schemas"]["Problem"]["properties"]
    kinds = document["components"]["schemas"]["ProblemType"]

    for answer in refused:
        assert answer.json().keys() <= told.keys()
        assert answer.json()["type"] in kinds["enum"]
        assert f"`{answer.json()['type'].rpartition(':')[2]}`" in kinds["description"]
        assert fits(document, "Problem", answer.json()) == []


def test_every_body_and_answer_in_json_has_an_example(document):
    shapes = set()
    for _address, operation in operations_of(document):
        shapes.add(shape_of(operation.get("requestBody", {}).get("content", {})))
        for status, answer in operation["responses"].items():
            if int(status) < 300:
                shapes.add(shape_of(answer.get("content", {})))

    assert shapes - {""} - EXAMPLES.keys() == set()


def test_examples_are_of_nobody():
    texts = repr(list(EXAMPLES.values()))

    assert "Thí Dụ" in NAME
    assert NUMBER == "999999-001"
    assert normalise(NAME) == NAME
    assert "thi-du" in texts


def test_the_examples_of_bodies_are_taken(editor_calls, ministry_calls):
    officer = editor_calls("post", "/officers", EXAMPLES["OfficerIn"])
    own = f"/officers/{officer.json()['id']}"
    posting = editor_calls("post", f"{own}/appoint", EXAMPLES["AppointIn"])
    mark = {"If-Match": posting.json()["etag"]}
    moved = editor_calls(
        "post", f"/assignments/{posting.json()['id']}/transfer", EXAMPLES["TransferIn"], **mark
    )
    trained = editor_calls("post", f"{own}/train", EXAMPLES["TrainingIn"])
    sealed = ministry_calls("post", "/reports", EXAMPLES["FreezeIn"])

    assert [each.status_code for each in (officer, posting, moved, trained, sealed)] == [201] * 5
    again = AssignmentFactory()
    ended = editor_calls("post", f"/assignments/{again.pk}/end", EXAMPLES["EndIn"], **{"If-Match": "*"})
    assert ended.status_code == 200
