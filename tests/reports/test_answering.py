"""A returned report goes back with each of its points met: by a change where it asks for it, or in words."""

import re
from datetime import date

import pytest

from deployment.choices import Post
from reports import cycle, drafting, errors
from reports.choices import Flag, Reason, Section
from reports.content import content_of
from reports.settling import ReasonGiven
from tests.factories import AssignmentFactory
from tests.reports.cycle import approver_of, made_ready, report_of, sent, sent_again
from tests.reports.steps import as_, carry_out, url

pytestmark = pytest.mark.django_db
JUNE = date(2021, 6, 10)
UNMET = "%s điểm bị trả lại chưa được sửa hoặc trả lời."


def returned(period, by, *reasons):
    sent(period)
    cycle.return_for_correction(report=report_of(period), reasons=reasons, by=by)
    return report_of(period)


def obstacles(period):
    return [each.text for each in content_of(report_of(period)).obstacles]


def stale(period):
    return [each for each in obstacles(period) if "đã cũ" in each]


def test_it_is_not_sent_again_unchanged_and_unanswered(period, ministry, approver):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại."))

    with pytest.raises(errors.Blocked) as refused:
        cycle.submit(report=report, by=approver)

    assert refused.value.obstacles == (UNMET % 1,)


def test_a_change_elsewhere_meets_no_point(period, ministry, approver, commune):
    why = [ReasonGiven(Reason.DECISION, "Đối chiếu.", commune), ReasonGiven(Reason.NARRATIVE, "Nêu rõ.")]
    report = returned(period, ministry, *why)
    elsewhere = report.province.communes.exclude(pk=commune.pk).filter(kind="xa").first()
    AssignmentFactory(commune=elsewhere, post=Post.CHIEF)
    drafting.confirm_postings(report=report, by=approver)

    assert obstacles(period) == [UNMET % 2]

    drafting.write_section(report=report, section=Section.TASKS, text="Nêu rõ hơn.", by=approver)
    assert obstacles(period) == [UNMET % 1]


def test_a_change_where_it_asks_meets_the_point(period, ministry, approver, commune):
    report = returned(period, ministry, ReasonGiven(Reason.MOVEMENT, "Vì sao?", commune))
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    drafting.confirm_postings(report=report, by=approver)

    assert obstacles(period) == []
    assert cycle.submit(report=report, by=approver).number == 2


