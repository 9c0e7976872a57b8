"""A returned report goes back with each of its points met: by a change where it asks for it, or in words."""

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
    assert "đã cũ: 2 thay đổi bố trí từ đó; hãy xác nhận lại." in told
    as_(client, approver)
    assert "Xác nhận đã cũ: 2 thay đổi" in client.get(url(report)).content.decode()
    page = client.get(url(report, "postings/")).content.decode()
    assert "đã cũ: 2 thay đổi" in page
    shown = client.get("/history/?table=assignment").content.decode()
    assert 'href="/history/?table=assignment"' in page
    assert shown.count(commune.name) >= 2
    carry_out(client, url(report, "postings/"))
    assert stale(period) == []


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
    assert "1 thay đổi" in stale(period)[0]
    type(held).objects.filter(pk=held.pk).delete()
    assert "2 thay đổi" in stale(period)[0]


def test_an_entry_moved_behind_the_cut_off_or_before_it_counts(period, approver, commune):
    before, after = AssignmentFactory(commune=commune), AssignmentFactory(commune=commune, starts_on=JUNE)
    made_ready(report_of(period), approver)

    type(before).objects.filter(pk=before.pk).update(starts_on=JUNE)
    assert "1 thay đổi" in stale(period)[0]
    type(after).objects.filter(pk=after.pk).update(starts_on=period.cut_off)
    assert "2 thay đổi" in stale(period)[0]


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
