import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.models import Commune, Province
from deployment.choices import Force, Post
from deployment.demo.load import load_demo
from deployment.demo.shape import shape
from deployment.planning.flow import Place, best_moves
from deployment.planning.plan import plan_on
from deployment.planning.scope import PlanScope
from deployment.staffing import staffing_on, status_of
from tests.deployment.planning.programme import objective_by_programme, objective_of
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def printed(*words):
    out = StringIO()
    call_command("plan_transfers", "--as-of", "2021-05-31", *words, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def staff(code, officers, *, chief=True, **particulars):
    commune = Commune.objects.get(code=code)
    AssignmentFactory.create_batch(officers - chief, commune=commune, **particulars)
    if chief:
        AssignmentFactory(commune=commune, post=Post.CHIEF)


@pytest.fixture
def others_complete(dien_bien):
    """Every commune of Điện Biên but four of Mường Nhé and Mường Chà needs nobody."""
    kept = ["03158", "03160", "03162", "03166"]
    Commune.objects.filter(province=dien_bien).exclude(code__in=kept).update(kind="phuong")
    return kept


def test_the_command_prints_what_the_contract_says(others_complete):
    rich, poor, *rest = others_complete
    staff(rich, 7)
    staff(poor, 4)
    for code in rest:
        staff(code, 5)

    plan = printed("--province", "11")

    move = {"from": rich, "to": poor, "count": 1, "same_district": True}
    assert {key: plan["moves"][0][key] for key in move} == move
    told = {
        "shortfall_before": 1,
        "shortfall_after": 0,
        "to_recruit": 0,
        "as_of": "2021-05-31",
        "province": "11",
    }
    assert {key: plan[key] for key in told} == told


def test_a_province_that_cannot_reach_the_minimum_says_by_how_many_it_fails(others_complete):
    rich, *_ = others_complete
    staff(rich, 8)

    plan = printed("--province", "11")

    assert (plan["shortfall_before"], plan["shortfall_after"], plan["to_recruit"]) == (15, 12, 12)


def test_chiefs_wards_and_semi_professionals_are_left_where_they_are(others_complete, dien_bien):
    chiefs_only, poor, staffed, ward = others_complete
    staff(poor, 4)
    staff(staffed, 5)
    staff(ward, 9)
    Commune.objects.filter(code=ward).update(kind="phuong")
    staff(chiefs_only, 5)
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL)
    AssignmentFactory(commune=Commune.objects.get(code=chiefs_only), officer=semi)

    plan = plan_on(DAY, PlanScope.of_province(dien_bien))

    assert (plan.moves, plan.to_recruit) == ((), 1)


def test_the_effect_is_that_of_the_rule(others_complete, dien_bien):
    rich, poor, headless, _ = others_complete
    staff(rich, 7)
    staff(poor, 4)
    staff(headless, 4, chief=False)

    plan = plan_on(DAY, PlanScope.of_province(dien_bien))

    assert (plan.before.at_minimum, plan.before.compliant) == (1, 1)
    assert (plan.after.at_minimum, plan.after.compliant, plan.after.shortfall) == (3, 2, 5)
    assert [(commune.code, lacking) for commune, lacking in plan.still_short] == [(others_complete[3], 5)]


@pytest.mark.parametrize("wrong", [["--province", "00"], ["--region", "9"], []])
def test_what_is_no_place_is_refused_by_name(wrong):
    with pytest.raises(CommandError):
        call_command("plan_transfers", "--as-of", "2021-05-31", *wrong, stdout=StringIO())


def test_the_nation_is_planned_across_provinces_where_a_province_has_nobody(others_complete):
    Commune.objects.exclude(code__in=others_complete).exclude(code="00376").update(kind="phuong")
    for code in others_complete[:3]:
        staff(code, 5)
    staff("00376", 9)

    plan = printed("--nation")

    assert [(m["from"], m["to"], m["count"]) for m in plan["moves"]] == [("00376", others_complete[3], 4)]
    assert (plan["province"], plan["between_provinces"], plan["to_recruit"]) == (None, 4, 1)


def test_a_status_told_of_figures_equals_the_one_the_database_tells(commune):
    for chief in (False, True):
        for officers in range(8):
            staff(commune.code, officers, chief=chief) if officers >= chief else None
            row = staffing_on(DAY, Commune.objects.filter(pk=commune.pk)).get()
            told = status_of(
                officers=row.officers, minimum=row.minimum, has_chief=row.has_chief, chief_required=True
            )
            assert told == row.status
            commune.assignments.all().delete()


def places_of(plan):
    return [
        Place(c.surplus, c.shortfall, (c.district_key,), (c.latitude, c.longitude)) for c in plan.communes
    ]


def shaped(code):
    """The demo's strengths of one province, without a posting made."""
    everywhere: dict[str, list[str]] = {}
    scope = Commune.objects.exclude(kind="phuong").order_by("code")
    for commune, province in scope.values_list("code", "province__code"):
        everywhere.setdefault(province, []).append(commune)
    strengths = shape(everywhere, 1)
    for place in scope.filter(province__code=code):
        strength = strengths.get(place.code)
        officers = strength.officers if strength else 0
        balance = officers - 5
        yield Place(
            max(balance, 0), max(-balance, 0), (place.district_id,), (place.latitude, place.longitude)
        )


@pytest.mark.parametrize("code", ["01", "11", "95"])
def test_another_solver_finds_the_same_objective(code):
    places = list(shaped(code))

    assert objective_of(places, best_moves(places)) == objective_by_programme(places)


@pytest.mark.slow
def test_another_solver_finds_the_same_objective_in_every_province_of_the_demo(as_owner):
    load_demo(as_of=DAY, seed=1, scale=1)
    provinces = list(Province.objects.order_by("code"))

    for province in provinces:
        plan = plan_on(DAY, PlanScope.of_province(province))
        places = places_of(plan)
        assert objective_of(places, best_moves(places)) == objective_by_programme(places), province.code
        assert plan.to_recruit == objective_by_programme(places)[0]
    assert len(provinces) == 63
