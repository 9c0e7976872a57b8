import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.models import Commune, Province
from deployment.choices import Post, Rank, Sex
from deployment.figures import Figures
from deployment.models import PlacingDeadline, ServiceAgeLimit, StaffingRule
from reports.forecasting.backtest import backtest
from reports.forecasting.backtest_text import backtest_text
from reports.forecasting.deadlines import deadlines_on
from reports.forecasting.falling import falling_after
from reports.forecasting.forecast import LookedBack, forecasts_on, outlook_of
from tests.factories import DAY, AssignmentFactory

HALF_A_YEAR_BEFORE, QUARTER_BEFORE, YEAR_BEFORE = date(2020, 11, 30), date(2021, 2, 28), date(2020, 5, 31)


def outlook(now, *, quarter, half, year, whole=100):
    counts = {DAY: now, QUARTER_BEFORE: quarter, HALF_A_YEAR_BEFORE: half, YEAR_BEFORE: year}
    figures = {day: Figures(communes=whole, communes_compliant=count) for day, count in counts.items()}
    return outlook_of(figures, DAY)


def test_what_remains_is_divided_by_the_pace_of_half_a_year():
    told = outlook(80, quarter=70, half=62, year=62)

    # 18 communes in 182 days: 20 more take 203 days; 10 in 92 days: 184; 18 in 365 days: 406.
    assert (told.complies_on, told.earliest, told.latest) == (
        date(2021, 12, 20), date(2021, 12, 1), date(2022, 7, 11),
    )  # fmt: skip
    assert told.reason is None


def test_without_a_gain_no_day_is_told_but_the_reason():
    told = outlook(80, quarter=70, half=80, year=60)

    assert (told.complies_on, told.earliest, told.latest) == (None, None, None)
    assert "không tăng" in told.reason


def test_where_one_pace_stands_still_nobody_says_how_late():
    told = outlook(80, quarter=81, half=62, year=50)

    assert told.complies_on
    assert told.earliest <= told.complies_on
    assert (told.latest, "muộn nhất" in told.reason) == (None, True)


def test_a_day_beyond_ten_years_is_none():
    assert outlook(50, quarter=50, half=49, year=49, whole=1000).complies_on is None


def test_where_nothing_remains_the_day_is_the_day():
    told = outlook(100, quarter=90, half=90, year=90)

    assert (told.complies_on, told.earliest, told.latest, told.reason) == (DAY, DAY, DAY, None)


@pytest.fixture
def two_communes(dien_bien):
    """All of Điện Biên that is in scope: one commune complies since 2021, one does not."""
    Commune.objects.filter(province=dien_bien).exclude(code__in=["03158", "03162"]).update(kind="phuong")
    done, short = Commune.objects.filter(code__in=["03158", "03162"]).order_by("code")
    AssignmentFactory(commune=done, post=Post.CHIEF, starts_on=date(2021, 3, 1))
    AssignmentFactory.create_batch(4, commune=done, starts_on=date(2021, 3, 1))
    return done, short


@pytest.mark.django_db
@pytest.mark.usefixtures("two_communes")
def test_the_command_prints_what_the_contract_says():
    out = StringIO()
    call_command("forecast", "--as-of", "2021-05-31", "--province", "11", "--format", "json", stdout=out)

    printed = json.loads(out.getvalue())
    row = printed["provinces"][0]
    assert (printed["as_of"], row["province_code"], row["complies_on"]) == ("2021-05-31", "11", "2021-11-29")
    assert (row["earliest"], row["latest"], row["reason"]) == ("2021-08-31", "2022-05-31", None)
    with pytest.raises(CommandError):
        call_command("forecast", "--as-of", "2021-05-31", "--province", "00")


@pytest.mark.django_db
@pytest.mark.usefixtures("two_communes")
def test_every_province_has_a_row_also_before_anything_began():
    rows = forecasts_on(date(2018, 1, 1), Province.objects.all())

    assert len(rows) == 63
    assert all(row.outlook.complies_on is None and row.outlook.reason for row in rows)
    assert forecasts_on(date(1, 1, 1), Province.objects.all())[0].outlook.reason
    assert forecasts_on(date(2025, 7, 1), Province.objects.all()) == []


@pytest.mark.django_db
def test_a_stricter_rule_is_no_loss_of_communes(two_communes, dien_bien):
    StaffingRule.objects.filter(kind="xa").update(ends_on=date(2021, 5, 1))
    StaffingRule.objects.create(kind="xa", minimum=4, starts_on=date(2021, 5, 1), source="thử")
    done, _short = two_communes
    AssignmentFactory.create_batch(4, commune=done, starts_on=date(2018, 1, 1), ends_on=date(2021, 3, 1))

    told = forecasts_on(DAY, Province.objects.filter(pk=dien_bien.pk))[0].outlook

    assert (told.reached, [pace.gained for pace in told.paces]) == (1, [1, 1, 1])


