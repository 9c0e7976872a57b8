from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from communes.models import Commune
from reports.briefing.support import support_of
from reports.choices import Premises
from reports.errors import NotYours, ReportChanged, ReportLocked
from reports.models import ReportEvent, SupportCondition
from reports.models.support import MOST_MONEY
from reports.source import Live
from reports.support.columns import BY_NAME, COLUMNS, BadCell, read_cell
from reports.support.grid import ON_A_PAGE, communes_of, field_name
from reports.support.reading import read_conditions
from reports.support.totals import funds, totals_of
from reports.support.words import table_of
from reports.support.writing import write_conditions
from tests.factories import DAY
from tests.reports.cycle import a_period, approver_of, report_of, sent

pytestmark = pytest.mark.django_db
GIVEN = {"premises": Premises.SHARED, "ministry_other_planned": 1_500_000, "province_other_planned": 500_000}


@pytest.fixture
def report(ministry):
    return report_of(a_period(ministry))


@pytest.fixture
def base(report):
    return f"/periods/{report.period_id}/provinces/11/support/"


def test_conditions_add_up_by_province(report, approver, commune):
    township = Commune.objects.get(code="03256")
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN, township.pk: {"premises": "none"}})

    totals = totals_of(report.period)

    assert [province.code for province, _ in totals.provinces] == ["11"]
    assert (totals.whole["communes"], totals.whole["premises_shared"], totals.whole["premises_none"]) == (
        2,
        1,
        1,
    )
    assert funds(totals.whole, "planned") == 2_000_000
    assert funds(totals.whole, "planned", "ministry") == 1_500_000


def test_values_that_are_not_given_stay_and_nothing_new_writes_nothing(report, approver, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})

    changed = write_conditions(report=report, by=approver, rows={commune.pk: {"computers": 2}})
    again = write_conditions(report=report, by=approver, rows={commune.pk: {"computers": 2}})

    row = SupportCondition.objects.get()
    assert (changed, again) == (1, 0)
    assert (row.computers, row.premises, row.province_other_planned) == (2, "shared", 500_000)


@pytest.mark.parametrize(
    "values", [{"ministry_other_spent": -1}, {"premises": "palace"}, {"computers": -1}, {"party_cell": "x"},
               {"ministry_other_spent": MOST_MONEY + 1}],
)  # fmt: skip
def test_the_database_refuses_money_below_zero_and_unknown_words(report, approver, commune, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportCondition.objects.create(
            report=report, province=report.province, commune=commune, written_by=approver,
            written_at=timezone.now(), **values,
        )  # fmt: skip


def test_a_report_with_the_ministry_is_locked(ministry, commune):
    period = a_period(ministry)
    sent(period)

    with pytest.raises(ReportLocked):
        write_conditions(report=report_of(period), by=approver_of("11"), rows={commune.pk: GIVEN})


def test_another_province_and_the_ministry_write_nothing(report, ministry, commune):
    for user in (ministry, approver_of("01")):
        with pytest.raises(NotYours):
            write_conditions(report=report, by=user, rows={commune.pk: GIVEN})
    assert not ReportEvent.objects.filter(report=report).exists()


def test_what_another_wrote_meanwhile_is_not_written_over(report, approver, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})

    with pytest.raises(ReportChanged, match="Nậm Kè"):
        write_conditions(
            report=report, by=approver, rows={commune.pk: {"computers": 1}}, seen={commune.pk: "-"}
        )


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("ministry_other_planned", "1.500.000", 1_500_000),
        ("ministry_other_planned", "1 500 000 đ", 1_500_000),
        ("ministry_other_planned", 1500000.0, 1_500_000),
        ("computers", "", None),
        ("computers", "0", 0),
        ("premises", "Dùng chung, mượn, thuê", "shared"),
        ("premises", "separate_inside", "separate_inside"),
        ("party_cell", "", ""),
    ],
)
def test_cells_are_read_as_people_write_them(column, cell, value):
    assert read_cell(BY_NAME[column], cell) == value


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ministry_other_planned", "-5"),
        ("ministry_other_planned", "1,5"),
        ("ministry_other_planned", "1.50"),
        ("ministry_other_planned", "1e9"),
        ("ministry_other_planned", "9" * 400),
        ("computers", 1.5),
        ("computers", "hai"),
        ("premises", "lâu đài"),
    ],
)
def test_cells_that_cannot_be_meant_are_refused(column, cell):
    with pytest.raises(BadCell):
        read_cell(BY_NAME[column], cell)


def test_the_grid_writes_a_page_and_stays_below_the_limit_of_fields(client, report, base, approver):
    client.force_login(approver)
    page = list(communes_of(report)[:ON_A_PAGE])
    fields = {field_name(c.pk, column.name): "" for c in page for column in COLUMNS}
    fields |= {field_name(c.pk, "seen"): "-" for c in page}
    fields[field_name(page[3].pk, "computers")] = "2"

    answer = client.post(base, fields)

    assert len(fields) < 900
    assert answer.status_code == 302
    assert SupportCondition.objects.get().commune == page[3]
    assert "120 xã" in client.get(base).content.decode()
    assert client.get(f"{base}?page=999").status_code == 200


