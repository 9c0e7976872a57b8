"""What the OpenAPI document says in words: of everything, of nothing else, in either language."""

from dataclasses import fields

import pytest
from django.urls import reverse
from django.utils.html import escape

from config.api_fields import FIELDS, OF_SHAPE
from config.api_kinds import KINDS
from config.api_words import OPERATIONS, SHAPES
from deployment.commune_row import CommuneRow
from tests.api.told import operations_of
from tests.english import VIETNAMESE

pytestmark = pytest.mark.django_db


def test_every_parameter_and_filter_is_described(document):
    lacking = [
        (address, each["name"])
        for address, operation in operations_of(document)
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

    lacking = [address for address, operation in operations_of(document) if not operation.get("description")]
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


def test_words_are_kept_of_what_is_in_the_document_alone(document):
    names = {operation["operationId"] for _address, operation in operations_of(document)}

    assert OPERATIONS.keys() - names == set()
    assert SHAPES.keys() - document["components"]["schemas"].keys() == set()


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


def test_the_words_of_a_value_are_told(document):
    shapes = document["components"]["schemas"]

    assert "chief: Trưởng Công an" in shapes["Post"]["description"]
    assert "7: Đại úy" in shapes["OfficerIn"]["properties"]["rank"]["description"]
    assert "null" in shapes["OfficerPage"]["properties"]["next"]["description"]


def test_a_province_is_named_by_two_digits(document):
    told = [
        each["description"]
        for _address, operation in operations_of(document)
        for each in operation.get("parameters", ())
        if each["name"] == "province"
    ]

    assert len(told) >= 7
    assert all("2 chữ số" in words and "/provinces" in words for words in told)


def test_the_columns_of_the_canonical_csv_are_told(document):
    told = document["paths"]["/api/v1/reports/{pk}/communes.csv"]["get"]["description"]

    assert ", ".join(field.name for field in fields(CommuneRow)) in told


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


def test_the_guide_tells_of_each_operation_what_the_document_does(client, ministry, document):
    client.force_login(ministry)
    page = client.get(reverse("api-guide")).content.decode()
    told = {
        escape(operation["description"])
        for _a, operation in operations_of(document)
        if "description" in operation
    }

    assert len(told) > 30
    assert [words for words in told if words not in page] == []
    for name in ("OfficerOut", "DraftOut", "Problem"):  # an answer's shape is a step away
        assert f'id="shape-{name}"' in page
    assert 'href="#shape-OfficerPage"' in page
    assert all(f"<code>{kind.name}</code></th><td>{kind.status}</td>" in page for kind in KINDS)
