from datetime import date, timedelta

import pytest

from communes.models import Commune
from deployment.choices import Force, Post
from deployment.commune_record import CommuneRecord
from deployment.models import StaffingRule
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
LEFT = date(2021, 5, 12)  # the first day without the chief


def record_on(commune, user, day=DAY):
    return CommuneRecord.on(day, Commune.objects.get(pk=commune.pk), user)


@pytest.fixture
def son(commune):
    officer = OfficerFactory(full_name="Lò Văn Sơn")
    AssignmentFactory(commune=commune, officer=officer, post=Post.CHIEF, ends_on=LEFT)
    return officer


@pytest.mark.parametrize(
    ("members", "has_chief", "headline"),
    [
        (0, False, "Chưa đạt: chưa bố trí cán bộ chính quy; khuyết Trưởng Công an"),
        (3, False, "Chưa đạt: thiếu 2 cán bộ; khuyết Trưởng Công an"),
        (3, True, "Chưa đạt: thiếu 1 cán bộ"),
        (5, False, "Chưa đạt: khuyết Trưởng Công an"),
        (4, True, "Đạt"),
    ],
)
def test_the_headline_names_what_is_missing(commune, ministry, members, has_chief, headline):
    AssignmentFactory.create_batch(members, commune=commune)
    if has_chief:
        AssignmentFactory(commune=commune, post=Post.CHIEF)

    assert record_on(commune, ministry).verdict.headline == headline


@pytest.mark.parametrize(
    ("members", "detail"),
    [
        (0, "Chưa bố trí cán bộ chính quy nào; thiếu cả 5 người."),
        (2, "Thiếu 3 cán bộ so với mức tối thiểu 5."),
        (5, "Bằng mức tối thiểu; bớt một người là thiếu."),
        (7, "Hơn mức tối thiểu 2 người."),
    ],
)
def test_the_first_part_says_how_far_from_the_minimum(commune, ministry, members, detail):
    AssignmentFactory.create_batch(members, commune=commune)

    assert record_on(commune, ministry).verdict.officers.detail == detail


def test_a_vacancy_counts_its_first_day_and_this_one(commune, ministry, son):
    chief = record_on(commune, ministry).verdict.chief

    assert chief.heading == "Khuyết Trưởng Công an 20 ngày"
    assert chief.detail == "Từ 12/5/2021. Người giữ chức trước: Lò Văn Sơn, thôi giữ chức."


def test_on_the_last_day_of_the_chief_there_is_no_vacancy(commune, ministry, son):
    chief = record_on(commune, ministry, LEFT - timedelta(days=1)).verdict.chief

    assert chief.heading == "Trưởng Công an: Lò Văn Sơn"


def test_it_says_where_the_chief_went_the_same_day(commune, ministry, son):
    elsewhere = Commune.objects.exclude(pk=commune.pk).filter(province=commune.province, kind="xa").first()
    AssignmentFactory(officer=son, commune=elsewhere, starts_on=LEFT)

    assert record_on(commune, ministry).verdict.chief.detail.endswith(f"điều chuyển về {elsewhere.name}.")


def test_a_province_is_not_told_what_another_did_with_its_former_chief(commune, editor, son):
    AssignmentFactory(officer=son, commune=Commune.objects.get(code="00001"), starts_on=LEFT)

    assert record_on(commune, editor).verdict.chief.detail.endswith("Lò Văn Sơn, thôi giữ chức.")


def test_a_semi_professional_holder_is_named_and_does_not_fill_the_post(commune, ministry):
    semi = OfficerFactory(full_name="Vàng A Sình", force=Force.SEMI_PROFESSIONAL, rank=None)
    AssignmentFactory(commune=commune, officer=semi, post=Post.CHIEF)

    record = record_on(commune, ministry)

    assert record.verdict.chief.heading == "Khuyết Trưởng Công an chính quy"
    assert "Vàng A Sình (bán chuyên trách) giữ chức từ 1/1/2020" in record.verdict.chief.detail
    assert (record.regular_count, record.semi_professional_count) == (0, 1)


def test_where_no_chief_is_required_none_is_missed(commune, ministry):
    StaffingRule.objects.create(kind="xa", commune=commune, minimum=1, chief_required=False, source="thử")
    AssignmentFactory(commune=commune)

    record = record_on(commune, ministry)

    assert (record.verdict.headline, record.chief_is_vacant) == ("Đạt", False)
    assert record.verdict.chief.label == "Phần 2: không áp dụng"


@pytest.mark.parametrize(
    ("officers", "has_chief", "diamond", "on", "off"),
    [(0, False, "off", 0, 4), (3, True, "chief", 2, 2), (4, False, "off", 4, 0), (5, False, "off", 5, 0)],
)
def test_the_marks_show_every_officer_and_every_place(
    commune, ministry, officers, has_chief, diamond, on, off
):
    AssignmentFactory.create_batch(officers - has_chief, commune=commune)
    if has_chief:
        AssignmentFactory(commune=commune, post=Post.CHIEF)

    places = record_on(commune, ministry).verdict.places

    marks = [square.css for square in places.squares]
    assert (places.diamond, marks.count("on"), marks.count("off")) == (diamond, on, off)


def test_a_ward_has_officers_and_no_verdict(ministry):
    ward = Commune.objects.get(code="00001")
    AssignmentFactory(commune=ward)

    record = record_on(ward, ministry)

    assert (record.verdict, len(record.in_post)) == (None, 1)
    assert "không áp dụng cho phường" in record.out_of_scope


def test_the_two_milestones_are_kept_apart(commune, ministry):
    AssignmentFactory(commune=commune, starts_on=date(2019, 10, 1))
    Commune.objects.filter(pk=commune.pk).update(
        organised_on=DAY + timedelta(days=1), organised_decision="1/QĐ"
    )

    record = record_on(commune, ministry)

    assert (record.first_regular_on, record.is_organised) == (date(2019, 10, 1), False)
