"""What the API gives equals what pages and files give, in the same scope."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from deployment.choices import Post
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def test_the_summary_is_the_commands(ministry_calls):
    AssignmentFactory.create_batch(3)
    out = StringIO()
    call_command("national_summary", "--as-of", "2021-05-31", "--format", "json", stdout=out)

    assert ministry_calls("get", "/summary?as_of=2021-05-31").json() == json.loads(out.getvalue())


def test_a_province_reads_its_own_summary_alone(editor_calls):
    AssignmentFactory.create_batch(5)

    own = editor_calls("get", "/provinces/11/summary?as_of=2021-05-31").json()

    assert (own["figures"]["communes"], own["figures"]["officers"]) == (120, 5)
    assert editor_calls("get", "/provinces/01/summary").status_code == 404
    assert editor_calls("get", "/summary").status_code == 404


@pytest.mark.parametrize(
    "path", ["/staffing?as_of=2021-05-31", "/officers?as_of=2021-05-31", "/assignments?as_of=2021-05-31"]
)
def test_who_asks_for_another_province_is_not_given_ones_own(editor_calls, ministry_calls, path):
    AssignmentFactory()

    assert editor_calls("get", f"{path}&province=01").status_code == 404
    own, told = editor_calls("get", f"{path}&province=11"), ministry_calls("get", f"{path}&province=11")
    assert [row["id"] for row in own.json()["items"] if "id" in row] == [
        row["id"] for row in told.json()["items"] if "id" in row
    ]
    assert ministry_calls("get", f"{path}&province=01").status_code == 200


def test_a_page_that_is_too_long_is_told_the_most(editor_calls):
    answer = editor_calls("get", "/officers?limit=5000")

    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (400, "Nhiều nhất 1000.")


def test_staffing_gives_the_columns_of_commune_status(ministry_calls):
    AssignmentFactory(post=Post.CHIEF)
    out = StringIO()
    call_command(
        "commune_status", "--as-of", "2021-05-31", "--province", "11", "--format", "json", stdout=out
    )

    rows = ministry_calls("get", "/staffing?as_of=2021-05-31&province=11&limit=1000").json()["items"]

    assert [{k: v for k, v in row.items() if k != "organised_on"} for row in rows] == json.loads(
        out.getvalue()
    )


def test_pages_follow_each_other_without_a_gap_whatever_is_added(editor_calls):
    for name in ("Lò Văn An", "Lò Văn Ân", "Lò Văn Bình", "Cà Thị Đào"):
        OfficerFactory(full_name=name)

    first = editor_calls("get", "/officers?limit=2").json()
    OfficerFactory(full_name="Lò Văn Ái")  # before the cursor
    second = editor_calls("get", f"/officers?limit=2&cursor={first['next']}").json()

    assert [row["full_name"] for row in first["items"]] == ["Lò Văn An", "Lò Văn Ân"]
    assert [row["full_name"] for row in second["items"]] == ["Lò Văn Bình", "Cà Thị Đào"]
    assert second["next"] is None


def test_filters_are_the_pages(editor_calls):
    AssignmentFactory(officer__full_name="Nguyễn Văn Ứng")
    OfficerFactory(full_name="Nguyễn Văn Ứng Khanh")

    found = editor_calls("get", "/officers?as_of=2021-05-31&q=van ung&posted=yes").json()["items"]

    assert [row["full_name"] for row in found] == ["Nguyễn Văn Ứng"]
    assert (found[0]["post"], found[0]["commune_code"]) == ("member", "03162")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/officers?nonsense=1", "nonsense"),
        ("/officers?rank=99", "rank"),
        ("/staffing?as_of=31/5/2021", "as_of"),
        ("/officers?limit=0", "limit"),
        ("/communes?province=011", "province"),
    ],
)
def test_what_cannot_be_read_in_the_address_is_named(editor_calls, path, field):
    answer = editor_calls("get", path)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("cursor", ["x", "WzFd:1:x"])
def test_a_cursor_of_ones_own_making_is_refused(editor_calls, cursor):
    assert editor_calls("get", f"/officers?cursor={cursor}").status_code == 400


def test_another_provinces_records_do_not_exist(editor_calls, abroad):
    assert editor_calls("get", f"/officers/{abroad.officer_id}").status_code == 404
    assert editor_calls("get", f"/assignments/{abroad.pk}").status_code == 404
    assert editor_calls("get", "/officers").json()["items"] == []


def test_units_are_those_of_the_day(editor_calls):
    on_the_last_day = editor_calls("get", "/provinces?as_of=2025-06-30&limit=100").json()["items"]

    assert len(on_the_last_day) == 63
    assert editor_calls("get", "/communes?as_of=2021-05-31&q=nam ke").json()["items"][0]["code"] == "03162"


def test_lists_take_few_queries_however_long(editor_calls, django_assert_max_num_queries):
    AssignmentFactory.create_batch(20)
    editor_calls("get", "/officers")  # what only decisions on units and rules change is read once

    with django_assert_max_num_queries(8 + 1):  # and a line in the log of reading
        editor_calls("get", "/assignments")
    with django_assert_max_num_queries(8 + 1):  # and a line in the log of reading
        editor_calls("get", "/officers")
