"""The pages by which the Ministry writes its words and seals a report."""

import re

import pytest

from reports import cycle
from reports.freezing import freeze
from reports.models import NationalReport, NationalSection
from tests.factories import DAY
from tests.reports.cycle import a_period, sent

pytestmark = pytest.mark.django_db


def seal_form(reader, **changes):
    page = reader.get("/reports/freeze/?as_of=31/5/2021").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    values = {"token": token, "as_of": "31/5/2021", "title": "Sơ kết", "allow_incomplete": "on"}
    values |= {"confirmed": "on"} | changes
    return reader.post("/reports/freeze/", {k: v for k, v in values.items() if v})


def test_the_ministry_seals_and_corrects_by_the_form(reader, commune):
    first = seal_form(reader)
    refused = seal_form(reader)
    second = seal_form(reader, reason="Bổ sung quyết định")

    assert (first.status_code, refused.status_code, second.status_code) == (302, 422, 302)
    assert "phải ghi lý do" in refused.content.decode()
    one, two = NationalReport.objects.order_by("version")
    assert (two.previous, two.reason) == (one, "Bổ sung quyết định")
    assert "Bổ sung quyết định" in reader.get(f"/reports/{one.pk}/").content.decode()


def test_sealing_asks_once_more_and_shows_what_would_be_sealed(reader, commune):
    asked = seal_form(reader, confirmed="", title="Sơ kết 5 tháng")
    page = asked.content.decode()

    assert (asked.status_code, NationalReport.objects.exists()) == (200, False)
    assert "<h1>Xác nhận niêm phong</h1>" in page
    assert "<dd>Sơ kết 5 tháng</dd>" in page
    assert "0 cán bộ chính quy; 0/8.880 xã, thị trấn đạt yêu cầu" in page
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    back = reader.post("/reports/freeze/", sent | {"again": "on"})
    assert 'value="Sơ kết 5 tháng"' in back.content.decode()
    assert not NationalReport.objects.exists()

    done = reader.post("/reports/freeze/", sent | {"confirmed": "on"})
    assert done.status_code == 302
    assert NationalReport.objects.get().title == "Sơ kết 5 tháng"


def test_what_cannot_be_sealed_is_refused_before_it_asks(reader, commune):
    incomplete = seal_form(reader, confirmed="", allow_incomplete="")
    seal_form(reader)
    correction = seal_form(reader, confirmed="")

    assert (incomplete.status_code, correction.status_code) == (422, 422)
    assert "phải ghi lý do" in correction.content.decode()
    assert NationalReport.objects.count() == 1


def test_the_reason_is_asked_for_where_it_is_needed(reader, commune):
    seal_form(reader)
    earlier = reader.get("/reports/freeze/?as_of=30/4/2021").content.decode()
    again = reader.get("/reports/freeze/?as_of=31/5/2021").content.decode()

    assert ("không bắt buộc" in earlier, "không bắt buộc" in again) == (False, False)
    assert "(chỉ ghi khi ngày này đã có báo cáo niêm phong)" in earlier
    assert "(chỉ ghi khi" not in again
    assert re.search(r'<textarea name="reason"[^>]* required', again)


def test_the_page_after_sealing_says_what_was_sealed(reader):
    page = reader.get(seal_form(reader).url).content.decode()

    report = NationalReport.objects.get()
    said = f"Đã niêm phong báo cáo “Sơ kết”, bản 1; mã băm SHA-256 {report.sha256[:12]}…"
    assert said in page
    assert said not in reader.get(f"/reports/{report.pk}/").content.decode()


def test_incomplete_sealing_is_a_choice_with_words(reader):
    refused = seal_form(reader, allow_incomplete="")

    assert refused.status_code == 422
    assert "Không có kỳ báo cáo" in refused.content.decode()
    assert not NationalReport.objects.exists()


def test_words_written_by_the_ministry_are_sealed_with_the_report(reader, ministry):
    page = reader.get("/reports/narrative/?as_of=31/5/2021").content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page).group(1)
    form = {"seen": seen, "text-1": "Đã chỉ đạo.\n\n  Đã họp. ", "text-5": "<b>Đề nghị</b>"}

    saved = reader.post("/reports/narrative/?as_of=31/5/2021", form)
    stale = reader.post("/reports/narrative/?as_of=31/5/2021", form | {"text-1": "Khác"})
    sealed = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    NationalSection.objects.update(text="Sửa sau")

    assert (saved.status_code, stale.status_code) == (302, 409)
    assert sealed.narrative == {"1": "Đã chỉ đạo.\nĐã họp.", "5": "<b>Đề nghị</b>"}
    assert NationalReport.objects.get().narrative == sealed.narrative


def test_a_title_that_nobody_wrote_follows_the_day(reader, commune):
    proposed = "Báo cáo sơ kết tính đến ngày 31/5/2021"
    other_day = {"as_of": "30/4/2021", "confirmed": ""}

    asked = seal_form(reader, title=proposed, **other_day).content.decode()
    written = seal_form(reader, title=f"{proposed} (bổ sung)", **other_day).content.decode()

    assert "<dd>Báo cáo sơ kết tính đến ngày 30/4/2021</dd>" in asked
    assert f"<dd>{proposed} (bổ sung)</dd>" in written


def test_what_is_wholly_approved_asks_no_consent_to_gaps(reader, ministry):
    period = a_period(ministry)
    period.reports.exclude(province__code="11").delete()
    consent = "Niêm phong dù chưa duyệt đủ"
    gaps = reader.get("/reports/freeze/?as_of=31/5/2021").content.decode()
    cycle.approve(report=sent(period).report, by=ministry)

    whole = reader.get("/reports/freeze/?as_of=31/5/2021").content.decode()

    assert consent in gaps
    assert consent not in whole
    assert seal_form(reader, confirmed="", allow_incomplete="").status_code == 200
