import csv
import gzip
import re
from decimal import Decimal
from html import unescape
from io import StringIO

import pytest

from communes.data import build_outlines
from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import StaffingRule
from reports.commune_status import commune_rows
from reports.maps.dots import placed, spots_of, spots_on
from reports.maps.figures import BY_NAME, Scale
from reports.maps.ground import Frame, islands, outlines
from reports.maps.naming import Box, Label, apart, leader
from reports.maps.national import dot_picture
from reports.summary import summary_on
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
PAGE = "/maps/?as_of=2021-05-31"


def dots_in(html):
    return sum(path.count("M") for path in re.findall(r'class="layer [^>]* d="([^"]*)"', html))


def test_every_province_has_an_outline_and_every_island_an_owner():
    codes = set(Province.objects.values_list("code", flat=True))

    assert outlines().keys() == codes
    assert {island.province_code for island in islands()} <= codes


def test_each_commune_in_scope_is_one_dot_and_the_archipelagos_are_there(reader):
    html = reader.get(PAGE).content.decode()

    assert dots_in(html) == summary_on(DAY).national.communes == 8880
    assert "Quần đảo Hoàng Sa, thuộc Đà Nẵng, Việt Nam" in html
    assert "Quần đảo Trường Sa, thuộc Khánh Hòa, Việt Nam" in html


def test_the_archipelagos_lie_inside_every_picture(reader):
    for area, name in (("", "Hoàng Sa"), ("3", "Trường Sa"), ("11", "Hoàng Sa"), ("56", "Trường Sa")):
        html = reader.get(f"{PAGE}&area={area}").content.decode()
        for svg in re.findall(r'<svg class="map.*?</svg>', html, re.S):
            width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
            for box in re.findall(
                r'class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg
            ):
                x, y, w, h = map(float, box)
                assert x + w <= width
                assert y + h <= height
        assert name in html


def test_the_nations_dot_map_is_small_enough_to_send(reader):
    svg = re.search(r'<svg class="map.*?</svg>', reader.get(PAGE).content.decode(), re.S).group()

    assert len(gzip.compress(svg.encode())) < 250_000


def test_a_dot_says_what_the_commune_list_says(reader, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    html = reader.get(f"{PAGE}&area=11").content.decode()

    assert "<title>Xã Nậm Kè: thiếu cán bộ, 1/5 cán bộ</title>" in html
    assert f"/communes/{commune.code}/?as_of=2021-05-31" in html


def test_communes_on_one_point_stand_beside_one_another():
    first, second = Commune.objects.filter(district__code="096", kind="xa")[:2]
    for commune in (first, second):
        commune.latitude, commune.longitude, commune.point_precision = 22.0, 103.0, "district"
        commune.save()

    spots = spots_on(DAY, Commune.objects.filter(pk__in=[first.pk, second.pk]))
    places = [(x, y) for _spot, x, y in placed(spots, Frame(102, 24, 60), 2)]

    assert len(set(places)) == 2


def test_the_rows_of_a_sealed_report_give_the_same_map():
    summary, rows = summary_on(DAY), commune_rows(DAY)

    from_rows = dot_picture(summary.provinces, spots_of(rows, DAY), DAY, "", is_nation=True)
    live = dot_picture(summary.provinces, spots_on(DAY, Commune.objects.all()), DAY, "", is_nation=True)

    assert from_rows.printed_svg() == live.printed_svg()


def test_areas_are_coloured_by_the_figure_of_the_address(reader, commune):
    StaffingRule.objects.filter(kind="thi_tran").delete()
    AssignmentFactory.create_batch(3, commune=commune)

    html = reader.get(f"{PAGE}&figure=officers").content.decode()

    assert "<title>Điện Biên: 3</title>" in html
    assert "Số cán bộ chính quy" in html


def test_a_rate_of_100_is_all_and_nothing_less():
    scale = Scale.of(BY_NAME["communes_compliant_rate"], [])

    assert [scale.css(Decimal(value)) for value in ("100", "99.99", "85", "0")] == ["t5", "t4", "t4", "t1"]
    assert scale.css(None) == "t0"


def test_limits_of_counts_are_round_and_rising():
    scale = Scale.of(BY_NAME["shortfall"], [Decimal(n * n) for n in range(63)])

    assert list(scale.limits) == sorted(set(scale.limits))
    assert [item.label for item in scale.legend([Decimal(5)])][-1].startswith("dưới ")
    assert Scale.of(BY_NAME["shortfall"], [Decimal(0)] * 63).limits == ()


REFUSED = [("&figure=nothing", 400), ("&area=99", 404), ("&area=7", 404)]


@pytest.mark.parametrize(("query", "status"), [*REFUSED, ("&figure=officers&area=1", 200)])
def test_what_is_not_there_is_refused(reader, query, status):
    assert reader.get(PAGE + query).status_code == status


def test_a_provincial_user_sees_the_own_province_alone(client, editor):
    client.force_login(editor)

    assert client.get("/maps/").headers["Location"].endswith("&area=11")
    assert client.get(f"{PAGE}&area=11").status_code == 200
    assert client.get(f"{PAGE}&area=01").status_code == 404
    assert client.get(f"{PAGE}&area=2").status_code == 404


def test_a_day_without_communes_gives_an_empty_map(reader):
    response = reader.get("/maps/?as_of=2030-01-01")

    assert response.status_code == 200
    assert dots_in(response.content.decode()) == 0


@pytest.mark.slow
def test_the_outlines_are_what_the_script_draws():
    areas = build_outlines.areas_of(build_outlines.points_by_province())
    text = StringIO(newline="")
    built = [build_outlines.row_of(code, area) for code, area in areas.items()]
    writer = csv.DictWriter(text, built[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(built)

    assert text.getvalue() == (build_outlines.HERE / "province_outlines.csv").read_text(encoding="utf-8")


def test_no_name_lies_over_another_on_a_printed_map():
    homes = [Label("Hà Nam", 100, 100), Label("Hưng Yên", 104, 104), Label("Nam Định", 98, 108)]
    homes += [Label("Cà Mau", 300, 300)]
    frame = Box(110, 60, 200, 99)

    moved = apart(homes, [frame], 400, 400)

    boxes = [each.box for each in moved]
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in (*boxes[:n], frame))
    assert moved[3] == homes[3]
    assert [bool(leader(*pair)) for pair in zip(moved, homes, strict=True)][1:3] == [True, True]


def test_every_name_of_the_nations_printed_map_has_its_own_room():
    drawn = dot_picture(summary_on(DAY).provinces, [], DAY, "cả nước", is_nation=True).printed_svg()

    found = re.findall(r'class="lbl" x="([\d.]+)" y="([\d.]+)">([^<]+)<', drawn)
    boxes = [Label(unescape(text), float(x), float(y)).box for x, y, text in found]

    assert len(boxes) == 63
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])
