import io
import re
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook

from communes.models import Commune, Province
from deployment.choices import DraftState, Post
from deployment.models import Assignment, DraftTransfer
from tests.deployment.planning.moves import PLAN, POOR, RICH, accept
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def test_a_member_of_high_rank_is_suggested_first(client, editor, captain):
    client.force_login(editor)

    rows = client.get(PLAN).context["rows"]

    assert [(row.move.giver.code, row.move.receiver.code, row.move.count) for row in rows] == [
        (RICH, POOR, 2)
    ]
    assert rows[0].suggested[0].officer_id == captain.pk
    assert [person.post for person in rows[0].others][-1] == "Phó Trưởng Công an"
    assert len(rows[0].suggested) + len(rows[0].others) == 6


def test_what_is_accepted_is_a_draft_and_no_posting(client, editor, captain):
    client.force_login(editor)
    before = Assignment.objects.count()

    response = accept(client, captain)

    draft = DraftTransfer.objects.get()
    assert (response.status_code, response.url) == (302, "/plans/11/drafts/")
    assert (draft.officer, draft.province.code, draft.state) == (captain, "11", DraftState.OPEN)
    assert Assignment.objects.count() == before
    assert client.get(PLAN).context["rows"][0].drafted[0].officer_id == captain.pk


def test_carrying_a_draft_out_is_the_transfer_itself(client, editor, captain):
    client.force_login(editor)
    accept(client, captain)
    draft = DraftTransfer.objects.get()

    values = {"token": uuid4(), "post": "member", "starts_on": "1/6/2021", "decision_number": "9/QĐ"}
    answer = client.post(f"/drafts/{draft.pk}/carry-out/", values, follow=True)

    draft.refresh_from_db()
    held = captain.assignments.get(ends_on=None)
    assert (draft.state, draft.assignment, draft.closed_by) == (DraftState.DONE, held, editor)
    assert (held.commune.code, held.decision_number) == (POOR, "9/QĐ")
    assert "Từ ngày 1/6/2021: " in answer.content.decode()
    assert "3 → 4 cán bộ, tối thiểu 5" in answer.content.decode()
    assert "7 → 6 cán bộ, tối thiểu 5" in answer.content.decode()


def test_a_draft_dropped_leaves_the_officer_where_they_are(client, editor, captain):
    client.force_login(editor)
    accept(client, captain)
    pk = DraftTransfer.objects.get().pk

    client.post(f"/drafts/{pk}/discard/", {"token": uuid4()})
    late = client.post(
        f"/drafts/{pk}/carry-out/", {"token": uuid4(), "post": "member", "starts_on": "1/6/2021"}
    )

    assert (DraftTransfer.objects.get().state, late.status_code) == (DraftState.DISCARDED, 422)
    assert captain.assignments.get(ends_on=None).commune.code == RICH


def test_a_draft_of_somebody_who_has_left_is_not_carried_out(client, editor, captain):
    client.force_login(editor)
    accept(client, captain)
    captain.assignments.update(ends_on=DAY)

    response = client.post(
        f"/drafts/{DraftTransfer.objects.get().pk}/carry-out/",
        {"token": uuid4(), "post": "member", "starts_on": "1/6/2021"},
    )

    assert response.status_code == 422
    assert DraftTransfer.objects.get().state == DraftState.OPEN


def test_never_more_than_the_plan_moves(client, editor, staffed):
    client.force_login(editor)
    members = [posting.officer for posting in staffed.assignments.filter(post=Post.MEMBER)]

    too_many = accept(client, *members[:3])
    accept(client, *members[:2])
    again = accept(client, members[2])

    assert (too_many.status_code, again.status_code) == (409, 409)
    assert DraftTransfer.objects.count() == 2


def test_what_is_not_in_the_plan_is_refused(client, editor, staffed, captain):
    client.force_login(editor)
    chief = staffed.assignments.get(post=Post.CHIEF).officer
    stranger = AssignmentFactory(commune=Commune.objects.get(code="00376")).officer

    answers = [
        accept(client, chief), accept(client, stranger), accept(client, captain, captain),
        accept(client, captain, to="00376"), accept(client),
    ]  # fmt: skip

    assert [response.status_code for response in answers] == [409] * 5
    assert not DraftTransfer.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"pick": "x"}, {"pick": f"{RICH}:{POOR}:-1"}, {"token": "x"}, {"as_of": "31/13/2021"}]
)
def test_what_cannot_be_read_is_a_bad_request(client, editor, captain, changed):
    client.force_login(editor)

    assert accept(client, captain, **changed).status_code == 400


