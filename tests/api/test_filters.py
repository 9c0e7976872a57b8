"""A filter narrows or is refused: none is passed over, and a page belongs to the question it was for."""

from datetime import date

import pytest

from deployment.models import Dataset
from reports.freezing import freeze
from tests.api.test_bad_calls import told
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "first"), [("/provinces", "01"), ("/districts", "001"), ("/communes", "00001")]
)
def test_units_without_a_day_are_those_of_the_day_that_pages_show(editor_calls, path, first):
    Dataset.objects.create(as_of=date(2021, 5, 31), seed=1, scale=1)

    page = editor_calls("get", f"{path}?limit=1").json()

    assert (page["as_of"], page["items"][0]["code"]) == ("2021-05-31", first)
    assert editor_calls("get", "/officers").json()["as_of"] == page["as_of"]


def test_a_province_asks_for_its_own_region_alone(editor_calls):
    own = editor_calls("get", "/staffing?as_of=2021-05-31&region=2&limit=1000").json()["items"]

    assert {row["province_code"] for row in own} == {"11"}
    told(editor_calls("get", "/staffing?as_of=2021-05-31&region=1"), 404, "not-found")
    wrong = told(editor_calls("get", "/staffing?as_of=2021-05-31&region=99"), 400, "invalid-filter")
    assert [error["field"] for error in wrong["errors"]] == ["region"]


@pytest.mark.parametrize("path", ["/staffing", "/officers", "/assignments"])
def test_what_is_no_code_of_a_province_is_told_so(editor_calls, ministry_calls, path):
    for calls in (editor_calls, ministry_calls):
        wrong = told(calls("get", f"{path}?as_of=2021-05-31&province=ZZ"), 400, "invalid-filter")
        assert [error["field"] for error in wrong["errors"]] == ["province"]


@pytest.fixture(scope="module")
def sealed(made_once):
    return freeze(as_of=DAY, title="Sơ kết", by=None, allow_incomplete=True)


@pytest.mark.parametrize("asked", ["region=99", "province=1", "province=99", "district=999"])
def test_sealed_rows_refuse_what_the_live_list_refuses(ministry_calls, sealed, asked):
    for path in ("/staffing?as_of=2021-05-31&", f"/reports/{sealed.pk}/rows?"):
        wrong = told(ministry_calls("get", path + asked), 400, "invalid-filter")
        assert [error["field"] for error in wrong["errors"]] == [asked.partition("=")[0]]


@pytest.mark.parametrize(
    "other", ["as_of=2021-05-30", "as_of=2021-05-31&q=a", "as_of=2021-05-31&force=regular"]
)
def test_a_cursor_belongs_to_its_filters_and_day(editor_calls, other):
    OfficerFactory.create_batch(3)
    cursor = editor_calls("get", "/officers?as_of=2021-05-31&limit=1").json()["next"]

    told(editor_calls("get", f"/officers?{other}&cursor={cursor}"), 400, "unknown-cursor")
    longer = editor_calls("get", f"/officers?as_of=2021-05-31&limit=2&cursor={cursor}").json()
    assert len(longer["items"]) == 2


@pytest.mark.parametrize(
    "path", ["/officers?q=a&q=b", "/trainings?limit=1&limit=2", "/reports?limit=1&limit=1"]
)
def test_a_parameter_sent_twice_is_refused(ministry_calls, path):
    answer = told(ministry_calls("get", path), 400, "repeated-parameter")

    assert len(answer["errors"]) == 1


def test_a_posting_list_narrowed_by_ones_own_province_is_whole(editor_calls):
    AssignmentFactory()

    assert len(editor_calls("get", "/assignments?as_of=2021-05-31&province=11").json()["items"]) == 1


@pytest.mark.parametrize("asked", ["province=99", "province=1", "commune=99999", "district=999", "region=99"])
def test_a_code_that_is_none_is_told_so_by_every_list(editor_calls, ministry_calls, asked):
    lists = {
        "province": ["officers", "assignments", "staffing", "provinces", "districts", "communes"],
        "commune": ["assignments"], "district": ["staffing"], "region": ["staffing"],
    }  # fmt: skip
    name = asked.partition("=")[0]
    for calls in (editor_calls, ministry_calls):
        for room in lists[name]:
            wrong = told(calls("get", f"/{room}?as_of=2021-05-31&{asked}"), 400, "invalid-filter")
            assert [error["field"] for error in wrong["errors"]] == [name], room


