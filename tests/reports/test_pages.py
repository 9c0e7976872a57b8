import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from communes.models import Commune
from deployment.choices import Post
from deployment.models import Officer, StaffingRule
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
PAGE = "/summary/?as_of=31/5/2021"


def numbers(response, anchor):
    """The texts of a table row's links."""
    html = response.content.decode()
    row = re.search(rf'<tr id="{anchor}">(.*?)</tr>', html, re.S).group(1)
    return re.findall(r'<a class="num[^>]*>([^<]*)</a>', row)


def test_the_page_asks_for_a_sign_in(client):
    assert client.get(PAGE).headers["Location"].startswith("/accounts/login/")


def test_a_province_row_holds_its_figures(reader, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    # 115 xã and 5 thị trấn in Điện Biên; one has one officer, its chief
    expected = ["120", "1", "0", "0", "1", "0", "1", str(119 * 5 + 4)]
    assert numbers(reader.get(PAGE), "p11") == expected


def test_every_number_leads_to_the_communes_behind_it(reader, commune):
    AssignmentFactory(commune=commune)
    html = reader.get(PAGE).content.decode()
    url = re.search(r'href="(/communes/\?[^"]*province=11[^"]*deployed=yes)"', html).group(1)

    listed = reader.get(url.replace("&amp;", "&"))

    assert listed.status_code == 200
    assert commune.name in listed.content.decode()


def test_asked_again_unchanged_the_answer_is_304(reader):
    etag = reader.get(PAGE).headers["ETag"]

    assert reader.get(PAGE, headers={"If-None-Match": etag}).status_code == 304


def test_a_stored_page_is_never_stale(reader, commune):
    first = reader.get(PAGE)
    AssignmentFactory(commune=commune)

    again = reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, numbers(again, "p11")[1]) == (200, "1")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Officer.objects.update(force="semi_professional"),
        lambda: StaffingRule.objects.update(minimum=8),
        lambda: Commune.objects.filter(code="03162").update(
            organised_on=date(2021, 1, 1), organised_decision="1/QĐ-BCA"
        ),
    ],
)
def test_whatever_a_figure_is_made_of_ends_the_stored_page(reader, commune, change):
    AssignmentFactory(commune=commune)
    before = reader.get(PAGE)
    change()

    after = reader.get(PAGE, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert numbers(after, "p11") != numbers(before, "p11")


def test_a_form_in_a_stored_frame_is_taken(ministry):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ministry)
    browser.get(PAGE)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(PAGE).content.decode()
    ).group(1)

    sent = browser.post("/accounts/theme/", {"theme": "dark", "csrfmiddlewaretoken": token})

    assert sent.status_code == 302
    assert 'data-bs-theme="dark"' in browser.get(PAGE).content.decode()


def test_two_readers_share_figures_and_not_their_frames(reader, auditor, client):
    first = reader.get(PAGE)
    client.force_login(auditor)

    second = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 200
    assert "auditor" in second.content.decode()
    assert 'class="who">ministry' not in second.content.decode()


def test_the_page_costs_a_constant_number_of_queries(reader, django_assert_num_queries):
    reader.get(PAGE)  # what is read once for all
    for postings in (1, 3):
        AssignmentFactory.create_batch(postings)
        with django_assert_num_queries(13):
            reader.get(PAGE)


@pytest.mark.parametrize(
    "day", ["31/2/2021", "hôm qua", "2021-13-01", "1/1/21", "0", "' OR 1=1", "99999-01-01"]
)
def test_what_is_no_day_is_answered_400_in_words(reader, day):
    response = reader.get("/summary/", {"as_of": day})

    assert response.status_code == 400
    assert "không phải là ngày" in response.content.decode()


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        ("1/1/2000", "trước đó số liệu bằng 0"),
        ("1/7/2025", "số liệu bằng 0"),
        ("1/1/0001", "trước đó số liệu bằng 0"),
        ("31/12/9999", "số liệu bằng 0"),
    ],
)
def test_days_outside_the_programme_are_answered_with_a_notice(reader, day, notice):
    response = reader.get("/summary/", {"as_of": day})

    assert response.status_code == 200
    assert notice in response.content.decode()


@pytest.mark.parametrize(
    "query", ["sort=-officers", "sort=name&group=none", "sort=nonsense", "group=<script>"]
)
def test_any_arrangement_shows_63_provinces(reader, query):
    html = reader.get(f"{PAGE}&{query}").content.decode()

    assert len(re.findall(r'<tr id="p\d\d">', html)) == 63
    assert "<script>" not in html


def test_sorting_turns_round(reader, commune):
    AssignmentFactory(commune=commune)

    html = reader.get(f"{PAGE}&sort=-officers&group=none").content.decode()

    assert re.search(r'<tr id="(p\d\d)">', html).group(1) == "p11"
    assert 'aria-sort="descending"' in html


def test_a_provincial_user_is_led_to_the_own_province(provincial):
    assert provincial.get("/summary/").headers["Location"] == "/provinces/11/"


def test_another_province_does_not_exist_for_a_provincial_user(provincial):
    assert provincial.get("/provinces/11/").status_code == 200
    assert provincial.get("/provinces/01/").status_code == 404


@pytest.mark.parametrize("code", ["99", "1", "011", "%3Cb%3E", "03"])
def test_an_unknown_province_is_404(reader, code):
    assert reader.get(f"/provinces/{code}/").status_code == 404


def test_a_province_page_sums_its_districts(reader, commune):
    AssignmentFactory.create_batch(2, commune=commune)

    html = reader.get("/provinces/11/?as_of=2021-05-31").content.decode()

    rows = [
        re.findall(r'<a class="num[^>]*>([^<]*)</a>', row)
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)
    ]
    *districts, total = [[int(n.replace(".", "")) for n in row] for row in rows if row]
    assert [sum(column) for column in zip(*districts, strict=True)] == total
    assert total[6] == 2


def test_no_page_has_inline_style_or_script_or_another_host(reader):
    for url in (PAGE, "/provinces/11/", "/accounts/login/"):
        html = reader.get(url).content.decode()
        assert not re.search(r"<script(?! src=)|<style| style=| on\w+=|https?://", html)


def test_the_theme_is_remembered(reader):
    reader.post("/accounts/theme/", {"theme": "dark", "next": PAGE})

    assert 'data-bs-theme="dark"' in reader.get(PAGE).content.decode()


def test_the_theme_form_leads_nowhere_else(reader):
    response = reader.post("/accounts/theme/", {"theme": "dark", "next": "https://example.org/"})

    assert response.headers["Location"] == "/"


def test_signing_in_and_out(client, ministry):
    bad = client.post("/accounts/login/", {"username": "ministry", "password": "wrong"})
    good = client.post("/accounts/login/", {"username": "ministry", "password": "a-long-passphrase"})
    out = client.post("/accounts/logout/")

    assert (bad.status_code, good.status_code, out.status_code) == (200, 302, 302)
    assert "Chưa đăng nhập được" in bad.content.decode()
    assert get_user_model().objects.get().last_login


def test_the_title_of_a_province_s_page_names_it(reader):
    assert "<title>Tỉnh Điện Biên ·" in reader.get("/provinces/11/").content.decode()


@pytest.mark.parametrize("address", ["/", "/summary/", "/forecast/"])
def test_no_day_is_lost_on_the_way_to_ones_own_province(as_editor, address):
    assert as_editor.get(address, {"as_of": "2021-02-30"}).status_code == 400
    assert as_editor.get(address, {"as_of": "2020-01-01"}).status_code in (200, 302)
