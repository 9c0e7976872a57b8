from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from communes.calendar import HANOI, today
from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import StaffingRule
from reports import cycle, drafting, errors
from reports.choices import Flag, Happening, Reason, Section, State
from reports.content import content_of
from reports.models import Period, ProvincialReport, ReportSubmission, SubmittedCommune
from reports.settling import ReasonGiven
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import DUE, OPENS, a_period, approver_of, made_ready, report_of, sent

pytestmark = pytest.mark.django_db
WHY = [ReasonGiven(Reason.MOVEMENT, "Nêu rõ vì sao giảm.")]


@pytest.fixture
def period(ministry):
    return a_period(ministry)


@pytest.fixture
def report(period):
    return report_of(period)


def stands(report):
    return ProvincialReport.objects.get(pk=report.pk).state


def test_a_period_keeps_its_provinces_denominators_and_rule(period):
    counts = dict(period.reports.values_list("province__code", "communes"))

    assert (len(counts), sum(counts.values()), counts["11"]) == (63, 8880, 120)
    assert (period.rule["minimum"], period.rule["chief_required"]) == (5, True)
    assert set(period.reports.values_list("state", flat=True)) == {State.NOT_STARTED}


def test_periods_with_other_provinces_stand_side_by_side(period, ministry):
    day = date(2021, 6, 1)
    Province.objects.filter(code="11").update(exists_until=day)
    Commune.objects.filter(province__code="11").update(exists_until=day)

    later = a_period(ministry, day)

    assert (period.reports.count(), later.reports.count()) == (63, 62)


def test_a_cut_off_ahead_is_refused(ministry):
    tomorrow = today() + timedelta(days=1)

    with pytest.raises(errors.CutOffAhead):
        cycle.open_period(
            title="Kỳ", cut_off=tomorrow, opens_at=OPENS, due_at=timezone.now() + timedelta(9), by=ministry
        )
    assert not Period.objects.exists()


@pytest.mark.parametrize(
    ("title", "opens_at", "due_at", "refusal"),
    [
        (" ", OPENS, DUE, errors.ReasonMissing),
        ("Kỳ", DUE, OPENS, errors.DueTooEarly),
        ("Kỳ", OPENS, datetime(2021, 5, 31, 17, tzinfo=HANOI), errors.DueTooEarly),
    ],
)
def test_odd_periods_are_refused(ministry, title, opens_at, due_at, refusal):
    with pytest.raises(refusal):
        cycle.open_period(title=title, cut_off=DAY, opens_at=opens_at, due_at=due_at, by=ministry)


def test_a_cut_off_has_one_period(period, ministry):
    with pytest.raises(errors.PeriodExists):
        a_period(ministry)


def test_a_day_without_communes_has_no_period(ministry):
    with pytest.raises(errors.NoProvinces):
        cycle.open_period(
            title="Kỳ", cut_off=date(2025, 8, 1), opens_at=OPENS, due_at=datetime(2025, 8, 9, tzinfo=HANOI),
            by=ministry,
        )  # fmt: skip


def test_only_the_ministry_opens(approver, auditor):
    for user in (approver, auditor):
        with pytest.raises(errors.NotYours):
            a_period(user)


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

    again = cycle.submit(report=report, by=approver_of("11"))
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


def test_the_second_reviewer_is_told_of_the_first(period, report, ministry):
    sent(period)
    cycle.approve(report=report, by=ministry)

    with pytest.raises(errors.AlreadyDecided, match="ministry"):
        cycle.return_for_correction(report=report, reasons=WHY, by=ministry, seen=1)
    assert stands(report) == State.APPROVED


def test_a_decision_on_an_older_sending_is_refused(period, report, ministry):
    sent(period)
    cycle.return_for_correction(report=report, reasons=WHY, by=ministry)
    cycle.submit(report=report, by=approver_of("11"))

    with pytest.raises(errors.ReportChanged):
        cycle.approve(report=report, by=ministry, seen=1)


def test_a_reopened_report_becomes_a_corrected_one(period, report, ministry):
    first = sent(period)
    cycle.approve(report=report, by=ministry)
    cycle.reopen(report=report, reason="Sai số ở Tìa Dình.", by=ministry)
    report.refresh_from_db()
    assert (report.state, report.approved) == (State.RETURNED, first)

    cycle.submit(report=report, by=approver_of("11"))
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


def test_warnings_are_told_by_the_average_of_the_periods_opening(ministry, commune):
    elsewhere = Commune.objects.filter(province__code="10", kind="xa").first()
    AssignmentFactory.create_batch(6, commune=elsewhere)
    AssignmentFactory.create_batch(2, commune=commune, post=Post.MEMBER)
    report = report_of(a_period(ministry))
    AssignmentFactory.create_batch(9, commune=elsewhere)

    average = next(each for each in content_of(report).findings if each.kind == Flag.AVERAGE)

    assert average.text == "Bình quân 2,0 cán bộ một xã; cả nước 4,0"


@pytest.mark.parametrize(("leaving", "flagged"), [(2, False), (3, True)])
def test_a_jump_against_the_last_approved_period(ministry, commune, leaving, flagged):
    AssignmentFactory.create_batch(6 - leaving, commune=commune)
    AssignmentFactory.create_batch(leaving, commune=commune, ends_on=date(2021, 5, 10))
    cycle.approve(report=sent(a_period(ministry, date(2021, 4, 30))).report, by=ministry)

    found = content_of(report_of(a_period(ministry))).findings

    assert any(f.kind == Flag.JUMP and f.commune_id == commune.pk for f in found) == flagged


@pytest.mark.parametrize(("since", "flagged"), [(date(2021, 3, 2), True), (date(2021, 3, 3), False)])
def test_a_chief_vacant_for_more_than_ninety_days(report, commune, since, flagged):
    AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=since)

    kinds = {finding.kind for finding in content_of(report).findings}

    assert (Flag.VACANT_CHIEF in kinds) == flagged
