"""The Ministry's answer to what was sent, on a report whose row is locked and whose state allows it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Commune
from communes.vietnamese import normalise
from reports.choices import Happening, Reason, State
from reports.errors import ReasonMissing
from reports.locking import log
from reports.models import ProvincialReport, ReturnReason
from reports.telling import tell_approved, tell_returned

LONGEST_REASON = 1_000


class ReasonGiven(NamedTuple):
    """A reason for returning: of the report, or of one commune of its province."""

    kind: Reason
    text: str
    commune: Commune | None = None


def settle(report: ProvincialReport, by: User, now: datetime) -> ProvincialReport:
    """Approve what was sent last; once approved before, the report is a corrected one."""
    report.state = State.CORRECTED if report.approved_id else State.APPROVED
    report.approved, report.decided_at = report.latest, now
    report.save(update_fields=["state", "approved", "decided_at"])
    log(report, Happening.APPROVED, by, now)
    tell_approved(report)
    return report


def give_back(
    report: ProvincialReport, reasons: Sequence[ReasonGiven], happening: Happening, by: User, now: datetime
) -> ProvincialReport:
    """Unlock what was sent last for its province, with reasons. Raises ReasonMissing."""
    report.state, report.decided_at = State.RETURNED, now
    report.save(update_fields=["state", "decided_at"])
    for given in reasons:
        _store_reason(report, given)
    log(report, happening, by, now, reasons[0].text if len(reasons) == 1 else "")
    tell_returned(report)
    return report


def reason_text(text: str, longest: int) -> str:
    """Give a reason in the normal form. Raises ReasonMissing for none and for too long a one."""
    words = normalise(text)
    if not words or len(words) > longest:
        raise ReasonMissing(_("Hãy ghi lý do, từ 1 đến %(longest)s ký tự.") % {"longest": longest})
    return words


def _store_reason(report: ProvincialReport, given: ReasonGiven) -> None:
    if given.commune and given.commune.province_id != report.province_id:
        raise ReasonMissing(_("%(commune)s không thuộc địa phương này.") % {"commune": given.commune})
    ReturnReason.objects.create(
        report=report,
        province_id=report.province_id,
        submission=report.last_sent,
        kind=Reason(given.kind),
        commune=given.commune,
        text=reason_text(given.text, LONGEST_REASON),
    )
