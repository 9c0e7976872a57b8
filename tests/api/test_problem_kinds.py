"""The index of refusals is that of the code: what can be raised stands there, what stands there is raised."""

import ast
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from accounts.api.kinds import Kind
from accounts.api.problems import TITLES
from config.api import api
from config.api_kinds import KINDS, RAISED
from deployment.api.kinds import OF_REFUSAL as OF_POSTINGS
from deployment.errors import PostingRefused
from reports.api.kinds import OF_REFUSAL as OF_REPORTS
from reports.errors import ReportRefused
from tests.api.provoked import CALLS
from tests.api.told import operations, told_of

BASE = Path(__file__).resolve().parents[2]
# Where the verbs that the API calls, and what these call, refuse.
VERBS = (
    "deployment.obstacles", "deployment.postings", "deployment.seen", "deployment.training",
    "reports.allowed", "reports.cycle", "reports.drafting", "reports.freezing", "reports.locking",
    "reports.sending", "reports.settling",
)  # fmt: skip
OF_REFUSAL = OF_POSTINGS | OF_REPORTS
BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture
def w(client, editor, ministry, editor_calls, approver_calls, ministry_calls, monkeypatch, settings):
    """Who calls, and what a scenario may turn."""
    client.raise_request_exception = False
    return SimpleNamespace(
        client=client, user=editor, minister=ministry, editor=editor_calls, approver=approver_calls,
        ministry=ministry_calls, monkeypatch=monkeypatch, settings=settings,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", BY_NAME)
def test_every_kind_of_the_index_is_met_under_its_status(w, name):
    answer = CALLS[name](w)

    assert (answer["Content-Type"], answer.json()["type"]) == ("application/problem+json", BY_NAME[name].urn)
    assert answer.status_code == answer.json()["status"] == BY_NAME[name].status
    request = answer.wsgi_request
    _operation, kinds = told_of(request.method.lower(), request.path) or ("", {BY_NAME[name].urn})
    assert BY_NAME[name].urn in kinds


def test_every_kind_of_the_code_stands_in_the_index():
    rooms = ("accounts.", "deployment.", "reports.", "config.")
    modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}

    assert len(found) > 40
    assert found - set(KINDS) == set()
    assert CALLS.keys() - BY_NAME.keys() == set()
    assert len(BY_NAME) == len(KINDS)
    assert {kind.status for kind in KINDS} - TITLES.keys() == set()


def functions(path):
    """Give each function of a module with the names that stand in it."""
    tree = ast.parse(Path(path).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = (each for each in ast.walk(node) if isinstance(each, ast.Name | ast.Attribute))
            yield node.name, {each.id if isinstance(each, ast.Name) else each.attr for each in names}


def reached():
    """Give the refusals in the verbs' functions that a function of the API reaches by name."""
    rooms = [path for path in BASE.glob("*/api/*.py") if path.parts[-3] != "tests"]
    waiting = {name for path in rooms for _function, names in functions(path) for name in names}
    known = [
        (module, function, names)
        for module in map(import_module, VERBS)
        for function, names in functions(module.__file__)
    ]
    found, seen = set(), set()
    while waiting - seen:
        seen |= waiting
        for module, function, names in known:
            if function in seen:
                waiting |= names
                values = [getattr(module, name, None) for name in names]
                found |= {each for each in values if isinstance(each, type)}
    bases = (PostingRefused, ReportRefused)
    return {each for each in found if issubclass(each, bases)} - set(bases)


def test_every_refusal_that_the_verbs_of_the_api_may_raise_has_its_kind():
    assert len(reached()) > 25
    assert reached() - OF_REFUSAL.keys() == set()


def test_what_an_operation_is_said_to_raise_is_said_of_an_operation():
    assert RAISED.keys() - {name for _method, _path, name, _kinds in operations()} == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_index_tells_of_each_kind_its_status_its_meaning_and_the_way_out(language):
    with override(language):
        shape = api.get_openapi_schema()["components"]["schemas"]["ProblemType"]
    lines = [line for line in shape["description"].splitlines() if line.startswith("- ")]

    assert sorted(shape["enum"]) == sorted(kind.urn for kind in KINDS)
    assert len(lines) == len(KINDS)
    for kind in KINDS:
        (line,) = [line for line in lines if line.startswith(f"- `{kind.name}` ({kind.status}): ")]
        assert len(line.partition(" → ")[2]) > 10


@pytest.mark.django_db
def test_a_part_of_the_path_that_is_none_is_not_found_without_errors(editor_calls):
    for path in ("/officers/x", "/works/1", "/provinces/xx/summary", "/periods/1/reports/zz"):
        answer = editor_calls("get", path)
        assert (answer.status_code, "errors" in answer.json()) == (404, False)


@pytest.mark.django_db
def test_a_header_that_is_wrong_is_told_by_its_name(editor_calls):
    answer = editor_calls("post", "/officers", {}, **{"Idempotency-Key": "k" * 101})

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["in"], error["field"]) == (400, "header", "Idempotency-Key")


@pytest.mark.django_db
def test_a_body_that_is_wrong_as_a_whole_is_pointed_at_as_a_whole(editor_calls):
    (error,) = editor_calls("post", "/officers", []).json()["errors"]

    assert (error["in"], error["field"]) == ("body", "")


@pytest.mark.django_db
def test_a_name_with_a_slash_is_escaped_in_its_pointer(editor_calls):
    errors = editor_calls("post", "/officers", {"a/b~c": 1}).json()["errors"]

    assert "/a~1b~0c" in [each["field"] for each in errors]


@pytest.mark.django_db
def test_a_blank_reason_is_told_by_its_number(ministry_calls, period):
    body = {"reasons": [{"kind": "other", "text": "x"}, {"kind": "other", "text": "   "}]}
    answer = ministry_calls("post", f"/periods/{period.pk}/reports/11/return", body, **{"If-Match": "*"})

    assert [each["field"] for each in answer.json()["errors"]] == ["/reasons/1/text"]
