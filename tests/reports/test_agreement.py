import csv
import json
import re
from datetime import date
from io import StringIO

import pytest

from communes.models import Commune
from deployment.choices import Post
from reports.summary import summary_on
from reports.summary_files import summary_csv, summary_json
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
SHOWN = (
    "communes", "communes_deployed", "communes_organised", "communes_at_minimum", "communes_with_chief",
    "communes_compliant", "officers", "shortfall",
)  # fmt: skip


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 6, 30), date(2021, 5, 31), date(2025, 6, 30)])
def test_page_csv_and_json_agree_to_the_last_digit(client, ministry, day):
    for place, commune in enumerate(Commune.objects.filter(kind="xa", province__code__in=["11", "46"])[:40]):
        AssignmentFactory(commune=commune, post=Post.CHIEF, starts_on=date(2019, 1, 1 + place % 28))
        AssignmentFactory.create_batch(place % 7, commune=commune, starts_on=date(2020, 1 + place % 12, 1))
    client.force_login(ministry)
    page = client.get("/summary/", {"as_of": day.isoformat()}).content.decode()
    summary = summary_on(day)
    rows = {row["province_code"]: row for row in csv.DictReader(StringIO(summary_csv(summary).decode()))}

    for province in json.loads(summary_json(summary))["provinces"]:
        code = province["province_code"]
        shown = re.search(rf'<tr id="p{code}">(.*?)</tr>', page, re.S).group(1)
        numbers = [int(n.replace(".", "")) for n in re.findall(r'<a class="num[^>]*>([^<]*)</a>', shown)]
        assert numbers == [province[name] for name in SHOWN] == [int(rows[code][name]) for name in SHOWN]


def test_health_needs_no_sign_in_and_tells_nothing(client):
    for name in ("live", "ready"):
        response = client.get(f"/health/{name}/")
        assert (response.status_code, response.content) == (200, b"ok\n")
