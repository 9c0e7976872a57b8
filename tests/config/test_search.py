"""Search from anywhere: every kind, without accents, and nothing beyond the reader's scope."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import RecentlySeen
from communes.models import Commune, Province
from reports import freezing
from tests.factories import DAY, AssignmentFactory, OfficerFactory
from tests.reports.cycle import a_period

pytestmark = pytest.mark.django_db
MOST_QUERIES = 18


@pytest.fixture(scope="module")
def sealed(made_once):
    return freezing.freeze(as_of=DAY, title="Hội nghị sơ kết", by=None, allow_incomplete=True)


@pytest.fixture
def there():
    """An officer of Hà Nội."""
    commune = Commune.objects.get(code="00376")
    return OfficerFactory(full_name="Đỗ Tuyệt Mật", province=commune.province)


def found(client, user, text, path="/search/"):
    client.force_login(user)
    return client.get(path, {"q": text}).content.decode()


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("dien bien", "/provinces/11/"),
        ("nam ke", "/communes/03162/"),
        ("03162", "/communes/03162/"),
        ("BAN DO", "/maps/"),
        ("lo van un", "/officers/"),
        ("ky 05", "/periods/"),
        ("so ket", "/reports/"),
        ("phuong an dien bien", "/plans/11/"),
    ],
)
def test_each_kind_is_found_without_accents(client, ministry, sealed, text, link):
    OfficerFactory(full_name="Lò Văn Ún")
    a_period(ministry)

    page = found(client, ministry, text)

    assert f'<a class="name" href="{link}' in page


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("“Nậm Kè”", "/communes/03162/"),
        ("M’ĐRẮK", "/communes/24412/"),
        ("thi tran m drak", "/communes/24412/"),
        ("nậm kè mường nhé", "/communes/03162/"),
        ("MƯỜNG NHÉ, NẬM KÈ", "/communes/03162/"),
        ("3162", "/communes/03162/"),
        ("ba ria vung tau", "/provinces/77/"),
        ("tp hcm", "/provinces/79/"),
        ("Un Lo", "/officers/"),
        ("123456789", "/officers/"),
        ("123456 789", "/officers/"),
        ("so ket hoi nghi", "/reports/"),
        ("dien bien phuong an", "/plans/11/"),
    ],
)
def test_what_is_meant_is_found_though_typed_another_way(client, ministry, sealed, text, link):
    OfficerFactory(full_name="Lò Văn Ún", service_number="123456-789")

    assert f'<a class="name" href="{link}' in found(client, ministry, text)


def test_the_phrase_goes_before_its_words(client, ministry):
    OfficerFactory(full_name="Lò Văn Ún")
    OfficerFactory(full_name="Ún Văn Lò")

    page = found(client, ministry, "lo van un")

    assert "Lò Văn Ún" in page
    assert "Ún Văn Lò" not in page


def test_a_number_names_one_officer_with_the_post(client, ministry):
    held = AssignmentFactory(officer__service_number="123456-789")

    assert f'/officers/{held.officer_id}/"' in found(client, ministry, "123456-789")


@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_what_is_another_provinces_is_not_found(client, editor, there, path):
    for text in ("tuyet mat", there.service_number, "00376", "ha noi"):
        page = found(client, editor, text, path)
        assert f"/officers/{there.pk}/" not in page
        assert "/communes/00376/" not in page
        assert "/provinces/01/" not in page


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "\\", "'; DROP TABLE", "<b>", "a" * 5000, "đ́" * 40])
def test_odd_words_are_answered(client, ministry, text):
    client.force_login(ministry)

    for path in ("/search/", "/search/suggest/"):
        answer = client.get(path, {"q": text})
        assert answer.status_code == 200
        assert "<b>" not in answer.content.decode()


def test_a_percent_sign_means_itself(client, ministry):
    OfficerFactory(full_name="Lò Văn Ún")

    assert "Lò Văn Ún" not in found(client, ministry, "ăn%Ú")


def test_the_number_of_queries_does_not_grow_with_what_is_found(client, ministry):
    counts = []
    for n in (1, 6):
        OfficerFactory.create_batch(n, full_name="Điện Biên Nam")
        client.force_login(ministry)
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/suggest/", {"q": "dien bien"})
        counts.append(len(queries))

    assert max(counts) <= MOST_QUERIES
    assert counts[1] - counts[0] <= 1  # the count of those not shown


def test_suggestions_are_kept_by_nobody(client, ministry):
    client.force_login(ministry)

    assert client.get("/search/suggest/?q=a")["Cache-Control"] == "private, no-store"


def test_what_was_opened_comes_first_the_newest_first_and_ten_at_most(client, ministry):
    officers = OfficerFactory.create_batch(12)
    client.force_login(ministry)
    for officer in (*officers, officers[5]):
        client.get(f"/officers/{officer.pk}/")

    page = client.get("/search/suggest/").content.decode()

    links = [int(pk) for pk in re.findall(r'href="/officers/(\d+)/"', page)]
    assert links == [officers[5].pk, *(o.pk for o in reversed(officers[2:]) if o != officers[5])]


def test_every_kind_of_record_is_remembered(client, ministry, sealed):
    period = a_period(ministry)
    paths = [
        "/communes/03162/",
        "/provinces/11/",
        f"/periods/{period.pk}/provinces/11/",
        f"/reports/{sealed.pk}/",
    ]
    client.force_login(ministry)
    for path in paths:
        assert client.get(path).status_code == 200

    page = client.get("/search/").content.decode()

    assert re.findall(r'<a class="name" href="([^"]+)"', page) == paths[::-1]


def test_what_left_ones_scope_is_not_shown_again(client, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    client.force_login(editor)
    client.get(f"/officers/{officer.pk}/")
    officer.province = Province.objects.get(code="01")
    officer.save()

    assert "Lò Văn Ún" not in client.get("/search/suggest/").content.decode()
    assert "Lò Văn Ún" not in client.get("/").content.decode()


def test_what_one_saw_is_ones_own_and_can_be_forgotten(client, editor, approver):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    for user in (approver, editor):
        client.force_login(user)
        assert "Lò Văn Ún" not in client.get("/search/suggest/").content.decode()
        client.get(f"/officers/{officer.pk}/")
    assert client.get("/").content.decode().count("Xóa danh sách") == 1

    refused = client.get("/search/forget/")
    assert (refused.status_code, refused["Allow"]) == (405, "POST")
    assert "Không mở được như một trang" in refused.content.decode()
    client.post("/search/forget/")

    assert list(RecentlySeen.objects.values_list("user__username", flat=True)) == ["approver-11"]


def test_a_page_that_is_refused_is_not_remembered(client, editor, there):
    client.force_login(editor)

    assert client.get(f"/officers/{there.pk}/").status_code == 404
    assert not RecentlySeen.objects.exists()