def test_the_same_form_sent_twice_makes_one_draft(client, editor, captain):
    client.force_login(editor)
    token = uuid4()

    answers = [accept(client, captain, token=token) for _ in range(2)]

    assert [response.status_code for response in answers] == [302, 302]
    assert DraftTransfer.objects.count() == 1


def test_the_ministry_reads_and_enters_nothing(client, ministry, captain):
    client.force_login(ministry)

    page = client.get(PLAN)

    assert page.status_code == 200
    assert 'name="pick"' not in page.content.decode()
    assert accept(client, captain).status_code == 403
    assert client.get("/plans/nation/?as_of=2021-05-31").context["plan"].before.shortfall > 0
    assert client.get("/plans/regions/2/?as_of=2021-05-31").status_code == 200
    assert client.get("/plans/regions/9/").status_code == 404


def test_another_provinces_plan_does_not_exist(client, editor, captain):
    hanoi = Province.objects.get(code="01")
    client.force_login(editor)
    accept(client, captain)
    editor.province = hanoi
    editor.save()
    pk = DraftTransfer.objects.get().pk

    paths = [
        "/plans/11/", "/plans/11/plan.xlsx", "/plans/11/drafts/", "/plans/nation/", "/plans/regions/2/",
        "/plans/nation/plan.xlsx", "/plans/99/", f"/drafts/{pk}/carry-out/", f"/drafts/{pk}/discard/",
    ]  # fmt: skip
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    assert accept(client, captain).status_code == 404


def test_the_workbook_holds_the_moves_and_the_effect(client, editor, captain):
    client.force_login(editor)

    content = client.get("/plans/11/plan.xlsx?as_of=2021-05-31").content

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    effect = {row[0]: row[1:3] for row in book.get_sheet_by_name("Tác động").to_python()}
    moves = book.get_sheet_by_name("Điều chuyển").to_python()
    assert effect["Số cán bộ còn thiếu"] == [2.0, 0.0]
    assert (moves[3][0], moves[3][4], moves[3][8]) == (RICH, POOR, 2.0)
    assert captain.service_number in moves[3][11]


def test_the_database_refuses_a_draft_that_leaves_the_province(editor, captain, staffed):
    draft = {
        "province": editor.province, "officer": captain, "from_commune": staffed, "planned_for": DAY,
        "accepted_by": editor,
    }  # fmt: skip
    elsewhere = Commune.objects.get(code="00376")
    DraftTransfer.objects.create(**draft, to_commune=elsewhere)
    with pytest.raises(IntegrityError, match="draft_leads_to_a_commune_of_the_province"):
        connection.check_constraints()


def test_the_database_refuses_a_draft_that_leads_nowhere(editor, captain, staffed):
    draft = {
        "province": editor.province, "officer": captain, "from_commune": staffed, "planned_for": DAY,
        "accepted_by": editor,
    }  # fmt: skip

    with pytest.raises(IntegrityError, match="draft_leads_to_another_commune"), transaction.atomic():
        DraftTransfer.objects.create(**draft, to_commune=staffed)


def test_the_page_says_how_many_wait_for_a_post_and_how_many_are_ticked(client, editor, captain):
    OfficerFactory.create_batch(3, province=editor.province)
    client.force_login(editor)

    page = client.get(PLAN).content.decode()

    assert "3 cán bộ chính quy chưa giữ chức vụ</a>" in page
    assert "posted=waiting" in page
    assert "Đưa người đã chọn vào dự kiến<span data-picked> (2)</span>" in page


def test_a_printed_list_names_the_province_and_hides_what_one_presses(client, editor, captain):
    client.force_login(editor)
    accept(client, captain)

    drafts, plan = (client.get(path).content.decode() for path in ("/plans/11/drafts/", PLAN))

    heading = drafts[drafts.index("<main") : drafts.index("<h1>")]
    assert "Phương án cân đối biên chế, Điện Biên" in heading
    assert re.search(r'<a class="small no-print" href="[^"]*">Bỏ chọn tất cả</a>', plan)
