from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from communes.models import Commune
from deployment import wards
from deployment.demo.wards import load_demo_wards
from deployment.models import Assessment, CriteriaSet, Criterion, ModelWard, Score
from deployment.ward_results import compared, results
from deployment.wards import CriterionGiven, ScoreGiven
from tests.factories import DAY

pytestmark = pytest.mark.django_db
ITEMS = [
    CriterionGiven("An ninh", "Không có trọng án", Decimal(60), Decimal(10)),
    CriterionGiven("Văn minh", "Tuyến phố sạch", Decimal("40"), Decimal(4)),
]


@pytest.fixture
def ward(ministry):
    place = Commune.objects.get(code="20236")
    return wards.admit(user=ministry, commune=place, joined_on=date(2021, 1, 1), source="Kế hoạch")


@pytest.fixture
def criteria(ministry):
    made = wards.write_criteria(user=ministry, name="Bộ 2021", source="Quyết định", items=ITEMS)
    return wards.put_in_force(user=ministry, criteria=made, starts_on=date(2021, 3, 1))


@pytest.fixture
def round_(ministry, criteria):
    return wards.open_round(user=ministry, criteria=criteria, title="Đợt 1", as_of=DAY)


def scores(criteria, *values):
    return {
        item.pk: ScoreGiven(Decimal(value), "ảnh")
        for item, value in zip(criteria.items.all(), values, strict=True)
    }


def assess(ministry, round_, ward, *values):
    return wards.assess(
        user=ministry, round_=round_, ward=ward, assessor="Đoàn 1", note="",
        scores=scores(round_.criteria, *values),
    )  # fmt: skip


