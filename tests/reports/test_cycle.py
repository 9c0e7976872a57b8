from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, User
from communes.models import Commune
from deployment.models import StaffingRule
from reports import cycle, drafting, errors
from reports.choices import Flag, Happening, Reason, Section, State
from reports.content import content_of
from reports.models import ProvincialReport, ReportSubmission, SubmittedCommune
from reports.settling import ReasonGiven
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import DUE, approver_of, made_ready, report_of, sent, sent_again, stands

pytestmark = pytest.mark.django_db
WHY = [ReasonGiven(Reason.MOVEMENT, "Nêu rõ vì sao giảm.")]


def test_what_is_sent_is_sealed_with_a_receipt(report, commune):
    AssignmentFactory.create_batch(3, commune=commune)

    submission = cycle.submit(report=made_ready(report, approver_of("11")), by=approver_of("11"))

    row = submission.communes.get(commune=commune)
    assert (submission.receipt, submission.number) == ("11-20210531-1", 1)
    assert (row.officers, row.shortfall, row.status, row.minimum) == (3, 2, "below_minimum", 5)
    assert submission.communes.count() == 120
    assert submission.narrative["3"] == "Nội dung 3."
    assert stands(report) == State.SENT


def test_later_postings_leave_what_was_sent(report, commune):
    submission = cycle.submit(report=made_ready(report, approver_of("11")), by=approver_of("11"))

    AssignmentFactory(commune=commune)

    assert submission.communes.get(commune=commune).officers == 0


@pytest.mark.parametrize("statement", ["update", "delete"])
@pytest.mark.parametrize("model", [ReportSubmission, SubmittedCommune])
def test_the_database_refuses_to_touch_what_was_sent(period, model, statement):
    sent(period)
    rows = model.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(province_id=1) if statement == "update" else rows.delete()


def test_sending_twice_is_refused(period, report):
    sent(period)

    with pytest.raises(errors.AlreadySent, match="11-20210531-1"):
        cycle.submit(report=report, by=approver_of("11"))
    assert ReportSubmission.objects.count() == 1


def test_an_editor_does_not_send(report, editor):
    made_ready(report, editor)

    with pytest.raises(errors.NotYours):
        cycle.submit(report=report, by=editor)


def test_another_provinces_approver_neither_drafts_nor_sends(report):
    stranger = approver_of("01")

    with pytest.raises(errors.NotYours):
        drafting.confirm_communes(report=report, by=stranger)
    with pytest.raises(errors.NotYours):
        cycle.submit(report=report, by=stranger)


def test_errors_block_and_are_all_told(report, approver):
    with pytest.raises(errors.Blocked) as refused:
        cycle.submit(report=report, by=approver)

    assert len(refused.value.obstacles) == 2 + 5  # two confirmations, five sections
    assert stands(report) == State.NOT_STARTED


def test_a_changed_draft_is_not_sent_unseen(report, approver, commune):
    seen = content_of(made_ready(report, approver)).mark
    AssignmentFactory(commune=commune)

    with pytest.raises(errors.ReportChanged):
        cycle.submit(report=report, by=approver, seen=seen)
    assert stands(report) == State.DRAFTING


def test_a_rule_that_changed_since_the_opening_blocks(report, approver):
    made_ready(report, approver)
    StaffingRule.objects.update(minimum=4)

    with pytest.raises(errors.Blocked) as refused:
        cycle.submit(report=report, by=approver)
    assert len(refused.value.obstacles) == 1


def test_nothing_is_written_before_the_period_opens(ministry, approver):
    period = cycle.open_period(
        title="Kỳ", cut_off=DAY, opens_at=timezone.now() + timedelta(1), due_at=timezone.now() + timedelta(9),
        by=ministry,
    )  # fmt: skip

    with pytest.raises(errors.NotOpenYet):
        drafting.confirm_communes(report=report_of(period), by=approver)


def test_a_sent_draft_is_locked(period, report, approver):
    sent(period)

    with pytest.raises(errors.ReportLocked):
        drafting.write_section(report=report, section=Section.TASKS, text="Khác", by=approver)


def test_returned_corrected_and_approved(period, report, ministry):
    sent(period)
    cycle.return_for_correction(report=report, reasons=WHY, by=ministry, seen=1)
    assert stands(report) == State.RETURNED

    again = sent_again(period)
    cycle.approve(report=report, by=ministry, seen=2)

    report.refresh_from_db()
    assert (report.state, report.approved, again.receipt) == (State.APPROVED, again, "11-20210531-2")
    assert list(report.log.values_list("kind", flat=True)) == [
        Happening.STARTED, Happening.SENT, Happening.RETURNED, Happening.SENT, Happening.APPROVED,
    ]  # fmt: skip


