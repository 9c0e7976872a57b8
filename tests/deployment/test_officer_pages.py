from datetime import date

import pytest
from django.urls import reverse

from communes.models import Commune, Province
from deployment.choices import Force, Post
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanoi():
    return Province.objects.get(code="01")


def listed(client, name="officers", **filters):
    response = client.get(reverse(f"deployment:{name}"), {"as_of": DAY.isoformat()} | filters)
    assert response.status_code == 200
    return [row.record for row in response.context["table"].paginated_rows]


def names(client, **filters):
    return [officer.full_name for officer in listed(client, **filters)]


def test_people_sort_by_given_name_first(as_ministry):
    for name in ("Nguyễn Văn Đạt", "Lò Văn Dũng", "Trần Thị Ánh", "Đặng Văn An", "Bùi Văn An"):
        OfficerFactory(full_name=name)

    assert names(as_ministry) == [
        "Bùi Văn An", "Đặng Văn An", "Trần Thị Ánh", "Lò Văn Dũng", "Nguyễn Văn Đạt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["giang a chu", "GIÀNG A CHỨ", "218406", "218406-115", "nậm kè", "muong nhe", "dien bien"]
)
def test_search_finds_name_number_and_place(as_ministry, commune, text):
    found = OfficerFactory(full_name="Giàng A Chứ", service_number="218406-115")
    AssignmentFactory(commune=commune, officer=found)
    OfficerFactory(full_name="Lò Văn Sơn")

    assert names(as_ministry, q=text) == ["Giàng A Chứ"]


def test_the_place_is_that_of_the_day(as_ministry, commune):
    AssignmentFactory(
        commune=commune, officer=OfficerFactory(full_name="Lò Văn Sơn"), ends_on=date(2021, 5, 12)
    )

    assert names(as_ministry, q="nam ke") == []
    assert names(as_ministry, q="nam ke", as_of="2021-05-11") == ["Lò Văn Sơn"]


def test_each_filter_narrows(as_ministry, commune, hanoi):
    AssignmentFactory(commune=commune, post=Post.CHIEF, officer=OfficerFactory(full_name="Trưởng Ấy", rank=8))
    semi = OfficerFactory(full_name="Bán Ấy", force=Force.SEMI_PROFESSIONAL, rank=None)
    AssignmentFactory(commune=commune, officer=semi)
    OfficerFactory(full_name="Chưa Ấy", province=hanoi, rank=7)

    assert names(as_ministry, post="chief") == ["Trưởng Ấy"]
    assert names(as_ministry, rank="8") == ["Trưởng Ấy"]
    assert names(as_ministry, force="semi_professional") == ["Bán Ấy"]
    assert names(as_ministry, posted="no") == ["Chưa Ấy"]
    assert names(as_ministry, province="01") == ["Chưa Ấy"]
    assert len(names(as_ministry, posted="yes")) == 2


@pytest.mark.parametrize(
    "sort", ["rank", "-rank", "post", "-post", "commune", "-commune", "starts_on", "-starts_on"]
)
def test_those_who_have_nothing_to_sort_by_come_last(as_ministry, commune, sort):
    AssignmentFactory(commune=commune, officer=OfficerFactory(full_name="Có Đủ"))
    OfficerFactory(full_name="Không Gì", rank=None)

    assert names(as_ministry, sort=sort) == ["Có Đủ", "Không Gì"]


def test_a_province_sees_its_own_officers_alone(as_editor, hanoi):
    OfficerFactory(full_name="Của Mình")
    other = OfficerFactory(full_name="Của Người", province=hanoi)

    assert names(as_editor) == ["Của Mình"]
    assert names(as_editor, q="cua nguoi") == []
    assert names(as_editor, province="01") == ["Của Mình"]  # there is no such filter for a province
    assert as_editor.get(f"/officers/{other.pk}/").status_code == 404


def test_postings_elsewhere_are_not_shown_to_a_province(as_editor, commune):
    officer = OfficerFactory()
    AssignmentFactory(officer=officer, commune=Commune.objects.get(code="00001"), ends_on=date(2020, 6, 1))
    AssignmentFactory(officer=officer, commune=commune, starts_on=date(2020, 6, 1))

    text = as_editor.get(f"/officers/{officer.pk}/").content.decode()

    assert "Nậm Kè" in text
    assert "Phúc Xá" not in text
    assert "Chỉ gồm thời gian tại Tỉnh Điện Biên" in text


def test_a_former_officer_now_elsewhere_is_named_without_a_link(as_editor, commune, hanoi):
    moved = OfficerFactory(full_name="Lò Văn Sơn", province=hanoi)
    AssignmentFactory(officer=moved, commune=commune, ends_on=date(2021, 5, 12))

    for path in ("/communes/03162/", "/assignments/"):
        text = as_editor.get(path, {"as_of": "2021-05-31"}).content.decode()
        assert "Lò Văn Sơn" in text
        assert f"/officers/{moved.pk}/" not in text


