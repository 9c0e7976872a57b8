"""What a stranger with the OpenAPI document alone has to know: it is there, and it is so."""

from dataclasses import fields
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve, reverse
from django.utils.html import escape
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from communes.vietnamese import normalise
from config.api import api
from config.api_examples import EXAMPLES, NAME, NUMBER
from config.api_fields import FIELDS, OF_SHAPE
from config.api_kinds import KINDS
from config.api_words import OPERATIONS, SHAPES
from deployment.commune_row import CommuneRow
from tests.english import VIETNAMESE
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period

pytestmark = pytest.mark.django_db
HOME = "urn:document"
JSON = "application/json"


@pytest.fixture(scope="module")
def document():
    with override("vi"):  # a fixture of a module may follow a test that left another language behind
        return api.get_openapi_schema()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def fits(document, name, value):
    resource = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **document})
    registry = Registry().with_resource(HOME, resource)
    shape = {"$ref": f"{HOME}#/components/schemas/{name}"}
    return list(
        Draft202012Validator(shape, registry=registry, format_checker=FormatChecker()).iter_errors(value)
    )


def shape_of(content):
    return content.get(JSON, {}).get("schema", {}).get("$ref", "").rpartition("/")[2]


def test_the_server_and_a_path_lead_to_the_call(document):
    (server,) = document["servers"]

    for path in document["paths"]:
        address = urljoin("https://host.example/api/v1/openapi.json", server["url"].rstrip("/") + path)
        filled = urlsplit(address).path.replace("{pk}", "1").replace("{code}", "11").replace("{number}", "1")
        filled = filled.replace("/works/1", "/works/00000000-0000-4000-8000-000000000001")
        assert resolve(filled).namespace == "api", path


def test_the_document_in_its_served_form_names_every_operation_once(ministry_calls):
    served = ministry_calls("get", "/openapi.json").json()
    names = [operation["operationId"] for _address, operation in operations(served)]

    assert served["openapi"].startswith("3.1")
    assert (len(names), all(name.isidentifier() for name in names)) == (len(set(names)), True)


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
    for _address, operation in operations(document):
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


@pytest.mark.parametrize("status", ["201", "202"])
def test_what_is_made_says_in_location_where_it_is(document, status):
    made = [operation for _a, operation in operations(document) if status in map(str, operation["responses"])]

    assert len(made) >= 2
    for operation in made:
        answer = {str(code): told for code, told in operation["responses"].items()}[status]
        assert answer["headers"]["Location"]["description"]


def test_every_write_says_what_its_key_and_mark_do(document):
    for address, operation in operations(document):
        headers = {each["name"]: each for each in operation.get("parameters", ()) if each["in"] == "header"}
        answers = set(map(str, operation["responses"]))
        if not address.startswith("get"):
            assert "24 giờ" in headers["Idempotency-Key"]["description"], address
        if "If-Match" in headers:
            assert "428" in headers["If-Match"]["description"]
            assert {"412", "428"} <= answers, address


def test_every_parameter_and_filter_is_described(document):
    lacking = [
        (address, each["name"])
        for address, operation in operations(document)
        for each in operation.get("parameters", ())
        if not (each.get("description") or each["schema"].get("description"))
    ]

    assert lacking == []


def test_every_operation_shape_and_field_is_described(document):
    shapes = document["components"]["schemas"]

    def is_told(described):
        options = [
            described,
            *described.get("anyOf", ()),
            *described.get("allOf", ()),
            described.get("items", {}),
        ]
        named = [each["$ref"].rpartition("/")[2] for each in options if "$ref" in each]
        return bool(described.get("description")) or any(shapes[name].get("description") for name in named)

    lacking = [address for address, operation in operations(document) if not operation.get("description")]
    for name, shape in shapes.items():
        if not name.endswith("Query"):  # parameters, which another test looks at
            lacking += [name] * (not shape.get("description"))
            fields = shape.get("properties", {}).items()
            lacking += [f"{name}.{field}" for field, described in fields if not is_told(described)]

    assert lacking == []


