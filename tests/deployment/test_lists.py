"""What the three lists share: few questions, chosen columns, kept filters."""

import pytest

from accounts.models import Role, User
from communes.models import Province
from deployment.choices import ListName, Post
from deployment.keeping import MOST_KEPT, keep_filter
from deployment.models import KeptList
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
FILTERED = {
    "/communes/": "q=nam+ke&minimum=short",
    "/officers/": "q=nguyen&post=member",
    "/assignments/": "q=nguyen&in_post=yes",
}


@pytest.fixture
def colleague(dien_bien):
    return User.objects.create_user("editor-11b", role=Role.PROVINCE_EDITOR, province=dien_bien)


@pytest.fixture
def stranger():
    return User.objects.create_user(
        "editor-01", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )


def columns(client, address):
    return [column.name for column in client.get(address).context["table"].columns]


def keep(client, name, query="post=chief", **more):
    return client.post("/lists/officers/filters/", {"name": name, "query": query, **more})


def kept_names(client, address="/officers/"):
    return [kept.name for kept in client.get(address).context["kept_filters"]]


@pytest.mark.parametrize("path", FILTERED)
@pytest.mark.parametrize("who", ["ministry", "editor"])
def test_a_filtered_list_asks_at_most_ten_questions_however_many_rows(
    client, request, commune, path, who, django_assert_max_num_queries
):
    client.force_login(request.getfixturevalue(who))
    address = f"{path}?as_of=2021-05-31&{FILTERED[path]}"
    asked = []
    client.get(address)
    for more in (1, 2):
        AssignmentFactory.create_batch(more, commune=commune)
        with django_assert_max_num_queries(
            8 + 2
        ) as sent:  # and the log of reading, what was seen, what is unread
            assert client.get(address).status_code == 200
        asked.append(len(sent))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("path", FILTERED)
def test_chosen_columns_are_remembered_for_the_account(as_editor, client, colleague, path):
    name = path.strip("/")
    first, *usual = columns(as_editor, path)

    as_editor.post(f"/lists/{name}/columns/", {"column": [usual[0], "no-such-column"], "query": "q=a"})
    chosen = columns(as_editor, path)
    as_editor.post(f"/lists/{name}/columns/", {"usual": "1", "column": [usual[0]]})

    assert chosen == [first, usual[0]]
    assert columns(as_editor, path) == [first, *usual]


def test_another_ones_columns_are_their_own(as_editor, colleague):
    as_editor.post("/lists/officers/columns/", {"column": ["rank"]})
    as_editor.force_login(colleague)

    assert len(columns(as_editor, "/officers/")) == 7


def test_every_column_can_be_shown_sorted_and_taken_away(client, ministry, commune):
    client.force_login(ministry)
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    for path in FILTERED:
        table = client.get(path).context["table"]
        names = [name for name, _header, _is_shown in table.choices]
        client.post(f"/lists/{path.strip('/')}/columns/", {"column": names})
        assert columns(client, path)[1:] == names
        for name in names:
            for sort in (name, f"-{name}"):
                assert client.get(path, {"sort": sort}).status_code == 200


def test_a_filter_is_kept_with_its_order_and_without_its_day_or_page(as_editor):
    response = keep(as_editor, " Trưởng  Công an ", "post=chief&sort=-rank&as_of=2020-01-01&page=3&evil=1&q=")

    kept = KeptList.objects.get()
    assert (kept.name, kept.query) == ("Trưởng Công an", "post=chief&sort=-rank")
    assert response.headers["Location"].startswith("/officers/?post=chief")
    assert (
        '<a class="name" href="?post=chief&amp;sort=-rank">' in as_editor.get("/officers/").content.decode()
    )


def test_the_same_name_takes_the_new_filter(as_editor):
    keep(as_editor, "Trưởng", "post=chief")
    keep(as_editor, "Trưởng", "post=deputy")

    assert KeptList.objects.get().query == "post=deputy"


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "post=chief"), ("x" * 61, "post=chief"), ("Tất cả", "page=2"), ("Dài", "q=" + "a" * 1500)],
)
def test_what_cannot_be_kept_is_refused_in_words(as_editor, name, query):
    response = keep(as_editor, name, query)

    assert response.status_code == 302
    assert "notice-error" in as_editor.get(response.headers["Location"]).content.decode()
    assert not KeptList.objects.exists()


def test_nobody_keeps_more_than_can_be_looked_through(editor, as_editor):
    for number in range(MOST_KEPT):
        keep_filter(user=editor, list_name=ListName.OFFICERS, name=f"{number}", query="q=a", is_shared=False)

    keep(as_editor, "Một nữa")
    keep(as_editor, "3")

    assert KeptList.objects.count() == MOST_KEPT


def test_a_filter_is_private_until_it_is_shared_inside_the_province(as_editor, editor, colleague, stranger):
    keep(as_editor, "Của tôi")
    keep(as_editor, "Của chung", is_shared="on")

    seen = {}
    for user in (editor, colleague, stranger):
        as_editor.force_login(user)
        seen[user.username] = kept_names(as_editor)

    assert seen == {"editor-11": ["Của chung", "Của tôi"], "editor-11b": ["Của chung"], "editor-01": []}


def test_those_who_see_the_nation_share_among_themselves(client, ministry, auditor, editor):
    client.force_login(ministry)
    keep(client, "Của Bộ", is_shared="on")

    client.force_login(auditor)
    assert kept_names(client) == ["Của Bộ"]
    client.force_login(editor)
    assert kept_names(client) == []


def test_sharing_is_taken_back_and_a_filter_forgotten(as_editor, colleague, editor):
    keep(as_editor, "Của chung", is_shared="on")
    pk = KeptList.objects.get().pk

    as_editor.post(f"/filters/{pk}/share/")
    as_editor.force_login(colleague)
    hidden = kept_names(as_editor)
    as_editor.force_login(editor)
    as_editor.post(f"/filters/{pk}/drop/")

    assert (hidden, KeptList.objects.count()) == ([], 0)


@pytest.mark.parametrize("verb", ["share", "drop"])
@pytest.mark.parametrize("who", ["colleague", "stranger", "ministry"])
def test_nobody_changes_what_another_keeps(as_editor, request, who, verb):
    keep(as_editor, "Của chung", is_shared="on")
    pk = KeptList.objects.get().pk

    as_editor.force_login(request.getfixturevalue(who))

    assert as_editor.post(f"/filters/{pk}/{verb}/").status_code == 404
    assert KeptList.objects.get().is_shared


def test_unknown_lists_do_not_exist_and_reading_changes_nothing(as_editor):
    assert as_editor.post("/lists/users/columns/", {"column": ["password"]}).status_code == 404
    assert as_editor.post("/lists/users/filters/", {"name": "a", "query": "q=a"}).status_code == 404
    assert as_editor.get("/lists/officers/columns/").status_code == 405
    assert as_editor.post("/filters/0/drop/").status_code == 404


def test_columns_kept_without_a_name_are_not_listed_as_a_filter(as_editor):
    as_editor.post("/lists/officers/columns/", {"column": ["rank"]})

    assert kept_names(as_editor) == []
    assert as_editor.post(f"/filters/{KeptList.objects.get().pk}/drop/").status_code == 404