def test_the_page_tells_person_present_post_and_history(as_ministry, commune):
    officer = OfficerFactory(full_name="Giàng A Chứ", date_of_birth=date(1985, 6, 1))
    AssignmentFactory(officer=officer, commune=commune, ends_on=date(2021, 3, 1))
    AssignmentFactory(officer=officer, commune=commune, post=Post.DEPUTY, starts_on=date(2021, 3, 1))

    response = as_ministry.get(f"/officers/{officer.pk}/", {"as_of": "2021-05-31"})

    record = response.context["record"]
    assert (record.present.post, record.age, len(record.postings)) == ("deputy", 35, 2)
    assert "28/2/2021" in response.content.decode()


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999", "abc", "-1"])
def test_an_unknown_officer_answers_404(as_ministry, pk):
    assert as_ministry.get(f"/officers/{pk}/").status_code == 404


def test_postings_are_told_with_their_last_day(as_ministry, commune):
    AssignmentFactory(commune=commune, ends_on=date(2021, 3, 1))

    assert "28/2/2021" in as_ministry.get("/assignments/").content.decode()


def test_postings_are_filtered_by_day_commune_and_start(as_ministry, commune):
    past = AssignmentFactory(commune=commune, ends_on=date(2021, 3, 1))
    present = AssignmentFactory(commune=commune, starts_on=DAY)

    def found(**filters):
        return [posting.pk for posting in listed(as_ministry, "assignments", **filters)]

    assert found(in_post="yes") == [present.pk]
    assert found(in_post="no") == [past.pk]
    assert found(started_from="31/5/2021") == [present.pk]
    assert found(started_to="2021-05-30") == [past.pk]
    assert found(commune="03162") == [present.pk, past.pk]
    assert found(commune="00001") == []
    assert found(q="nam ke") == [present.pk, past.pk]


def test_a_province_sees_its_own_postings_alone(as_editor, commune):
    own = AssignmentFactory(commune=commune)
    AssignmentFactory(commune=Commune.objects.get(code="00001"))

    assert [p.pk for p in listed(as_editor, "assignments")] == [own.pk]
    assert listed(as_editor, "assignments", commune="00001") == []


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("officers", {"rank": "99"}), ("officers", {"posted": "1"}),
        ("assignments", {"started_from": "31/2/2021"}), ("assignments", {"started_to": "hôm nay"}),
        ("assignments", {"in_post": "now"}),
        ("assignments", {"post": "boss"}),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_lists_nothing(as_ministry, commune, name, filters):
    AssignmentFactory(commune=commune)

    assert listed(as_ministry, name, **filters) == []


def test_an_officer_whose_sex_no_file_has_given_is_shown_and_completed(as_editor, commune):
    officer = AssignmentFactory(commune=commune, officer=OfficerFactory(sex="")).officer
    page = as_editor.get(reverse("deployment:officer", args=[officer.pk]))
    form = as_editor.get(reverse("deployment:amend", args=[officer.pk])).context["form"]

    assert "<dt>Giới tính</dt><dd>–</dd>" in page.content.decode()
    assert [value for value, _ in form.fields["sex"].choices] == ["", "male", "female"]
    assert as_editor.get(f"/api/v1/officers/{officer.pk}").json()["sex"] is None


def shown(client, officer, day=DAY):
    page = client.get(reverse("deployment:officer", args=[officer.pk]), {"as_of": day.isoformat()})
    return page.content.decode()


def test_a_posting_that_begins_later_is_told_beside_the_state_of_the_day(client, editor, commune):
    client.force_login(editor)
    officer = OfficerFactory()
    AssignmentFactory(commune=commune, officer=officer, starts_on=date(2021, 8, 1))
    AssignmentFactory(commune=commune, officer=officer, starts_on=date(2021, 6, 1), ends_on=date(2021, 7, 1))

    page = shown(client, officer)

    link = '<a href="?as_of=2021-06-01">Từ ngày 1/6/2021: Công an viên, Xã Nậm Kè</a>'
    assert (link in page, 'btn-primary" href="/assignments/new/' in page) == (True, False)
    assert "Từ ngày 1/8/2021" not in page
    assert 'btn-primary" href="/assignments/new/' in shown(client, OfficerFactory())


def test_an_end_that_is_recorded_is_told_with_what_can_be_done(client, editor, ministry, commune):
    held = AssignmentFactory(commune=commune, ends_on=date(2021, 7, 1))
    client.force_login(editor)

    page = shown(client, held.officer)

    assert "Đã ghi thôi giữ chức sau ngày 30/6/2021." in page
    assert f'<a href="/assignments/{held.pk}/correct/">đính chính</a>' in page
    assert "từ ngày 1/7/2021 thì bấm “Bố trí”" in page
    client.force_login(ministry)
    assert "Muốn điều chuyển trước đó" not in shown(client, held.officer)