def test_an_explanation_written_anew_meets_the_point_of_its_commune(period, ministry, approver, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    report = returned(period, ministry, ReasonGiven(Reason.UNEXPLAINED, "Quá ngắn.", commune))
    assert obstacles(period) == [UNMET % 1]

    drafting.explain(
        report=report, kind=Flag.NO_DECISION, commune=commune, text="Đang trình ký.", by=approver
    )

    assert obstacles(period) == []


def test_an_answer_can_be_taken_away_again(period, ministry, editor):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại."))
    reason = report.return_reasons.get()

    drafting.answer(reason=reason, text="Đã rà.", by=editor)
    assert obstacles(period) == []
    drafting.answer(reason=reason, text=" ", by=editor)
    assert obstacles(period) == [UNMET % 1]


def test_what_was_seen_before_an_answer_is_not_what_is_sent(period, ministry, approver):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại."))
    seen = content_of(report).mark
    drafting.answer(reason=report.return_reasons.get(), text="Đã rà.", by=approver)

    with pytest.raises(errors.ReportChanged):
        cycle.submit(report=report, by=approver, seen=seen)


def test_only_the_last_return_is_answered_and_by_its_own_province(period, ministry, approver):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại."))
    old = report.return_reasons.get()
    with pytest.raises(errors.NotYours):
        drafting.answer(reason=old, text="x", by=approver_of("01"))
    sent_again(period)
    with pytest.raises(errors.ReportLocked):
        drafting.answer(reason=old, text="x", by=approver)
    why = [ReasonGiven(Reason.OTHER, "Vẫn sai.")]
    cycle.return_for_correction(report=report_of(period), reasons=why, by=ministry)

    with pytest.raises(errors.NothingToAnswer):
        drafting.answer(reason=old, text="x", by=approver)
    assert obstacles(period) == [UNMET % 1]


def test_the_page_asks_for_each_answer_and_the_reviewer_reads_it(client, period, ministry, approver, commune):
    why = [ReasonGiven(Reason.OTHER, "Rà lại."), ReasonGiven(Reason.DECISION, "Đối chiếu.", commune)]
    report = returned(period, ministry, *why)
    first, second = report.return_reasons.all()
    page = as_(client, approver).get(url(report)).content.decode()
    assert (page.count("Chưa sửa, chưa trả lời"), "0/2 điểm" in page) == (2, True)

    answers = {f"answer_{first.pk}": "Đã rà.", f"answer_{second.pk}": "Khớp QĐ 12/QĐ-CAT."}
    carry_out(client, url(report, "answers/"), **answers)
    page = client.get(url(report)).content.decode()
    assert ("2/2 điểm" in page, page.count("Đã trả lời")) == (True, 2)
    carry_out(client, url(report, "send/"))

    page = as_(client, ministry).get(url(report)).content.decode()
    assert page.index("Đối chiếu.") < page.index("Khớp QĐ 12/QĐ-CAT.")
    assert "Không có gì thay đổi." in page


def test_the_reviewer_goes_on_reading_why_it_was_returned(client, period, ministry, approver, commune):
    why = [ReasonGiven(Reason.OTHER, "Rà lại."), ReasonGiven(Reason.DECISION, "Đối chiếu.", commune)]
    report = returned(period, ministry, *why)

    page = as_(client, ministry).get(url(report)).content.decode()
    assert ("Rà lại." in page, "Đối chiếu." in page, "ministry, " in page) == (True, True, True)
    assert "Địa phương trả lời" not in page

    drafting.answer(reason=report.return_reasons.first(), text="Đã rà từng xã.", by=approver)
    assert "Đã rà từng xã." in client.get(url(report)).content.decode()


def test_the_log_leads_to_the_reasons_of_each_return(client, period, ministry, approver):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại lần đầu."))
    sent_again(period)
    why = [ReasonGiven(Reason.OTHER, "Vẫn còn sai.")]
    cycle.return_for_correction(report=report_of(period), reasons=why, by=ministry)

    now = as_(client, ministry).get(url(report)).content.decode()
    links = re.findall(r'href="([^"#]+)#return"', now)
    pages = [client.get(link).content.decode() for link in links]

    assert now.index("Vẫn còn sai.") < now.index("Lý do đã trả lại lần gửi 1:") < now.index("Rà lại lần đầu.")
    assert [("Rà lại lần đầu." in page, "Vẫn còn sai." in page) for page in pages] == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert "Rà lại lần đầu." in as_(client, approver).get(links[1]).content.decode()


def test_an_unlocked_report_tells_why(client, period, ministry):
    sent(period)
    cycle.approve(report=report_of(period), by=ministry)
    cycle.reopen(report=report_of(period), reason="Sai số xã.", by=ministry)

    page = as_(client, ministry).get(url(report_of(period))).content.decode()

    assert page.index("Bộ đã mở khóa để địa phương đính chính") < page.index("Sai số xã.")


def test_an_answer_is_in_the_history(client, period, ministry, approver, auditor):
    report = returned(period, ministry, ReasonGiven(Reason.OTHER, "Rà lại."))
    drafting.answer(reason=report.return_reasons.get(), text="Đã rà từng xã.", by=approver)

    page = as_(client, auditor).get("/history/").content.decode()

    assert "trả lời điểm bị trả lại" in page.lower()


def test_entries_after_the_confirmation_put_it_out_of_date(client, period, approver, commune):
    report = made_ready(report_of(period), approver)
    assert obstacles(period) == []

    AssignmentFactory.create_batch(2, commune=commune)

    (told,) = stale(period)
    assert "đã cũ: từ đó đã ghi bố trí 2 lần, kể cả ghi rồi hoàn tác; hãy xác nhận lại." in told
    as_(client, approver)
    assert "Xác nhận đã cũ: 2 lần ghi từ đó" in client.get(url(report)).content.decode()
    page = client.get(url(report, "postings/")).content.decode()
    assert "đã ghi bố trí 2 lần" in page
    carry_out(client, url(report, "postings/"))
    assert stale(period) == []


def test_the_link_opens_those_that_were_counted_and_no_other(client, period, approver, commune):
    held = AssignmentFactory(commune=commune)
    made_ready(report_of(period), approver)
    undone = AssignmentFactory(commune=commune)
    AssignmentFactory(commune=commune, starts_on=JUNE)
    type(undone).objects.filter(pk=undone.pk).delete()
    type(held).objects.filter(pk=held.pk).update(ends_on=JUNE)
    AssignmentFactory(commune=commune)

    page = as_(client, approver).get(url(report_of(period), "postings/")).content.decode()
    link = re.search(r'href="(/history/[^"]+)"', page).group(1).replace("&amp;", "&")
    shown = client.get(link)

    assert "đã ghi bố trí 3 lần" in page
    assert "3 thay đổi" in shown.content.decode()
    assert [change.event.kind for change in shown.context["page"]] == ["insert", "delete", "insert"]


def test_each_kind_of_entry_is_one_link_away(client, period, approver):
    page = as_(client, approver).get(url(report_of(period), "postings/")).content.decode()

    for address in (
        "/assignments/new/",
        "/officers/?as_of=2021-05-31",
        "/transfers/",
        "/assignments/import/",
    ):
        assert f'href="{address}"' in page, address


def test_entries_after_the_cut_off_leave_the_confirmation(period, approver, commune):
    made_ready(report_of(period), approver)

    AssignmentFactory(commune=commune, starts_on=JUNE)

    assert stale(period) == []


def test_an_end_after_the_cut_off_leaves_the_confirmation_and_one_before_does_not(period, approver, commune):
    held = AssignmentFactory(commune=commune)
    made_ready(report_of(period), approver)

    type(held).objects.filter(pk=held.pk).update(ends_on=JUNE)
    assert stale(period) == []
    type(held).objects.filter(pk=held.pk).update(ends_on=period.cut_off)
    assert "ghi bố trí 1 lần" in stale(period)[0]
    type(held).objects.filter(pk=held.pk).delete()
    assert "ghi bố trí 2 lần" in stale(period)[0]


def test_an_entry_moved_behind_the_cut_off_or_before_it_counts(period, approver, commune):
    before, after = AssignmentFactory(commune=commune), AssignmentFactory(commune=commune, starts_on=JUNE)
    made_ready(report_of(period), approver)

    type(before).objects.filter(pk=before.pk).update(starts_on=JUNE)
    assert "ghi bố trí 1 lần" in stale(period)[0]
    type(after).objects.filter(pk=after.pk).update(starts_on=period.cut_off)
    assert "ghi bố trí 2 lần" in stale(period)[0]


def test_another_provinces_entries_leave_the_confirmation(period, approver):
    made_ready(report_of(period), approver)
    elsewhere = report_of(period, "01").province.communes.filter(kind="xa").first()

    AssignmentFactory(commune=elsewhere, post=Post.CHIEF)

    assert stale(period) == []


def test_the_missing_explanations_are_one_link_away(client, period, approver, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    other = commune.province.communes.exclude(pk=commune.pk).filter(kind="xa").first()
    AssignmentFactory(commune=other, post=Post.CHIEF, decision_number="")
    report = report_of(period)
    drafting.explain(report=report, kind=Flag.NO_DECISION, commune=other, text="Đang trình.", by=approver)
    page = as_(client, approver).get(url(report)).content.decode()
    address = url(report, "explain/?show=missing")
    assert f'<a href="{address}">1 cảnh báo chưa được giải trình.</a>' in page

    shown = client.get(address).content.decode()
    assert (f"text_no_decision_{commune.code}" in shown, f"text_no_decision_{other.code}" in shown) == (
        True,
        False,
    )
    values = {f"text_no_decision_{commune.code}": "Đang trình ký."}
    assert carry_out(client, address, **values).url == url(report)
    assert content_of(report_of(period)).unexplained == []


def test_a_warning_about_the_whole_report_is_explained_on_its_page(client, period, ministry, editor, commune):
    period.average = 20
    period.save()
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    as_(client, editor)

    answer = carry_out(client, url(report_of(period), "explain/"), text_average_="Địa bàn rộng.")

    assert answer.status_code == 302
    assert report_of(period).explanations.get().text == "Địa bàn rộng."