@pytest.mark.parametrize(
    "asked",
    [
        "officers?province=01", "assignments?province=01", "staffing?province=01",
        "assignments?commune=00001", "staffing?district=001", "staffing?region=1",
    ],
)  # fmt: skip
def test_another_provinces_place_is_not_there_for_a_province(editor_calls, ministry_calls, asked):
    told(editor_calls("get", f"/{asked}&as_of=2021-05-31"), 404, "not-found")
    assert ministry_calls("get", f"/{asked}&as_of=2021-05-31").status_code == 200


def test_the_gazetteer_of_another_province_is_everybodys(editor_calls):
    for room in ("provinces", "districts", "communes"):
        assert editor_calls("get", f"/{room}?as_of=2021-05-31&province=01").json()["items"]


def test_a_record_that_is_not_there_for_the_account_is_not_there_in_a_filter(
    editor_calls, ministry_calls, abroad, sealed
):
    theirs = abroad.officer.service_number

    told(editor_calls("get", "/trainings?service_number=999999-999"), 404, "not-found")
    told(editor_calls("get", f"/trainings?service_number={theirs}"), 404, "not-found")
    told(ministry_calls("get", "/documents?report=987654321"), 404, "not-found")
    assert ministry_calls("get", f"/trainings?service_number={theirs}").json()["items"] == []
    assert ministry_calls("get", f"/documents?report={sealed.pk}").json()["items"] == []


def test_a_value_that_is_none_of_a_filters_is_one_kind_everywhere(ministry_calls, sealed, period):
    paths = [
        f"/reports/{sealed.pk}/rows?status=bad", "/staffing?status=bad", "/staffing?short_by=x",
        "/trainings?course=zzz", f"/periods/{period.pk}/reports?state=zzz", "/documents?kind=zzz",
    ]  # fmt: skip
    for path in paths:
        told(ministry_calls("get", path), 400, "invalid-filter")
    told(ministry_calls("get", "/staffing?limit=x"), 400, "bad-request")


def test_the_day_that_the_first_page_named_may_be_sent_with_its_cursor(editor_calls):
    OfficerFactory.create_batch(3)
    first = editor_calls("get", "/officers?limit=1").json()

    second = editor_calls("get", f"/officers?limit=1&as_of={first['as_of']}&cursor={first['next']}")

    assert (second.status_code, len(second.json()["items"])) == (200, 1)


@pytest.mark.parametrize("kind", ["phuong", "dac_khu"])
def test_a_kind_that_the_rule_leaves_out_finds_nothing_in_both_lists(ministry_calls, sealed, kind):
    for path in ("/staffing?as_of=2021-05-31&", f"/reports/{sealed.pk}/rows?"):
        answer = ministry_calls("get", f"{path}kind={kind}")
        assert (answer.status_code, answer.json()["items"]) == (200, [])
        told(ministry_calls("get", f"{path}kind=huyen"), 400, "invalid-filter")
        assert ministry_calls("get", f"{path}kind=thi_tran&limit=1").json()["items"]


def _asked(document):
    """Every reading with parameters, and their names."""
    for path, operations in document["paths"].items():
        named = [
            each["name"] for each in operations.get("get", {}).get("parameters", ()) if each["in"] == "query"
        ]
        if named:
            yield path.removeprefix("/api/v1"), named


def test_a_parameter_without_a_value_is_one_that_was_not_sent(ministry_calls, document, sealed, period):
    numbers = {"reports": sealed.pk, "periods": period.pk, "officers": OfficerFactory().pk}
    seen = set()
    for path, named in _asked(document):
        if ".pdf" in path or "annex" in path or "{number}" in path:
            continue  # files that take long to make, of the same parameters
        path = path.replace("{pk}", str(numbers.get(path.split("/")[1]))).replace("{code}", "11")
        plain = ministry_calls("get", path)
        empty = ministry_calls("get", f"{path}?{'&'.join(f'{name}=' for name in named)}")
        assert (plain.status_code, empty.status_code) == (200, 200), path
        assert empty.content == plain.content, path
        seen |= {*named}
    assert {"as_of", "limit", "kind", "status", "lang", "state", "short_by", "report"} <= seen
    told(ministry_calls("get", "/officers?colour="), 400, "unknown-parameter")


def test_a_character_that_no_text_may_have_is_told_with_its_parameter(editor_calls):
    for path, name, kind in [
        ("/officers?q=a%00", "q", "invalid-filter"),
        ("/communes?province=%00", "province", "invalid-filter"),
        ("/officers?cursor=%00", "cursor", "bad-request"),
    ]:
        wrong = told(editor_calls("get", path), 400, kind)
        assert [(error["in"], error["field"]) for error in wrong["errors"]] == [("query", name)]
    told(editor_calls("get", "/officers?%00=1"), 400, "unknown-parameter")
