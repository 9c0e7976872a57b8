import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.models import Commune
from deployment.models import Officer, Receipt
from tests.deployment.files import csv_of, other, row

pytestmark = pytest.mark.django_db


def run(path, *arguments) -> str:
    out = StringIO()
    call_command("import_assignments", path, "--user", "editor-11", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def good(tmp_path, editor):
    path = tmp_path / "tốt.csv"
    path.write_bytes(csv_of([row(), other()]))
    return path


@pytest.fixture
def bad(tmp_path, editor):
    path = tmp_path / "xấu.csv"
    path.write_bytes(csv_of([row(), other(rank="Tá", commune_code="3162")]))
    return path


def test_the_result_as_json(good):
    assert json.loads(run(good, "--format", "json")) == {
        "dry_run": False, "rows": 2, "created": 2, "updated": 0, "transferred": 0, "ended": 0, "unchanged": 0,
        "errors": [], "warnings": [], "notes": [], "receipt": Receipt.objects.get().pk,
    }  # fmt: skip
    assert Officer.objects.count() == 2


def test_a_dry_run_says_so_and_writes_nothing(good):
    assert "chưa ghi dòng nào" in run(good, "--dry-run")
    assert not Officer.objects.exists()


def test_errors_are_told_in_full_and_the_command_fails(bad):
    out = StringIO()

    with pytest.raises(CommandError, match="1 lỗi; chưa ghi dòng nào"):
        call_command("import_assignments", bad, user="editor-11", format="json", stdout=out)

    told = json.loads(out.getvalue())
    assert [(e["row"], e["column"], e["value"]) for e in told["errors"]] == [(3, "rank", "Tá")]
    assert [(w["row"], w["column"], w["value"]) for w in told["warnings"]] == [(3, "commune_code", "3162")]
    assert not Officer.objects.exists()


def test_the_table_names_row_column_and_value(bad):
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("import_assignments", bad, user="editor-11", stdout=out)

    assert "Lỗi, dòng 3, Cấp bậc hàm “Tá”:" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "user", "words"),
    [
        ("tốt.csv", "nobody", "Không có tài khoản nobody"),
        ("missing.csv", "editor-11", "Không đọc được tệp"),
        ("tốt.csv", "ministry", "không được nhập"),
    ],
)
def test_what_is_refused_before_it_is_read(good, ministry, tmp_path, name, user, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_assignments", tmp_path / name, user=user)


def test_set_organised_records_the_decision(nam_ke):
    call_command("set_organised", "03162", decision="99/QĐ-BCA", date="2021-05-31", stdout=StringIO())

    nam_ke.refresh_from_db()
    assert (nam_ke.organised_decision, nam_ke.organised_on) == ("99/QĐ-BCA", date(2021, 5, 31))


@pytest.mark.parametrize(
    ("code", "decision", "day", "words"),
    [
        ("99999", "1", "2021-05-31", "mã 99999"),
        ("03162", "1", "2025-07-01", "ngày 1/7/2025"),
        ("03162", " ", "2021-05-31", "Số quyết định"),
        ("03162", "x" * 61, "2021-05-31", "Số quyết định"),
        ("03162", "1", "2021-02-29", "không phải là ngày"),
    ],
)
def test_set_organised_refuses(code, decision, day, words):
    with pytest.raises(CommandError, match=words):
        call_command("set_organised", code, decision=decision, date=day)
    assert not Commune.objects.exclude(organised_on=None).exists()
