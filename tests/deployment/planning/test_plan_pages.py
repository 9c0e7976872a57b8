import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook

from accounts.signing_in.kept_forms import SALT
from communes.models import Commune, Province
from deployment.choices import DraftState, Post, Rank
from deployment.models import Assignment, DraftTransfer
from deployment.postings import transfer
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
RICH, POOR = "03158", "03162"
ONE_DAY = timedelta(days=1)
PLAN = "/plans/11/?as_of=2021-05-31"


@pytest.fixture
def staffed(dien_bien):
    """Of Điện Biên, one commune with seven officers and one with three are in scope."""
    Commune.objects.filter(province=dien_bien).exclude(code__in=[RICH, POOR]).update(kind="phuong")
    for code, members in ((RICH, 5), (POOR, 2)):
        commune = Commune.objects.get(code=code)
        AssignmentFactory(commune=commune, post=Post.CHIEF)
        AssignmentFactory.create_batch(members, commune=commune, officer__rank=Rank.TRUNG_UY)
    rich = Commune.objects.get(code=RICH)
    AssignmentFactory(commune=rich, post=Post.DEPUTY, officer__rank=Rank.DAI_UY)
    return rich


@pytest.fixture
def captain(staffed):
    """The member of the giving commune whose rank is highest."""
    posting = staffed.assignments.filter(post=Post.MEMBER).last()
    posting.officer.rank = Rank.DAI_UY
    posting.officer.save()
    return posting.officer


def accept(client, *officers, to=POOR, **changed):
    picks = [f"{RICH}:{to}:{officer.pk}" for officer in officers]
    values = {"token": uuid4(), "as_of": "31/5/2021", "pick": picks}
    return client.post("/plans/11/accept/", values | changed)


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
    client.post(f"/drafts/{draft.pk}/carry-out/", values)

    draft.refresh_from_db()
    held = captain.assignments.get(ends_on=None)
    assert (draft.state, draft.assignment, draft.closed_by) == (DraftState.DONE, held, editor)
    assert (held.commune.code, held.decision_number) == (POOR, "9/QĐ")


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


def ticked(page) -> list[str]:
    return re.findall(r'name="pick" value="([^"]+)" checked', page.content.decode())


def test_ticks_of_a_session_that_ended_are_ticked_again(client, editor, captain):
    other = Assignment.objects.filter(commune__code=RICH, post=Post.DEPUTY).get().officer
    mark = signing.dumps(editor.pk, salt=SALT)
    client.post(
        "/plans/11/accept/",
        {"token": uuid4(), "as_of": "31/5/2021", "pick": [f"{RICH}:{POOR}:{other.pk}"], "whose": mark},
        headers={"referer": f"http://testserver{PLAN}"},
    )
    client.force_login(editor)

    assert ticked(client.get(PLAN)) == [f"{RICH}:{POOR}:{other.pk}"]
    assert not DraftTransfer.objects.exists()
    accept(client, captain, whose=mark)
    assert captain.pk not in [int(pick.split(":")[2]) for pick in ticked(client.get(PLAN))]


def test_refused_ticks_stay_ticked(client, editor, captain):
    client.force_login(editor)

    answer = accept(client, captain, to=RICH)

    assert answer.status_code == 409
    assert f"{RICH}:{RICH}:{captain.pk}" in answer.context["picked"]


def test_a_few_of_many_are_picked_without_unticking_the_rest(client, editor, captain):
    client.force_login(editor)
    assert ticked(client.get(PLAN))
    none = f"{PLAN}&amp;pick=none#moves".partition("?")[2]
    assert f'href="?{none}"' in client.get(PLAN).content.decode()

    page = client.get(f"{PLAN}&pick=none")

    assert ticked(page) == []
    assert "Chọn như đề xuất" in page.content.decode()


def carried_out(client, officer) -> None:
    accept(client, officer)
    pk = DraftTransfer.objects.get(officer=officer).pk
    values = {"token": uuid4(), "post": "member", "starts_on": "3/6/2021"}
    assert client.post(f"/drafts/{pk}/carry-out/", values).status_code == 302


def test_a_move_carried_out_after_the_day_takes_its_place_in_the_plan(client, editor, captain):
    client.force_login(editor)
    carried_out(client, captain)

    page = client.get(PLAN)

    [row] = page.context["rows"]
    assert (row.move.count, row.open_places, len(row.suggested), len(ticked(page))) == (2, 1, 1, 1)
    assert "1 cán bộ đã được bố trí, điều chuyển đến từ ngày 3/6/2021" in page.content.decode()
    assert 'href="/plans/11/?as_of=2021-06-03"' in page.content.decode()
    assert "notice-lack" not in client.get("/plans/11/?as_of=2021-06-03").content.decode()


def test_no_third_officer_is_moved_for_two_places(client, editor, captain, staffed):
    client.force_login(editor)
    _captain, second, third = [
        captain,
        *(p.officer for p in staffed.assignments.filter(post=Post.MEMBER)[:2]),
    ]
    carried_out(client, captain)
    carried_out(client, second)

    page, again = client.get(PLAN), accept(client, third)

    assert ('name="pick"' in page.content.decode(), again.status_code) == (False, 409)
    assert not DraftTransfer.objects.filter(officer=third).exists()


def test_who_comes_from_elsewhere_takes_a_place_and_a_change_of_post_does_not(client, editor, captain):
    client.force_login(editor)
    poor = Commune.objects.get(code=POOR)
    AssignmentFactory(commune=poor, starts_on=DAY + ONE_DAY)
    held = poor.assignments.filter(post=Post.MEMBER, starts_on__lt=DAY).first()
    transfer(officer=held.officer, commune=poor, post=Post.DEPUTY, starts_on=DAY + 2 * ONE_DAY)

    [row] = client.get(PLAN).context["rows"]

    assert row.arrived == (DAY + ONE_DAY,)
