import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from communes.models import Commune
from deployment.choices import Force, Post
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
HANOI = "00376"  # Thị trấn Sóc Sơn


def listed(client, **filters):
    response = client.get(reverse("deployment:communes"), {"as_of": DAY.isoformat()} | filters)
    assert response.status_code == 200
    return response


def codes(response):
    return [row.record.code for row in response.context["table"].paginated_rows]


@pytest.fixture
def of_every_sort(dien_bien):
    """Communes of Điện Biên in every group of the rule, some organised; one in Hà Nội."""
    places = list(Commune.objects.filter(province=dien_bien, kind__in=["xa", "thi_tran"])[:6])
    for place, members, has_chief in zip(places, (4, 6, 2, 2, 0, 5), (1, 0, 1, 0, 1, 1), strict=True):
        AssignmentFactory.create_batch(members, commune=place)
        AssignmentFactory.create_batch(has_chief, commune=place, post=Post.CHIEF)
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL, rank=None)
    AssignmentFactory(commune=places[1], officer=semi, post=Post.CHIEF)
    AssignmentFactory.create_batch(5, commune=Commune.objects.get(code=HANOI))
    for place, day in zip(places, (DAY, DAY + timedelta(days=1), DAY - timedelta(days=9)), strict=False):
        Commune.objects.filter(pk=place.pk).update(organised_on=day, organised_decision="1/QĐ-BCA")
    return places


FIGURES = {
    "communes": {},
    "communes_deployed": {"deployed": "yes"},
    "communes_organised": {"organised": "yes"},
    "communes_at_minimum": {"minimum": "met"},
    "communes_with_chief": {"chief": "filled"},
    "communes_compliant": {"status": "compliant"},
    "no_chief": {"status": "no_chief"},
    "below_minimum": {"status": "below_minimum"},
    "not_deployed": {"status": "not_deployed"},
    "communes_short": {"minimum": "short"},
}


@pytest.mark.parametrize(("name", "narrowing"), FIGURES.items())
def test_each_number_of_the_summary_is_confirmed_by_its_list(as_ministry, of_every_sort, name, narrowing):
    summary = summary_on(DAY)
    region = next(row for row in summary.regions if row.region.code == "2")
    province = next(row for row in summary.provinces if row.province.code == "11")
    places = [
        ({}, summary.national),
        ({"region": "2"}, region.figures),
        ({"province": "11"}, province.figures),
    ]

    for place, figures in places:
        totals = listed(as_ministry, **place, **narrowing).context["totals"]
        assert (totals.count, totals.of) == (getattr(figures, name), figures.communes)


def test_opposite_filters_part_the_whole(as_ministry, of_every_sort):
    for name, values in {
        "deployed": ("yes", "no"), "organised": ("yes", "no"),
        "minimum": ("met", "short"), "chief": ("filled", "vacant"),
    }.items():  # fmt: skip
        counts = [listed(as_ministry, **{name: value}).context["totals"].count for value in values]
        assert sum(counts) == 8880


def test_officers_and_shortfall_of_the_filtered_rows_are_added_up(as_ministry, of_every_sort):
    figures = next(row for row in summary_on(DAY).provinces if row.province.code == "11").figures

    totals = listed(as_ministry, province="11").context["totals"]

    assert (totals.officers, totals.shortfall) == (figures.officers, figures.shortfall)


def test_the_page_of_a_list_does_not_change_its_totals(as_ministry):
    first, last = listed(as_ministry), listed(as_ministry, page="9999", per_page="200")

    assert first.context["totals"] == last.context["totals"]
    assert (len(codes(first)), len(codes(last))) == (50, 8880 % 200)


@pytest.mark.parametrize("text", ["nậm kè", "NAM KE", "Nậm Kè, Điện Biên", "muong nhe, nam ke", "03162"])
def test_search_ignores_accents_and_case(as_ministry, text):
    assert "03162" in codes(listed(as_ministry, q=text, sort="name"))


def test_search_takes_signs_for_letters(as_ministry):
    assert listed(as_ministry, q="%").context["totals"].count == 0


def test_places_sort_in_vietnamese_order(as_ministry):
    rows = listed(as_ministry, province="11", sort="name", per_page="200").context["table"].paginated_rows
    names = [row.record.short_name for row in rows]

    some = ["Ẳng Cang", "Ẳng Nưa", "Búng Lao", "Chà Cang", "Chà Tở", "Điện Biên Đông", "Nậm Kè", "Vàng Đán"]
    assert sorted(some, key=names.index) == some


def test_the_worst_status_sorts_first(as_ministry, of_every_sort):
    rows = listed(as_ministry, province="11", sort="-status", per_page="200").context["table"].rows

    statuses = [row.record.status for row in rows]
    assert statuses[0] == "compliant"
    assert statuses[-1] == "not_deployed"


def test_a_province_sees_its_own_communes_alone(as_editor):
    response = listed(as_editor, per_page="200")

    assert {row.record.province.code for row in response.context["table"].rows} == {"11"}
    assert response.context["totals"].of == 120
    assert "Hà Nội" not in response.content.decode()


@pytest.mark.parametrize(
    "filters", [{"province": "01"}, {"region": "1"}, {"q": "ha noi"}, {"district": "017"}]
)
def test_no_filter_leads_into_another_province(as_editor, filters):
    assert set(codes(listed(as_editor, **filters))) <= set(
        Commune.objects.filter(province__code="11").values_list("code", flat=True)
    )


