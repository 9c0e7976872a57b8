"""Rank, then tenure, then training: who comes to mind first."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from communes.models import Commune
from deployment.choices import Course, Post, Rank
from deployment.models import Training
from deployment.planning.candidates import candidates_by_commune
from deployment.planning.chiefs import vacancies_on
from deployment.planning.trained import UNTRAINED, Trained, trained_on
from tests.factories import DAY, AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
RICH, POOR = "03158", "03162"


def member(name, rank=Rank.DAI_UY, since=date(2019, 1, 1), post=Post.MEMBER, code=RICH, trained=()):
    posting = AssignmentFactory(
        commune=Commune.objects.get(code=code), post=post, starts_on=since,
        officer=OfficerFactory(full_name=f"Lò Văn {name}", rank=rank),
    )  # fmt: skip
    for course, day in trained:
        TrainingFactory(officer=posting.officer, course=course, completed_on=day)
    return posting.officer


def test_rank_then_full_years_then_courses_then_the_latest_day():
    twice = [(Course.LAW, date(2019, 5, 1)), (Course.LAW, date(2021, 5, 1))]
    two = [(Course.LAW, date(2018, 5, 1)), (Course.OTHER, date(2018, 6, 1))]
    later = [(Course.LAW, date(2018, 5, 1)), (Course.OTHER, DAY)]
    after = [(course, date(2021, 6, 1)) for course in Course]
    names = [
        member("Sáu", trained=[*two, *after]),
        member("Bảy", trained=twice),
        member("Năm", trained=later),
        member("Tám", trained=after, since=date(2019, 5, 1)),
        member("Chín", since=date(2019, 6, 1), trained=two),  # one full year, the others two
        member("Một", rank=Rank.TRUNG_TA, since=date(2021, 5, 1)),
        member("Không", rank=None, since=date(2018, 1, 1), trained=two),
        member("Phó", rank=Rank.TRUNG_TA, post=Post.DEPUTY, trained=two),
    ]

    people = candidates_by_commune(DAY, [Commune.objects.get(code=RICH).pk])

    (listed,) = people.values()
    given = [person.full_name.split()[-1] for person in listed]
    assert given == ["Một", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Không", "Phó"]
    assert listed[1].trained == Trained(2, DAY)
    assert listed[3].trained == Trained(1, date(2021, 5, 1))
    assert listed[4].trained == UNTRAINED  # completed on the day after
    assert len(names) == len(listed)


def test_training_is_read_in_one_query(django_assert_num_queries):
    officers = [member(name, trained=[(Course.LAW, date(2020, 1, 1))]).pk for name in ("Một", "Hai", "Ba")]

    with django_assert_num_queries(1):
        assert len(trained_on(DAY, officers)) == 3


def test_of_deputies_alike_the_trained_one_comes_first(client, editor, dien_bien):
    Commune.objects.filter(province=dien_bien).exclude(code__in=[RICH, POOR]).update(kind="phuong")
    member("Trưởng", post=Post.CHIEF)
    member("Thường", post=Post.DEPUTY, since=date(2019, 1, 1))
    member("Học", post=Post.DEPUTY, since=date(2019, 5, 1), trained=[(Course.LAW, date(2020, 5, 1))])

    (vacancy,) = vacancies_on(DAY, dien_bien)
    client.force_login(editor)
    page = client.get("/chief-posts/11/?as_of=2021-05-31").content.decode()

    assert [deputy.officer.full_name for deputy in vacancy.deputies] == ["Lò Văn Học", "Lò Văn Thường"]
    assert "1 nội dung bồi dưỡng, gần nhất 1/5/2020" in page
    assert "chưa ghi bồi dưỡng" in page


def test_the_page_and_the_workbook_say_what_each_was_trained_in(client, editor, dien_bien):
    Commune.objects.filter(province=dien_bien).exclude(code__in=[RICH, POOR]).update(kind="phuong")
    for code, members in ((RICH, 6), (POOR, 2)):
        member("Trưởng", post=Post.CHIEF, code=code)
        for name in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")[:members]:
            member(name, code=code)
    TrainingFactory(officer=member("Học"), course=Course.LANGUAGE, completed_on=date(2020, 5, 1))
    client.force_login(editor)

    page = client.get("/plans/11/?as_of=2021-05-31").content.decode()
    file = client.get("/plans/11/plan.xlsx?as_of=2021-05-31").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_name("Cán bộ").to_python()

    assert "1 nội dung bồi dưỡng, gần nhất 1/5/2020" in page
    header, first = sheet[2], sheet[3]
    told = dict(zip(header, first, strict=True))
    assert (told["Họ và tên"], told["Gợi ý"]) == ("Lò Văn Học", "gợi ý")
    assert (told["Thâm niên (tròn năm)"], told["Số nội dung đã bồi dưỡng"], told["Bồi dưỡng gần nhất"]) == (
        2, 1, "1/5/2020",
    )  # fmt: skip
    assert len(sheet) == 3 + 7
    assert Training.objects.count() == 1