def at_commit(act):
    """Do `act` and look at what is otherwise looked at when the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_five_pilots_are_in_the_demo_data_without_a_score():
    assert load_demo_wards() == 5
    assert load_demo_wards() == 0

    assert set(ModelWard.objects.values_list("province__code", flat=True)) == {"01", "31", "48", "79", "92"}
    assert not Assessment.objects.exists()


def test_a_total_is_the_weighted_share_of_the_highest_scores(ministry, round_, ward):
    assess(ministry, round_, ward, "9", "3")

    (result,) = results(Assessment.objects.all())
    assert result.groups == {"An ninh": Decimal(54), "Văn minh": Decimal(30)}
    assert result.total == 84


def test_rounds_are_compared_side_by_side(ministry, criteria, round_, ward):
    later = wards.open_round(user=ministry, criteria=criteria, title="Đợt 2", as_of=date(2021, 12, 31))
    assess(ministry, round_, ward, "5", "4")
    assess(ministry, later, ward, "10", "4")

    comparison = compared([ward])

    assert [one.title for one in comparison.rounds] == ["Đợt 1", "Đợt 2"]
    assert [cell.total for cell in comparison.rows[0][1]] == [70, 100]
    assert len(compared([ward], DAY).rounds) == 1


def test_assessing_again_replaces_the_scores(ministry, round_, ward):
    assess(ministry, round_, ward, "5", "4")
    assess(ministry, round_, ward, "6", "4")

    assert Score.objects.filter(value=6).count() == 1
    assert Score.objects.count() == 2


def test_weights_that_do_not_add_up_are_refused_by_name(ministry):
    draft = wards.write_criteria(user=ministry, name="Thiếu", source="x", items=ITEMS[:1])

    with pytest.raises(wards.WeightsDoNotAddUp, match="60,00, phải đúng 100"):
        wards.put_in_force(user=ministry, criteria=draft, starts_on=DAY)

    with pytest.raises(IntegrityError):
        at_commit(lambda: CriteriaSet.objects.filter(pk=draft.pk).update(starts_on=DAY))


def test_a_set_in_force_does_not_change(ministry, criteria):
    with pytest.raises(wards.CriteriaInUse):
        wards.write_criteria(user=ministry, name="Bộ 2021", source="x", items=ITEMS, criteria=criteria)
    with pytest.raises(IntegrityError):
        at_commit(lambda: Criterion.objects.filter(criteria=criteria, number=1).delete())


@pytest.mark.parametrize("value", ["-0.01", "10.01"])
def test_a_score_out_of_its_range_is_refused_by_name(ministry, round_, ward, value):
    with pytest.raises(wards.ScoreOutOfRange):
        assess(ministry, round_, ward, value, "1")

    assert not Assessment.objects.exists()
    made = assess(ministry, round_, ward, "1", "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        made.scores.filter(max_score=10).update(value=Decimal(value))


def test_a_round_of_a_set_not_in_force_is_refused_by_name(ministry, criteria):
    with pytest.raises(wards.CriteriaNotInForce, match="28/2/2021"):
        wards.open_round(user=ministry, criteria=criteria, title="Sớm", as_of=date(2021, 2, 28))


def test_a_ward_that_is_not_in_the_pilot_is_refused_by_name(ministry, round_, ward):
    wards.release(user=ministry, ward=ward, last_day=date(2021, 5, 30))

    with pytest.raises(wards.WardNotInPilot):
        assess(ministry, round_, ward, "1", "1")


def test_a_commune_is_no_ward_and_a_ward_joins_once(ministry, ward, nam_ke):
    with pytest.raises(wards.NotAWard):
        wards.admit(user=ministry, commune=nam_ke, joined_on=DAY, source="x")
    with pytest.raises(wards.WardRefused, match="đang tham gia"):
        wards.admit(user=ministry, commune=ward.commune, joined_on=DAY, source="x")


def test_only_the_ministry_writes_and_a_province_reads_its_own(client, editor, auditor, ward):
    client.force_login(editor)

    assert ward.commune.name not in client.get("/wards/").content.decode()
    assert client.get(f"/wards/{ward.pk}/").status_code == 404
    assert client.get("/wards/admit/").status_code == 403
    client.force_login(auditor)
    assert ward.commune.name in client.get("/wards/").content.decode()
    assert client.get(f"/wards/{ward.pk}/").status_code == 200
    assert client.post("/wards/admit/", {}).status_code == 403
    with pytest.raises(wards.NotTheMinistry):
        wards.release(user=auditor, ward=ward, last_day=DAY)


def test_the_whole_way_by_the_pages(client, ministry, ward):
    client.force_login(ministry)
    lines = {}
    for row, item in enumerate(ITEMS):
        lines |= {f"{name}_{row}": str(value).replace(".", ",") for name, value in item._asdict().items()}

    client.post("/wards/criteria/new/", {"token": uuid4(), "name": "Bộ A", "source": "QĐ", **lines})
    criteria = CriteriaSet.objects.get(name="Bộ A")
    half = client.post(
        f"/wards/criteria/{criteria.pk}/write/",
        {"token": uuid4(), "name": "Bộ A", "source": "QĐ", "text_0": "x"},
    )
    client.post(f"/wards/criteria/{criteria.pk}/force/", {"token": uuid4(), "starts_on": "1/1/2021"})
    client.post(
        "/wards/rounds/new/",
        {"token": uuid4(), "title": "Đợt A", "criteria": criteria.pk, "as_of": "31/5/2021"},
    )
    round_ = criteria.rounds.get()
    one, two = criteria.items.all()
    page = f"/wards/{ward.pk}/rounds/{round_.pk}/"
    given = {"token": uuid4(), "assessor": "Đoàn", f"score_{one.pk}": "9,5", f"score_{two.pk}": "5"}
    refused = client.post(page, given)
    written = client.post(page, given | {"token": uuid4(), f"score_{two.pk}": "4"})

    assert (half.status_code, refused.status_code, written.status_code) == (422, 422, 302)
    assert "Điểm 5,00 của tiêu chí 2 không nằm trong khoảng 0 đến 4,00" in refused.content.decode()
    assert "97" in client.get("/wards/").content.decode()
    assert client.get(f"/wards/{ward.pk}/").status_code == 200
    assert client.get(f"/wards/criteria/{criteria.pk}/").status_code == 200