@pytest.mark.django_db
def test_a_commune_falls_with_an_end_already_written(two_communes):
    done, _short = two_communes
    done.assignments.filter(post=Post.MEMBER).first().delete()
    AssignmentFactory(commune=done, ends_on=date(2021, 7, 1))

    rows = falling_after(DAY, Commune.objects.all())

    assert [(row.commune, row.first, row.status, row.shortfall, row.leaving) for row in rows] == [
        (done, date(2021, 7, 1), "below_minimum", 1, ())
    ]


@pytest.mark.parametrize(
    ("born", "falls"),
    [
        (date(1968, 6, 1), True),
        (date(1968, 8, 29), True),
        (date(1968, 8, 30), False),
        (date(1968, 5, 31), False),
    ],
)
@pytest.mark.django_db
def test_an_age_limit_within_90_days_is_told_as_a_warning(two_communes, born, falls):
    done, _short = two_communes
    officer = done.assignments.get(post=Post.CHIEF).officer
    officer.date_of_birth, officer.rank, officer.sex = born, Rank.DAI_UY, Sex.FEMALE
    officer.save()

    rows = falling_after(DAY, Commune.objects.all())

    assert [(row.commune, row.leaving[0].full_name) for row in rows] == (
        [(done, officer.full_name)] if falls else []
    )


@pytest.mark.django_db
def test_the_limit_is_that_of_rank_sex_and_day():
    def age(rank, sex, day):
        return ServiceAgeLimit.objects.in_force(day).get(rank=rank, sex=sex).months

    assert [age(Rank.TRUNG_TA, sex, DAY) for sex in (Sex.MALE, Sex.FEMALE)] == [55 * 12, 53 * 12]
    assert age(Rank.TRUNG_TA, Sex.MALE, date(2023, 8, 15)) == 57 * 12
    assert age(Rank.THUONG_TA, Sex.FEMALE, date(2025, 1, 1)) == 56 * 12 + 8


@pytest.mark.django_db
def test_deadlines_part_key_communes_from_the_rest(two_communes, dien_bien):
    done, short = two_communes
    Commune.objects.filter(pk=short.pk).update(is_key=True)

    key, rest = deadlines_on(LookedBack.on(DAY, Province.objects.filter(pk=dien_bien.pk)))

    assert [key.deadline.due_on, rest.deadline.due_on] == [date(2021, 6, 30), date(2022, 6, 30)]
    assert ((key.communes, key.remaining), (rest.communes, rest.remaining)) == ((1, 1), (1, 0))
    assert [row.province for row in key.missing] == [dien_bien]
    assert rest.missing == []
    assert PlacingDeadline.objects.count() == 2
    assert done.pk != short.pk


@pytest.mark.django_db
def test_the_past_is_asked_what_it_would_have_foretold(two_communes):
    _done, short = two_communes
    AssignmentFactory(commune=short, post=Post.CHIEF, starts_on=date(2021, 5, 10))
    AssignmentFactory.create_batch(4, commune=short, starts_on=date(2021, 5, 10))

    result = backtest(date(2020, 12, 31), DAY)

    assert result.provinces_reached == 1
    assert [(row.months_before, len(row.errors), row.in_range) for row in result.days] == [
        (1, 1, 0),
        (2, 1, 0),
    ]
    # At 31/3/2021 one of two was reached in 182 days (of half a year): the other by 29/9, 121 days late.
    assert result.days[1].errors == (121,)
    assert "| 2 tháng | 1 | 1 | +121,0 ngày |" in backtest_text(result)


@pytest.mark.django_db
@pytest.mark.usefixtures("two_communes")
def test_a_province_reads_its_own_forecast_alone(client, editor, ministry):
    client.force_login(editor)
    answers = [client.get(path) for path in ("/forecast/", "/forecast/11/?as_of=2021-05-31", "/forecast/01/")]
    assert [answer.status_code for answer in answers] == [302, 200, 404]
    assert "29/11/2021" in answers[1].content.decode()
    assert client.get("/forecast/11/?as_of=x").status_code == 400

    client.force_login(ministry)
    assert "29/11/2021" in client.get("/forecast/?as_of=2021-05-31").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2025-07-01", "9999-12-31"])
def test_a_day_without_communes_tells_no_day_and_why(day):
    out = StringIO()

    call_command("forecast", "--as-of", day, "--format", "json", stdout=out)

    rows = json.loads(out.getvalue())["provinces"]
    assert [row["province_code"] for row in rows] == sorted(row["province_code"] for row in rows)
    assert (len(rows), {row["complies_on"] or row["earliest"] or row["latest"] for row in rows}) == (
        63,
        {None},
    )
    assert {row["reason"] for row in rows} == {"Ngày này không có xã nào trong phạm vi."}
