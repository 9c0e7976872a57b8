"""A sealed report read in English: its sentences are built anew of what it keeps, its own words marked."""

from datetime import date

import pytest
from django.utils.translation import override

from deployment import postings
from deployment.choices import Post
from reports import cycle
from reports.choices import Matter
from reports.freezing import freeze, verify
from reports.frozen import Frozen
from reports.matters.forecast import forecasts_in
from reports.models import NationalReport
from reports.source import Live
from tests.english import VIETNAMESE
from tests.factories import DAY, OfficerFactory
from tests.reports.cycle import a_period, sent
from tests.reports.steps import as_

pytestmark = pytest.mark.django_db
APRIL = date(2021, 4, 30)


@pytest.fixture
def sealed(ministry, commune):
    """Of the day's reports one is approved, and moved since; one is sent; one was approved for April."""
    before = a_period(ministry, APRIL)
    cycle.approve(report=sent(before, "12").report, by=ministry)
    now = a_period(ministry)
    cycle.approve(report=sent(now, "11").report, by=ministry)
    sent(now, "02")
    officer = OfficerFactory(province=commune.province)
    postings.appoint(officer=officer, commune=commune, post=Post.CHIEF, starts_on=APRIL)
    made = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    return NationalReport.objects.get(pk=made.pk)


def test_the_standing_is_told_in_english_as_the_live_figures_tell_it(sealed):
    told = {}
    for language in ("vi", "en"):
        with override(language):
            told[language] = Frozen(sealed).standing
            assert told[language] == Live(DAY).standing

    kept = sealed.standing
    assert told["vi"] == f"{kept['headline']}; {kept['remainder']}"
    assert told["en"].startswith("1/63 reports approved, of which 1")
    assert "31 days" in told["en"]
    assert verify(sealed) is None


def test_the_pages_tell_it_in_english_and_mark_the_reports_own_words(client, ministry, sealed):
    as_(client, ministry)
    page = client.get(f"/reports/{sealed.pk}/?lang=en").content.decode()
    listed = client.get("/reports/?lang=en").content.decode()
    slides = client.get(f"/reports/{sealed.pk}/slides/?lang=en").content.decode()

    for text in (page, listed, slides):
        assert "1/63 reports approved" in text
        assert sealed.standing["headline"] not in text
    assert f'<li lang="vi">{sealed.standing["moved"][0]}</li>' in page


def test_why_no_day_is_forecast_is_told_in_english(client, ministry, sealed):
    kept = [line.content["reason"] for line in Frozen(sealed).lines(Matter.FORECAST) if line.province]
    with override("vi"):
        vietnamese = [row.reason for row in forecasts_in(Frozen(sealed)).provinces]
    with override("en"):
        english = [row.reason for row in forecasts_in(Frozen(sealed)).provinces]
        live = [row.reason for row in forecasts_in(Live(DAY)).provinces]
    page = as_(client, ministry).get(f"/reports/{sealed.pk}/matters/?lang=en").content.decode()

    assert vietnamese == kept
    assert english == live
    assert any(english)
    assert [text for text in english if VIETNAMESE.search(text)] == []
    assert "không tăng" not in page