def test_what_is_said_of_a_field_is_said_of_one_that_there_is(document):
    shapes = document["components"]["schemas"]
    there = {f"{name}.{field}" for name, shape in shapes.items() for field in shape.get("properties", {})}

    assert OF_SHAPE.keys() - there == set()
    assert FIELDS.keys() - {each.partition(".")[2] for each in there} == set()


def test_a_value_of_few_is_told_as_one_of_them(document):
    shapes = document["components"]["schemas"]
    told = {
        (name, field): repr(shapes[name]["properties"][field])
        for name, field in [
            ("UnitOut", "kind"), ("StaffedOut", "kind"), ("StaffedOut", "chief"), ("RuleRowOut", "kind"),
            ("PostingOut", "commune_kind"), ("SealedRowOut", "kind"),
        ]
    }  # fmt: skip

    assert [where for where, how in told.items() if not ("Kind" in how or "enum" in how)] == []


def test_the_columns_of_the_canonical_csv_are_told(document):
    told = document["paths"]["/api/v1/reports/{pk}/communes.csv"]["get"]["description"]

    assert ", ".join(field.name for field in fields(CommuneRow)) in told


def test_a_province_is_named_by_two_digits(document):
    told = [
        each["description"]
        for _address, operation in operations(document)
        for each in operation.get("parameters", ())
        if each["name"] == "province"
    ]

    assert len(told) >= 7
    assert all("2 chữ số" in words and "/provinces" in words for words in told)


def test_the_words_of_a_value_are_told(document):
    shapes = document["components"]["schemas"]

    assert "chief: Trưởng Công an" in shapes["Post"]["description"]
    assert "7: Đại úy" in shapes["OfficerIn"]["properties"]["rank"]["description"]
    assert "null" in shapes["OfficerPage"]["properties"]["next"]["description"]


def in_words(part, place=""):
    """Give the place and text of all that people read of the document, examples of data aside."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("title", "summary", "description") and isinstance(value, str):
                yield f"{place}/{name}", value
            elif name != "examples":
                yield from in_words(value, f"{place}/{name}")
    elif isinstance(part, list):
        for number, each in enumerate(part):
            yield from in_words(each, f"{place}/{number}")


@pytest.mark.parametrize(("language", "other"), [("vi", "en"), ("en", "vi")])
def test_all_that_people_read_is_in_the_language_asked_for(ministry_calls, language, other):
    told, elsewhere = (
        dict(in_words(ministry_calls("get", "/openapi.json", **{"Accept-Language": each}).json()))
        for each in (language, other)
    )
    is_vietnamese = {place: bool(VIETNAMESE.search(text)) for place, text in told.items()}

    assert told.keys() == elsewhere.keys()
    assert [place for place in told if told[place] == elsewhere[place]] == []
    assert [place for place in told if is_vietnamese[place] != (language == "vi")] == []


def test_words_are_kept_of_what_is_in_the_document_alone(document):
    names = {operation["operationId"] for _address, operation in operations(document)}

    assert OPERATIONS.keys() - names == set()
    assert SHAPES.keys() - document["components"]["schemas"].keys() == set()


def test_the_guide_tells_of_each_operation_what_the_document_does(client, ministry, document):
    client.force_login(ministry)
    page = client.get(reverse("api-guide")).content.decode()
    told = {
        escape(operation["description"])
        for _a, operation in operations(document)
        if "description" in operation
    }

    assert len(told) > 30
    assert [words for words in told if words not in page] == []
    for name in ("OfficerOut", "DraftOut", "Problem"):  # an answer's shape is a step away
        assert f'id="shape-{name}"' in page
    assert 'href="#shape-OfficerPage"' in page
    assert all(f"<code>{kind.name}</code></th><td>{kind.status}</td>" in page for kind in KINDS)


def test_the_bounds_of_a_number_are_told_in_the_words_of_json_schema(document):
    def schemas(part):
        if isinstance(part, dict):
            yield part
        for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from schemas(each)

    assert [each for each in schemas(document) if {"ge", "le", "gt", "lt"} & each.keys()] == []
    (short_by,) = [
        each["schema"]
        for address, operation in operations(document)
        for each in operation.get("parameters", ())
        if (address, each["name"]) == ("get /api/v1/staffing", "short_by")
    ]
    assert {"minimum": 0, "maximum": 999}.items() <= short_by["anyOf"][0].items()
