from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from deployment.choices import Post
from deployment.seen import mark_of
from reports import published
from reports.choices import Bound, Measure, Precision
from reports.comparison import compared
from reports.errors import NotYours
from reports.models import PublishedFigure
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
VALUES = {
    "place_code": "11",
    "measure": Measure.OFFICERS,
    "value": Decimal(7),
    "as_of": DAY,
    "precision": Precision.DAY,
    "source": "Báo cáo của Điện Biên",
}


def one(**changes):
    figure = PublishedFigure(**VALUES | changes)
    (row,) = compared([figure])
    return row


def test_the_figures_of_the_conference_are_in_the_register():
    nation = PublishedFigure.objects.filter(place_code="VN", as_of=DAY)

    assert {(f.measure, f.bound, f.value) for f in nation} == {
        ("provinces_deployed", "exact", 63),
        ("communes_deployed", "exact", 7800),
        ("officers", "more_than", 43000),
    }
    assert PublishedFigure.objects.count() == 39
    assert summary_on(DAY).national.officers == 0  # published, not counted


def test_a_figure_stands_beside_the_computed_one_of_its_day(commune):
    AssignmentFactory(commune=commune, post=Post.DEPUTY)
    AssignmentFactory.create_batch(2, commune=commune, starts_on=date(2021, 6, 1))

    officers, deputies = one(), one(measure=Measure.DEPUTIES, value=Decimal(1))
    later = one(as_of=date(2021, 6, 30))

    assert (officers.computed, officers.difference) == (1, -6)
    assert officers.reasons[0] == "Số liệu tổng hợp ít hơn số công bố 6."
    assert (deputies.computed, deputies.reasons) == (1, ("Bằng nhau.",))
    assert later.computed == 3


def test_more_than_and_nearly_are_said_to_fit(commune):
    AssignmentFactory.create_batch(8, commune=commune)

    more, nearly = one(bound=Bound.MORE_THAN), one(bound=Bound.NEARLY, value=Decimal(9))

    assert more.reasons[0].startswith("Phù hợp với chữ “hơn”")
    assert nearly.reasons[0].startswith("Phù hợp với chữ “gần”")


def test_a_figure_without_a_day_cannot_be_compared():
    row = one(as_of=None, precision=Precision.UNKNOWN)

    assert (row.computed, row.difference) == (None, None)
    assert row.reasons == ("Nguồn không ghi ngày, nên không có ngày để tính.",)


def test_a_day_after_the_gazetteer_has_nothing_to_compare_with():
    assert one(as_of=date(2030, 1, 1)).computed is None


def test_the_number_of_questions_does_not_grow_with_the_register(django_assert_max_num_queries):
    figures = [PublishedFigure(**VALUES | {"source": str(number)}) for number in range(40)]

    with django_assert_max_num_queries(7):
        compared(figures)


@pytest.mark.parametrize(
    "changes",
    [
        {"place_code": "X"},
        {"measure": "guess"},
        {"value": Decimal(-1)},
        {"as_of": None},
        {"precision": Precision.UNKNOWN},
        {"measure": Measure.COMMUNES_DEPLOYED, "value": Decimal(9), "denominator": 8},
    ],
)
def test_the_database_refuses_what_no_source_can_say(changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedFigure.objects.create(**VALUES | changes)


def form(**changes):
    return {
        "token": uuid4(), "place_code": "11", "measure": "officers", "bound": "exact", "value": "7",
        "precision": "day", "as_of": "31/5/2021", "source": "Báo cáo", **changes,
    }  # fmt: skip


def test_the_ministry_enters_amends_and_strikes_out(client, ministry):
    client.force_login(ministry)

    entered = client.post("/published/enter/", form())
    figure = PublishedFigure.objects.get(source="Báo cáo")
    amended = client.post(f"/published/{figure.pk}/", form(value="8,5", seen=mark_of(figure)))
    figure.refresh_from_db()
    page = client.get("/published/").content.decode()
    blind = client.post(f"/published/{figure.pk}/strike/", {"token": uuid4()})
    struck = client.post(f"/published/{figure.pk}/strike/", {"token": uuid4(), "seen": mark_of(figure)})

    assert [r.status_code for r in (entered, amended, blind, struck)] == [302, 302, 409, 302]
    assert (figure.value, figure.entered_by) == (Decimal("8.5"), ministry)
    assert "8,5" in page
    assert not PublishedFigure.objects.filter(pk=figure.pk).exists()


@pytest.mark.parametrize("verb", ["", "strike/"])
def test_the_figure_is_named_as_the_register_names_it(client, ministry, verb):
    client.force_login(ministry)
    figure = PublishedFigure.objects.create(**VALUES | {"value": Decimal("45.0")})

    page = client.get(f"/published/{figure.pk}/{verb}").content.decode()

    assert "Tỉnh Điện Biên, Cán bộ chính quy: 45 (Báo cáo của Điện Biên)" in page


def test_a_difference_below_nothing_has_a_minus_as_wide_as_a_plus(client, ministry):
    client.force_login(ministry)
    PublishedFigure.objects.create(**VALUES)

    assert ">−7<" in client.get("/published/").content.decode()


def test_a_refused_figure_says_why_and_writes_nothing(client, ministry):
    client.force_login(ministry)
    client.post("/published/enter/", form())

    for changes, words in (
        ({}, "đã có trong sổ"),
        ({"value": "-3"}, "không được âm"),
        ({"as_of": ""}, "Ghi ngày, hoặc chọn"),
        ({"as_of": "31/2/2021"}, "Không có ngày 31/2/2021."),
        ({"as_of": "31-5-2021"}, "Hãy ghi ngày/tháng/năm"),
        ({"measure": "communes_deployed", "value": "9", "denominator": "8"}, "Trị số lớn hơn mẫu số"),
    ):
        response = client.post("/published/enter/", form(**changes))
        assert response.status_code == 422, changes
        assert words in response.content.decode(), changes
    assert PublishedFigure.objects.filter(source="Báo cáo").count() == 1


def test_others_read_and_do_not_write(client, editor, auditor):
    PublishedFigure.objects.create(**VALUES)
    client.force_login(editor)
    own = client.get("/published/").content.decode()
    refused = client.post("/published/enter/", form())
    client.force_login(auditor)

    assert "Báo cáo của Điện Biên" in own
    assert "Lạng Sơn" not in own
    assert "Báo cáo đã niêm phong ở trang" not in own  # which a province does not have
    assert refused.status_code == 403
    whole = client.get("/published/").content.decode()
    assert "Lạng Sơn" in whole
    assert 'Báo cáo đã niêm phong ở trang <a href="/reports/">Báo cáo toàn quốc</a>.' in whole
    assert client.get("/published/enter/").status_code == 403
    with pytest.raises(NotYours):
        published.enter(user=editor, **VALUES)
