"""Who is ticked on the page of a plan: what was picked stays, and a place that is taken asks for nobody."""

import re
from datetime import timedelta
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from django.core import signing

from accounts.signing_in.kept_forms import SALT
from communes.models import Commune
from deployment.choices import Post
from deployment.models import Assignment, DraftTransfer
from deployment.postings import end, transfer
from tests.deployment.planning.moves import PLAN, POOR, RICH, accept, ticked
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


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
    assert f'href="/plans/11/?{none}"' in client.get(PLAN).content.decode()

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


def test_who_is_written_to_leave_is_not_spare_twice(client, editor, captain, staffed):
    client.force_login(editor)
    leaving = staffed.assignments.get(post=Post.DEPUTY)
    end(assignment=leaving, last_day=DAY)

    page = client.get(PLAN)
    text = page.content.decode()

    [row] = page.context["rows"]
    assert (row.move.count, row.withheld, row.open_places, len(ticked(page))) == (2, 1, 1, 1)
    assert (row.free_others, row.hindered_others) == (4, 1)
    assert "1 chỗ không gợi ý người: " in row.withheld_words
    assert row.withheld_words in text
    assert "; 1 người không chọn được" in text
    assert 'href="/plans/11/?as_of=2021-06-01"' in text
    two = [post.officer for post in staffed.assignments.filter(post=Post.MEMBER)[:2]]
    assert accept(client, *two).status_code == 409
    assert accept(client, captain).status_code == 302
    assert not ticked(client.get(PLAN))
    assert "không gợi ý người" not in client.get("/plans/11/?as_of=2021-06-01").content.decode()


def test_who_goes_on_in_another_post_of_the_commune_does_not_leave_it(client, editor, captain, staffed):
    client.force_login(editor)
    held = staffed.assignments.get(post=Post.DEPUTY)
    transfer(officer=held.officer, commune=staffed, post=Post.MEMBER, starts_on=DAY + ONE_DAY)

    [row] = client.get(PLAN).context["rows"]

    assert (row.withheld, row.open_places) == (0, 2)


ELSEWHERE = "03160"


@pytest.fixture
def promised(client, editor, captain, dien_bien):
    """A draft from a third commune, which the plan as it stands does not name, promises one of two places."""
    Commune.objects.filter(code=ELSEWHERE).update(kind="xa")
    third = Commune.objects.get(code=ELSEWHERE)
    AssignmentFactory(commune=third, post=Post.CHIEF)
    held = AssignmentFactory.create_batch(4, commune=third)[0]
    draft = DraftTransfer.objects.create(
        province=dien_bien, officer=held.officer, from_commune=third, planned_for=DAY, accepted_by=editor,
        to_commune=Commune.objects.get(code=POOR),
    )  # fmt: skip
    client.force_login(editor)
    return draft


def test_a_place_that_a_draft_from_elsewhere_promises_is_not_promised_twice(
    client, captain, staffed, promised
):
    other = staffed.assignments.filter(post=Post.MEMBER).exclude(officer=captain).first().officer

    page, refused = client.get(PLAN), accept(client, captain, other)
    [row] = page.context["rows"]

    assert (row.move.count, row.open_places, len(ticked(page)), refused.status_code) == (2, 1, 1, 409)
    assert f"1 chỗ dành cho điều chuyển dự kiến từ {promised.from_commune.name}" in page.content.decode()
    assert accept(client, captain).status_code == 302


def test_a_draft_of_somebody_who_left_promises_nothing(client, captain, promised):
    promised.officer.assignments.update(ends_on=DAY + ONE_DAY)

    [row] = client.get(PLAN).context["rows"]

    assert (row.open_places, row.promised) == (2, ())


def test_who_is_in_a_draft_to_another_commune_is_not_suggested_again(client, captain, promised):
    promised.officer, promised.from_commune = captain, Commune.objects.get(code=RICH)
    promised.to_commune = Commune.objects.get(code=ELSEWHERE)
    promised.save()

    [row] = client.get(PLAN).context["rows"]

    assert captain.pk not in [person.officer_id for person in row.suggested]
    assert row.others[-1].officer_id == captain.pk
    assert "đã đưa vào dự kiến" in row.others[-1].hindrance


def test_links_and_the_day_of_a_refused_plan_lead_to_pages_that_open(client, editor, captain):
    client.force_login(editor)

    refused = accept(client, captain, to=RICH)
    form, links = refused.content.decode(), re.findall(r'href="([^"#]*[?][^"]*)', refused.content.decode())

    assert refused.status_code == 409
    assert '<form method="get" action="/plans/11/"' in form
    for link in links:
        address = urljoin("/plans/11/accept/", link.replace("&amp;", "&"))
        assert client.get(address).status_code == 200, address


def test_the_tiles_say_that_they_tell_the_whole_plan_whatever_is_picked(client, editor, captain):
    client.force_login(editor)

    page = client.get(f"{PLAN}&pick=none").content.decode()

    assert "Các số trên tính cho toàn bộ phương án đề xuất ngày 31/5/2021" in page