@pytest.mark.parametrize(
    "filters",
    [
        {"province": "99"}, {"province": "x' OR 1=1"},
        {"status": "good"}, {"short_by": "abc"}, {"short_by": "1e99"}, {"short_by": "-1"},
        {"kind": "phuong"}, {"deployed": "maybe"}, {"q": "x" * 101}, {"trait": "pk"}, {"region": "7"},
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_lists_nothing_and_says_so(as_ministry, filters):
    response = listed(as_ministry, **filters)

    assert codes(response) == []
    assert 'class="notice notice-error" role="alert"' in response.content.decode()
    assert "<title>Lỗi:" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"}, {"page": "0"}, {"page": "-5"}, {"page": "9" * 5000}, {"per_page": "0"},
        {"per_page": "1000000"}, {"sort": "password"}, {"sort": ""}, {"sort": "-"},
        {"sort": "province__region"},
        {"unknown": "1"},
    ],
)  # fmt: skip
def test_junk_in_the_arrangement_is_left_out(as_ministry, query):
    assert len(codes(listed(as_ministry, **query))) in {50, 8880 % 50}


@pytest.mark.parametrize("name", ["communes", "officers", "assignments"])
def test_a_day_that_is_no_date_answers_400(as_ministry, name):
    response = as_ministry.get(reverse(f"deployment:{name}"), {"as_of": "31/02/2021"})

    assert response.status_code == 400
    assert "không phải là ngày" in response.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "2017-12-31", "2025-07-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["/communes/", "/communes/03162/", "/officers/", "/assignments/"])
def test_any_day_is_answered(as_ministry, commune, path, day):
    AssignmentFactory(commune=commune)

    assert as_ministry.get(path, {"as_of": day}).status_code == 200


def test_the_page_asks_as_many_questions_for_fourteen_officers_as_for_one(
    as_ministry, commune, django_assert_num_queries
):
    AssignmentFactory(commune=commune)
    as_ministry.get("/communes/03162/")
    for more in (0, 13):
        AssignmentFactory.create_batch(more, commune=commune)
        with django_assert_num_queries(14 + 3):  # and the log of reading, what was seen, what is unread
            as_ministry.get("/communes/03162/", {"as_of": "2021-05-31"})


def test_the_page_lists_officers_and_every_posting(as_ministry, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, officer=OfficerFactory(full_name="Giàng A Chứ"))
    AssignmentFactory(
        commune=commune, officer=OfficerFactory(full_name="Vàng A Sình"), ends_on=date(2021, 3, 1)
    )

    text = as_ministry.get("/communes/03162/", {"as_of": "2021-05-31"}).content.decode()

    assert "Cán bộ đang công tác (1)" in text
    assert "Giàng A Chứ" in text
    assert "28/2/2021" in text  # the last day served of the one who left
    assert "Thuộc diện" not in text  # of none


def test_the_page_names_the_class_of_a_commune_that_has_one(as_ministry, commune):
    Commune.objects.filter(pk=commune.pk).update(is_key=True)

    assert "Thuộc diện" in as_ministry.get("/communes/03162/", {"as_of": "2021-05-31"}).content.decode()


@pytest.mark.parametrize("code", ["99999", "0316", "abc", "03162x"])
def test_an_unknown_commune_answers_404(as_ministry, code):
    assert as_ministry.get(f"/communes/{code}/").status_code == 404


def test_another_provinces_commune_answers_404(as_editor):
    assert as_editor.get(f"/communes/{HANOI}/").status_code == 404
    assert as_editor.get("/communes/03162/").status_code == 200


def test_of_a_code_used_twice_the_unit_of_the_day_is_shown(as_ministry, commune):
    later = Commune(code=commune.code, kind="xa", province=commune.province, exists_from=date(2025, 7, 1))
    later.set_name("Xã Sau Sắp Xếp")
    later.save()

    assert "Xã Nậm Kè" in as_ministry.get("/communes/03162/?as_of=2025-06-30").content.decode()
    assert "Xã Sau Sắp Xếp" in as_ministry.get("/communes/03162/?as_of=2025-07-01").content.decode()


def test_names_are_text_and_never_markup(as_ministry, commune):
    hostile = "<script>alert('x')</script> \"onload=\"' {{ 7 }}"
    AssignmentFactory(commune=commune, officer=OfficerFactory(full_name=hostile), decision_number="<b>1</b>")

    for path in ("/communes/03162/", "/officers/", "/assignments/", "/communes/?q=<script>"):
        text = as_ministry.get(path, {"as_of": "2021-05-31"} if "?" not in path else None).content.decode()
        assert "<script>" not in text
        assert "<b>1</b>" not in text


@pytest.mark.parametrize("path", ["/communes/", "/communes/03162/", "/officers/", "/assignments/"])
def test_nothing_is_styled_or_scripted_inline(as_ministry, commune, path):
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    text = as_ministry.get(path, {"as_of": "2021-05-31"}).content.decode()

    assert re.findall(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", text) == []


@pytest.mark.parametrize("path", ["/communes/", "/communes/03162/", "/officers/", "/assignments/"])
def test_without_signing_in_there_is_nothing(client, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/communes/", "/communes/03162/", "/officers/", "/assignments/"])
def test_the_pages_only_read(as_ministry, path):
    assert as_ministry.post(path).status_code == 405


def test_a_communes_history_names_the_officer(client, editor):
    client.force_login(editor)
    officer = AssignmentFactory(officer__full_name="Nguyễn Văn An").officer

    commune = client.get("/communes/03162/").content.decode()
    person = client.get(f"/officers/{officer.pk}/").content.decode()

    assert f"giữ chức vụ · Nguyễn Văn An ({officer.service_number}), Công an viên</strong>" in commune
    assert "giữ chức vụ · Công an viên, Xã Nậm Kè</strong>" in person
