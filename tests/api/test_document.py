"""What a stranger with the OpenAPI document alone has to know to call: it is there, and it is so."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from tests.api.told import operations_of

pytestmark = pytest.mark.django_db


def test_the_server_and_a_path_lead_to_the_call(document):
    (server,) = document["servers"]

    for path in document["paths"]:
        address = urljoin("https://host.example/api/v1/openapi.json", server["url"].rstrip("/") + path)
        filled = urlsplit(address).path.replace("{pk}", "1").replace("{code}", "11").replace("{number}", "1")
        filled = filled.replace("/works/1", "/works/00000000-0000-4000-8000-000000000001")
        assert resolve(filled).namespace == "api", path


def test_the_document_in_its_served_form_names_every_operation_once(ministry_calls):
    served = ministry_calls("get", "/openapi.json").json()
    names = [operation["operationId"] for _address, operation in operations_of(served)]

    assert served["openapi"].startswith("3.1")
    assert (len(names), all(name.isidentifier() for name in names)) == (len(set(names)), True)


@pytest.mark.parametrize("status", ["201", "202"])
def test_what_is_made_says_in_location_where_it_is(document, status):
    made = [
        operation for _a, operation in operations_of(document) if status in map(str, operation["responses"])
    ]

    assert len(made) >= 2
    for operation in made:
        answer = {str(code): told for code, told in operation["responses"].items()}[status]
        assert answer["headers"]["Location"]["description"]


def test_every_write_says_what_its_key_and_mark_do(document):
    for address, operation in operations_of(document):
        headers = {each["name"]: each for each in operation.get("parameters", ()) if each["in"] == "header"}
        answers = set(map(str, operation["responses"]))
        if not address.startswith("get"):
            assert "24 giờ" in headers["Idempotency-Key"]["description"], address
        if "If-Match" in headers:
            assert "428" in headers["If-Match"]["description"]
            assert {"412", "428"} <= answers, address


def test_the_bounds_of_a_number_are_told_in_the_words_of_json_schema(document):
    def schemas(part):
        if isinstance(part, dict):
            yield part
        for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from schemas(each)

    assert [each for each in schemas(document) if {"ge", "le", "gt", "lt"} & each.keys()] == []
    (short_by,) = [
        each["schema"]
        for address, operation in operations_of(document)
        for each in operation.get("parameters", ())
        if (address, each["name"]) == ("get /api/v1/staffing", "short_by")
    ]
    assert {"minimum": 0, "maximum": 999}.items() <= short_by["anyOf"][0].items()