def test_a_return_needs_a_reason(period, report, ministry, nam_ke):
    sent(period)
    elsewhere = Commune.objects.exclude(province=nam_ke.province).first()

    for reasons in (
        [],
        [ReasonGiven(Reason.OTHER, " ")],
        [ReasonGiven(Reason.OTHER, "x", elsewhere)],
    ):
        with pytest.raises(errors.ReasonMissing):
            cycle.return_for_correction(report=report, reasons=reasons, by=ministry)
    assert stands(report) == State.SENT


def test_what_was_not_sent_is_neither_approved_nor_returned(report, ministry):
    with pytest.raises(errors.NotSent):
        cycle.approve(report=report, by=ministry)
    with pytest.raises(errors.NotSent):
        cycle.return_for_correction(report=report, reasons=WHY, by=ministry)


def another_reviewer():
    return User.objects.create_user("another", password="a-long-passphrase", role=Role.MINISTRY)


def test_the_second_reviewer_is_told_of_the_first(period, report, ministry):
    sent(period)
    cycle.approve(report=report, by=ministry)

    with pytest.raises(errors.AlreadyDecided, match="ministry"):
        cycle.return_for_correction(report=report, reasons=WHY, by=another_reviewer(), seen=1)
    with pytest.raises(errors.AlreadyDecided, match="Bạn đã quyết định"):
        cycle.approve(report=report, by=ministry, seen=1)
    assert stands(report) == State.APPROVED


def test_a_decision_on_an_older_sending_is_refused(period, report, ministry):
    sent(period)
    cycle.return_for_correction(report=report, reasons=WHY, by=ministry)
    sent_again(period)

    with pytest.raises(errors.ReportChanged):
        cycle.approve(report=report, by=ministry, seen=1)


def test_a_reopened_report_becomes_a_corrected_one(period, report, ministry):
    first = sent(period)
    cycle.approve(report=report, by=ministry)
    cycle.reopen(report=report, reason="Sai số ở Tìa Dình.", by=ministry)
    report.refresh_from_db()
    assert (report.state, report.approved) == (State.RETURNED, first)

    sent_again(period)
    cycle.approve(report=report, by=ministry)

    assert stands(report) == State.CORRECTED


def test_only_what_is_approved_is_reopened(period, report, ministry):
    sent(period)

    with pytest.raises(errors.NotSettled):
        cycle.reopen(report=report, reason="Sai số.", by=ministry)


def test_the_unflagged_are_approved_together_or_not_at_all(period, ministry):
    calm = [sent(period, code) for code in ("11", "01")]
    elsewhere = Commune.objects.filter(province__code="10", kind="xa").first()
    AssignmentFactory(commune=elsewhere, decision_number="")
    flagged = sent(period, "10")

    with pytest.raises(errors.Flagged):
        cycle.approve_unflagged(submissions=[each.pk for each in (*calm, flagged)], by=ministry)
    assert {stands(each.report) for each in calm} == {State.SENT}

    cycle.approve_unflagged(submissions=[each.pk for each in calm], by=ministry)
    assert {stands(each.report) for each in calm} == {State.APPROVED}


def test_more_time_for_one_province(report, ministry):
    until = DUE + timedelta(days=3)

    cycle.extend(report=report, until=until, reason="Mưa lũ, mất liên lạc.", by=ministry)

    report.refresh_from_db()
    assert (report.due_at, report.log.get().kind) == (until, Happening.EXTENDED)
    with pytest.raises(errors.DueTooEarly):
        cycle.extend(report=report, until=DUE, reason="Khác.", by=ministry)
    with pytest.raises(errors.ReasonMissing):
        cycle.extend(report=report, until=until + timedelta(days=1), reason=" ", by=ministry)


def test_two_editors_at_one_section(report, editor):
    drafting.write_section(report=report, section=Section.TASKS, text="Một.", by=editor, seen="")

    with pytest.raises(errors.ReportChanged):
        drafting.write_section(report=report, section=Section.TASKS, text="Hai.", by=editor, seen="")
    assert report.narratives.get().text == "Một."


def test_an_explanation_is_of_the_own_province(report, editor):
    with pytest.raises(errors.ReasonMissing):
        drafting.explain(
            report=report,
            kind=Flag.JUMP,
            commune=Commune.objects.exclude(province=report.province).first(),
            text="Vì sao.",
            by=editor,
        )


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.SENT},
        {"state": State.APPROVED},
        {"state": State.NOT_STARTED, "started_at": DUE},
        {"extended_until": DUE},
    ],
)
def test_the_database_ties_a_state_to_its_times(report, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvincialReport.objects.filter(pk=report.pk).update(**values)