def test_a_wrong_cell_of_the_grid_says_where_and_writes_nothing(client, report, base, approver):
    client.force_login(approver)
    first, second = communes_of(report)[:2]
    fields = {
        field_name(first.pk, "computers"): "2",
        field_name(second.pk, "province_other_spent"): "-1",
    }

    answer = client.post(base, fields)

    assert answer.status_code == 422
    assert "Số tiền không được âm." in answer.content.decode()
    assert 'value="-1"' in answer.content.decode()
    assert not SupportCondition.objects.exists()


def test_the_ministry_reads_and_others_find_nothing(client, report, base, approver, ministry, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})
    client.force_login(ministry)
    assert client.get(base).status_code == 200
    assert client.post(base, {}).status_code == 403
    assert client.get(f"{base}import/").status_code == 403
    assert "Điện Biên" in client.get(f"/periods/{report.period_id}/support/").content.decode()
    client.force_login(approver_of("01"))
    assert client.get(base).status_code == 404
    assert "Điện Biên" not in client.get(f"/periods/{report.period_id}/support/").content.decode()


def test_a_communes_page_shows_its_conditions(client, report, approver, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})
    client.force_login(approver)

    html = client.get(f"/communes/{commune.code}/?as_of=2021-05-31").content.decode()
    before = client.get(f"/communes/{commune.code}/?as_of=2021-05-30").content.decode()

    assert "Dùng chung, mượn, thuê" in html
    assert "1.500.000 đồng" in html
    assert "Điều kiện bảo đảm" not in before
    believed = client.get(f"/communes/{commune.code}/?as_of=2021-05-31&believed_on=2021-05-31")
    assert "Điều kiện bảo đảm" not in believed.content.decode()  # held now; a past belief has none of it


def test_the_file_that_is_taken_away_comes_back_unchanged(client, report, base, approver, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})
    client.force_login(approver)

    content = client.get(f"{base}file.csv").content
    read = read_conditions(content, "x.csv", {c.code: c for c in communes_of(report)})

    assert read.errors == ()
    assert len(read.rows) == 120
    assert write_conditions(report=report, by=approver, rows=read.rows) == 0


def upload(client, base, text, name="x.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(f"{base}import/", {"token": uuid4(), "file": file})


def test_a_file_is_taken_whole_or_not_at_all(client, report, base, approver, commune):
    client.force_login(approver)

    good = upload(client, base, f"Mã xã,Máy vi tính\n{commune.code},3\n")
    bad = upload(
        client, base, f"Mã xã,Máy vi tính,Trụ sở\n{commune.code},4,\n03256,x,lâu đài\n99999,1,\n3162,1,\n"
    )

    html = bad.content.decode()
    assert (good.status_code, bad.status_code) == (302, 422)
    for words in ("Dòng 3", "Dòng 4", "Dòng 5", "Xã này đã có ở dòng trên.", "Chỉ nhận:"):
        assert words in html
    assert SupportCondition.objects.get().computers == 3


def test_what_of_a_file_was_read_is_told(client, base, approver, commune):
    client.force_login(approver)
    head = "THỐNG KÊ\nMã xã,Máy vi tính\n(1),(2)\n"
    told = ("Tiêu đề cột ở dòng 2", "Bỏ qua dòng 3: chỉ có số thứ tự của các cột.")

    bad = upload(client, base, f"{head}{commune.code},x\n").content.decode()
    good = client.get(upload(client, base, f"{head}{commune.code},3\n").url).content.decode()

    for words in told:
        assert words in bad
        assert words in good
    assert SupportCondition.objects.get().computers == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Máy vi tính\n3\n", "Thiếu cột bắt buộc"),
        ("Mã xã,Xe tăng\n03162,1\n", "Không có cột"),
        ("Mã xã,Bộ đàm,radios\n03162,1,1\n", "hai lần"),
        ("Mã xã,Tên xã\n03162,Xã Khác\n", "khác tên đã ghi"),
        ("", "trống"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(client, base, approver, text, words):
    client.force_login(approver)

    answer = upload(client, base, text)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_briefing_tells_what_was_entered_to_its_day(report, approver, commune):
    assert support_of(Live(DAY)) == {}
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})

    told = support_of(Live(DAY))

    assert (told["provinces"], told["communes"]) == ("1", "1")
    assert told["funds"][-1] == ("Cộng", "2,0", "0,0")


def test_the_parts_of_a_distribution_are_all_that_were_entered(report, approver, commune):
    silent = Commune.objects.get(code="03256")
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN, silent.pk: {"computers": 2}})

    told = support_of(Live(DAY))
    table = table_of(totals_of(report.period))

    assert ("chưa nêu", "1", "50,0") in told["premises"]
    assert sum(int(count) for _kind, count, _rate in told["premises"]) == 2
    assert dict(zip(table.heads, table.whole.cells, strict=True))["Chưa nêu trụ sở"] == "1"


def test_nothing_untold_is_not_spoken_of(report, approver, commune):
    write_conditions(report=report, by=approver, rows={commune.pk: GIVEN})

    assert [kind for kind, _count, _rate in support_of(Live(DAY))["premises"]][-1] == "chưa có"
