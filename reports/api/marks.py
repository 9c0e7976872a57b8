"""The mark of a provincial report, which a program sends back in If-Match."""

from accounts.models import User
from reports.allowed import may_draft
from reports.content import content_of
from reports.models import ProvincialReport


def mark_of(report: ProvincialReport, user: User) -> str:
    """Give the mark of a report as `user` reads it: of a draft of their own its content, else its sending."""
    if may_draft(user, report) and report.is_with_province:
        return content_of(report).mark
    return f"{report.state}-{number_of(report) or 0}"


def number_of(report: ProvincialReport) -> int | None:
    """Give the number of what was sent last, None where nothing was."""
    return report.latest.number if report.latest else None
