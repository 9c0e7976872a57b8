"""The API's document as a page of this site, which needs no other host and no script."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.api.foreseen import VERBS
from config.api import api
from config.api_intro import introduction
from config.api_kinds import KINDS as PROBLEMS
from config.manual import html_of, sections_of
from deployment.definitions import DEFINITIONS

REDIRECTED, BAD = 300, 400
KINDS = {
    "string": gettext_lazy("chuỗi"),
    "integer": gettext_lazy("số nguyên"),
    "number": gettext_lazy("số"),
    "boolean": gettext_lazy("đúng/sai"),
}


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    is_required: bool
    description: str


@dataclass(frozen=True)
class Endpoint:
    """One operation as a reader needs it: what goes in, which answers come out."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    fields: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """What an answer or a body holds."""

    name: str
    description: str
    fields: tuple[Parameter, ...]


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every operation of the OpenAPI document, grouped by its tag."""
    document = api.get_openapi_schema()
    told = {tag["name"]: tag["description"] for tag in document["tags"]}
    groups: dict[str, list[Endpoint]] = {}
    for path, operations in document["paths"].items():
        for method in VERBS:
            if method in operations:
                operation = operations[method]
                groups.setdefault(operation["tags"][0], []).append(
                    _endpoint(document, path, method, operation)
                )
    title, how_to = html_of(introduction())
    return render(
        request,
        "config/api_guide.html",
        {
            "title": title,
            "how_to": how_to,
            "sections": sections_of(introduction()),
            "groups": [(tag, told[tag], endpoints) for tag, endpoints in groups.items()],
            "definitions": DEFINITIONS.items(),
            "problems": _problems(),
            "shapes": list(_shapes(document)),
        },
    )


def _problems() -> list[tuple[str, int, str, str]]:
    """Give the index of problems: name, status, meaning, way out, in the order of the statuses."""
    ordered = sorted(PROBLEMS, key=lambda kind: (kind.status, kind.name))
    return [(kind.name, kind.status, _(kind.meaning), _(kind.way_out)) for kind in ordered]


def _endpoint(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Endpoint:
    return Endpoint(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(
            _parameter(document, p["name"], p["in"], p["schema"], p.get("required", False), p)
            for p in operation.get("parameters", ())
        ),
        fields=tuple(_fields(document, operation)),
        answers=tuple(_answers(operation)),
        refusals=tuple(_refusals(document, operation)),
    )


def _answers(operation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each good status with the shape of its answer, "" for a file or nothing."""
    for status, answer in operation["responses"].items():
        if int(status) < REDIRECTED:
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            yield str(status), _named(schema.get("items", schema))


def _shapes(document: dict[str, Any]) -> Iterator[Shape]:
    """Give what answers and bodies hold, by name; parameters stand with their operations."""
    for name, schema in sorted(document["components"]["schemas"].items()):
        if not name.endswith("Query") and name != "ProblemType":  # which has a table of its own
            yield Shape(name, schema.get("description", ""), tuple(_properties(document, schema, "")))


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _refusals(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[str]:
    """Say of each status under which kinds it is answered."""
    shared = document["components"]["responses"]
    for status, answer in operation["responses"].items():
        if int(status) >= BAD:
            found = shared.get(answer.get("$ref", "").rpartition("/")[2], answer)
            yield f"{status} {found['description']}"


def _fields(document: dict[str, Any], operation: dict[str, Any]) -> list[Parameter]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _properties(document, _resolved(document, content.get("schema", {})), "body")


def _properties(document: dict[str, Any], shape: dict[str, Any], place: str) -> list[Parameter]:
    needed = shape.get("required", ())
    return [
        _parameter(document, name, place, schema, name in needed, schema)
        for name, schema in shape.get("properties", {}).items()
    ]


def _parameter(
    document: dict[str, Any],
    name: str,
    place: str,
    schema: dict[str, Any],
    is_required: bool,
    told: dict[str, Any],
) -> Parameter:
    return Parameter(name, place, _kind(document, schema), is_required, told.get("description", ""))


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = _named(schema)
    return document["components"]["schemas"][name] if name else schema


def _kind(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """Say in a few words what a value is."""
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    one = (options or schema.get("allOf") or [schema])[0]
    found = _resolved(document, one)
    if found.get("type") == "array":
        return _("danh sách %(kind)s") % {"kind": _kind(document, found["items"])}
    if "properties" in found and _named(one):
        return _named(one)
    if "enum" in found:
        return " | ".join(map(str, found["enum"]))
    if found.get("format") == "date":
        return _("ngày YYYY-MM-DD")
    return str(KINDS.get(found.get("type", ""), found.get("type", "")))
