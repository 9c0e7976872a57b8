import re
from datetime import date

import pytest
from django.core.cache import cache

from communes.models import Commune
from deployment.choices import Post
from reports.charts import chart
from reports.charts.chart import DrawingFailed, charts_of
from reports.maps.figures import BY_NAME
from reports.summary import summary_on
from reports.trends.course import FIRST, Course, Step, courses, days_of, line_job
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
PAGE = "/trends/?as_of=2021-05-31"


def test_a_series_is_the_summary_of_each_of_its_days(commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, starts_on=date(2020, 6, 15))
    days = days_of(DAY, Step.QUARTER)

    among = courses("", Commune.objects.all(), [commune.province], days)

    assert len(days) == 14
    for day in (date(2020, 3, 31), date(2020, 6, 30), DAY):
        summary = summary_on(day)
        (own,) = [row.figures for row in summary.provinces if row.province == commune.province]
        assert among.whole.on(day) == summary.national
        assert among.provinces[0][1].on(day) == own


def test_months_run_from_2018_to_the_day():
    months = days_of(DAY, Step.MONTH)

    assert (months[0], months[-1], len(months)) == (FIRST, DAY, 41)
    assert days_of(date(2017, 5, 9), Step.MONTH) == (date(2017, 5, 9),)
    assert days_of(date(2021, 5, 12), Step.QUARTER)[-2:] == (date(2021, 3, 31), date(2021, 5, 12))


def test_the_page_shows_chart_and_table_of_the_figure(reader, commune):
    AssignmentFactory.create_batch(3, commune=commune)

    html = reader.get(f"{PAGE}&area=11&figure=officers").content.decode()

    svg = re.search(r'<svg xmlns="[^"]*" class="chart".*?</svg>', html, re.S).group()
    assert "var(--bar)" in svg
    assert not re.search(r" style=|#0[1-6]0[1-6]0[1-6]|https?://(?!www.w3.org/2000/svg)", svg)
    assert (
        'aria-label="Biểu đồ đường, số cán bộ chính quy của Tỉnh Điện Biên: 0 ngày 31/1/2018, 3 ngày' in svg
    )
    assert '<th scope="row" class="place">31/5/2021</th><td class="n">3</td>' in html
    assert len(re.findall(r'<th scope="row" class="place">\d', html)) == 41


def test_a_region_has_a_small_chart_and_a_row_for_each_province(reader):
    html = reader.get(f"{PAGE}&area=4&step=quarter").content.decode()

    assert "5 địa phương, cùng một thang đo" in html
    assert html.count(">Đắk Nông</text>") == 2  # wide and narrow
    assert "/trends/?as_of=2021-05-31&amp;area=67" in html


def test_page_and_document_show_the_same_chart_in_their_own_colours():
    course = Course("x", ((DAY, summary_on(DAY).national),))
    (drawn,) = charts_of([(line_job(course, BY_NAME["officers"]), "a & b")])

    page, paper = drawn.on_page(), drawn.in_print()

    assert "var(--" not in paper
    assert 'aria-label="a &amp; b"' in page
    assert re.findall(r' d="[^"]*"', page) == re.findall(r' d="[^"]*"', paper)


def test_a_chart_is_drawn_once_for_its_data(monkeypatch):
    cache.clear()
    calls, drawn = [], chart._drawn
    monkeypatch.setattr(chart, "_drawn", lambda jobs: calls.append(len(jobs)) or drawn(jobs))
    course = Course("x", ((DAY, summary_on(DAY).national),))
    job = line_job(course, BY_NAME["communes"])

    charts_of([(job, "one")])
    again = charts_of([(job, "two"), (line_job(course, BY_NAME["officers"]), "")])

    assert calls == [1, 1]
    assert again[0].alternative == "two"


def test_a_chart_that_cannot_be_drawn_says_so():
    with pytest.raises(DrawingFailed):
        charts_of([({"kind": "unknown"}, "")])


@pytest.mark.parametrize(
    ("query", "status"),
    [("&figure=status", 400), ("&step=day", 400), ("&area=99", 404), ("&area=9", 404), ("&area=abc", 404)],
)
def test_what_is_not_there_is_refused(reader, query, status):
    assert reader.get(PAGE + query).status_code == status


def test_a_provincial_user_sees_the_own_province_alone(client, editor):
    client.force_login(editor)

    assert "&area=11&" in client.get("/trends/").headers["Location"]
    assert client.get(f"{PAGE}&area=01").status_code == 404
    assert client.get(f"{PAGE}&area=2").status_code == 404


def test_a_day_without_communes_has_an_empty_chart(reader):
    assert reader.get("/trends/?as_of=2030-01-01&area=4&step=quarter").status_code == 200
