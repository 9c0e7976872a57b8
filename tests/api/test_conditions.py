"""What one has already is not sent again, and nothing old passes for new."""

import pytest
import time_machine

from communes.models import Commune
from deployment.models import Officer
from deployment.postings import appoint
from tests.factories import AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
DAY = "as_of=2021-05-31"


def mark_in(answer):
    """Give the mark of the record in the tag of an answer."""
    return answer["ETag"].strip('"').partition(".")[0]


def test_a_list_that_one_has_is_not_sent_again_until_it_changes(editor_calls):
    OfficerFactory()
    path = f"/officers?{DAY}"
    has = {"If-None-Match": editor_calls("get", path)["ETag"]}

    again = editor_calls("get", path, **has)
    OfficerFactory()

    assert (again.status_code, again.content) == (304, b"")
    assert editor_calls("get", path, **has).status_code == 200


def test_an_officer_who_was_appointed_is_not_told_to_be_as_before(editor_calls):
    officer = OfficerFactory()
    path = f"/officers/{officer.pk}?{DAY}"
    before = editor_calls("get", path)
    appoint(officer=officer, commune=Commune.objects.get(code="03162"), post="member", starts_on="2021-03-01")

    after = editor_calls("get", path, **{"If-None-Match": before["ETag"]})

    assert (before.json()["post"], after.status_code, after.json()["post"]) == (None, 200, "member")
    assert mark_in(before) == mark_in(after) == after.json()["etag"]


@pytest.mark.parametrize("path", ["/officers", "/assignments", "/communes?as_of=2021-05-31"])
def test_a_page_that_has_a_next_one_is_not_sent_again_later(editor_calls, path):
    for _each in range(2):
        AssignmentFactory()
    path = f"{path}{'&' if '?' in path else '?'}limit=1"
    with time_machine.travel("2026-11-28T21:20:00Z", tick=False):
        first = editor_calls("get", path)
    with time_machine.travel("2026-11-28T21:20:02Z", tick=False):
        again = editor_calls("get", path, **{"If-None-Match": first["ETag"]})

    assert first.json()["next"]
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])


def test_a_record_that_one_has_is_not_sent_again_until_it_changes(editor_calls):
    posting = AssignmentFactory()
    training = TrainingFactory()
    for path in (
        f"/officers/{posting.officer_id}",
        f"/assignments/{posting.pk}",
        f"/trainings/{training.pk}",
    ):
        has = {"If-None-Match": editor_calls("get", path)["ETag"]}
        assert (
            editor_calls("get", path, **has).status_code,
            editor_calls("head", path, **has).status_code,
        ) == (
            304,
            304,
        )
    Officer.objects.filter(pk=posting.officer_id).update(rank=9)
    path = f"/officers/{posting.officer_id}"
    assert editor_calls("get", path, **has).status_code == 200


def test_a_report_and_its_draft_that_one_has_are_not_sent_again(approver_calls, period):
    for path in (f"/periods/{period.pk}/reports/11", f"/periods/{period.pk}/reports/11/draft"):
        has = {"If-None-Match": approver_calls("get", path)["ETag"]}
        assert approver_calls("get", path, **has).status_code == 304


@pytest.mark.parametrize(
    ("room", "factory"), [("assignments", AssignmentFactory), ("trainings", TrainingFactory)]
)
def test_a_record_of_an_officer_who_was_renamed_is_not_told_to_be_as_before(editor_calls, room, factory):
    record = factory()
    path = f"/{room}/{record.pk}"
    before = editor_calls("get", path)
    Officer.objects.filter(pk=record.officer_id).update(full_name="Lò Văn Khác")

    after = editor_calls("get", path, **{"If-None-Match": before["ETag"]})

    assert (after.status_code, after.json()["full_name"]) == (200, "Lò Văn Khác")


def test_the_other_language_is_another_answer(editor_calls):
    officer = OfficerFactory(rank=7)
    one, lists = f"/officers/{officer.pk}", "/officers"

    for path in (one, lists):
        vietnamese = editor_calls("get", path, **{"Accept-Language": "vi"})
        english = editor_calls("get", path, **{"Accept-Language": "en", "If-None-Match": vietnamese["ETag"]})
        assert english.status_code == 200
        assert "Captain" in english.content.decode()
        assert "Accept-Language" in english["Vary"]


@pytest.mark.parametrize("path", ["/officers", "/regions", "/summary?as_of=2021-05-31", "/openapi.json"])
def test_head_gives_the_headers_of_get_alone(ministry_calls, path):
    whole, headers = ministry_calls("get", path), ministry_calls("head", path)

    assert (headers.status_code, headers.content) == (200, b"")
    assert headers["ETag"] == whole["ETag"]
    assert int(headers["Content-Length"]) == len(whole.content)
    assert ministry_calls("head", path, **{"If-None-Match": whole["ETag"]}).status_code == 304


def test_head_of_what_is_not_there_is_404_and_of_a_verb_405(editor_calls):
    assert editor_calls("head", "/officers/987654321").status_code == 404
    assert editor_calls("head", "/officers/1/appoint").status_code == 405
