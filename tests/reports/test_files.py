import csv
import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from deployment.choices import Post
from reports.commune_status import commune_csv, commune_rows
from reports.summary import summary_on
from reports.summary_files import COLUMNS, summary_csv, summary_json
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    AssignmentFactory.create_batch(4, commune=commune)


def out(*words):
    text = StringIO()
    call_command(*words, stdout=text)
    return text.getvalue()


def test_the_summary_has_63_provinces_in_code_order_then_the_nation(staffed):
    rows = list(csv.DictReader(StringIO(out("national_summary", "--as-of", "2021-05-31", "--format", "csv"))))

    codes = [row["province_code"] for row in rows]
    assert (len(codes), codes[:-1], codes[-1]) == (64, sorted(codes[:-1]), "VN")
    assert tuple(rows[0]) == COLUMNS
    assert rows[-1]["compliance_rate"] == "0.0001"
    assert next(row for row in rows if row["province_code"] == "11")["compliance_rate"] == "0.0083"


def test_csv_and_json_agree(staffed):
    summary = summary_on(DAY)
    rows = list(csv.DictReader(StringIO(summary_csv(summary).decode())))
    data = json.loads(summary_json(summary))

    assert [row["shortfall"] for row in rows[:-1]] == [str(row["shortfall"]) for row in data["provinces"]]
    assert float(rows[-1]["compliance_rate"]) == data["national"]["compliance_rate"]
    assert (data["rule"]["minimum"], data["rule"]["chief_required"], len(data["regions"])) == (5, True, 6)


def test_the_page_csv_is_the_command_s_bytes(staffed, client, ministry):
    client.force_login(ministry)

    page = client.get("/reports/summary.csv?as_of=31/5/2021")

    assert page.content.decode() == out("national_summary", "--as-of", "2021-05-31", "--format", "csv")


def test_a_row_for_each_commune_in_scope(staffed):
    text = out("commune_status", "--as-of", "2021-05-31", "--format", "csv")

    lines = text.splitlines()
    assert len(lines) == 8881
    assert "03162,Xã Nậm Kè,xa,096,11,5,5,filled,0,compliant" in lines
    assert (text.count("\r"), text.encode()) == (0, commune_csv(commune_rows(DAY)))


def test_communes_are_narrowed(staffed):
    narrowed = ("--province", "11", "--status", "compliant", "--format", "json")
    rows = json.loads(out("commune_status", "--as-of", "2021-05-31", *narrowed))

    assert [row["commune_code"] for row in rows] == ["03162"]


@pytest.mark.parametrize(
    "words",
    [
        ("national_summary", "--as-of", "31-5-2021"),
        ("national_summary", "--as-of", "2021-02-30"),
        ("commune_status", "--as-of", "2021-05-31", "--province", "99"),
        ("commune_status", "--as-of", "2021-05-31", "--province", ""),
        ("forecast", "--as-of", "2021-05-31", "--province", ""),
        ("commune_status", "--as-of", "2021-05-31", "--status", "fine"),
        ("commune_status", "--as-of", "2021-05-31", "--status", ""),
        ("national_summary", "--as-of", "2021-05-31", "--output", "/nowhere/at/all.csv"),
        ("briefing", "--as-of", "soon", "--output", "x.pdf"),
    ],
)
def test_what_makes_no_sense_is_refused(words):
    with pytest.raises(CommandError):
        out(*words)


def test_a_file_is_written_whole(staffed, tmp_path):
    target = tmp_path / "a.csv"

    out("commune_status", "--as-of", "2021-05-31", "--format", "csv", "--output", str(target))

    assert (
        hashlib.sha256(target.read_bytes()).hexdigest()
        == hashlib.sha256(commune_csv(commune_rows(DAY))).hexdigest()
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_national_files_do_not_exist_for_a_province(client, editor):
    client.force_login(editor)

    for url in ("/reports/summary.csv", "/reports/briefing.pdf"):
        assert client.get(url).status_code == 404


def test_a_file_of_no_day_is_400(client, ministry):
    client.force_login(ministry)

    for url in ("/reports/summary.csv", "/reports/briefing.pdf"):
        assert client.get(f"{url}?as_of=x").status_code == 400
