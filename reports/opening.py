"""Which source is asked for: a sealed report by its number, or a day."""

from datetime import date

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.arguments import day_argument
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.source import Live, Source


def source_of(report: NationalReport | None, day: date) -> Source:
    """Give the sealed report's figures, or where there is none the live ones of `day`."""
    return Frozen(report) if report else Live(day)


def add_source_arguments(parser: CommandParser) -> None:
    """Let a command take `--as-of DATE` or `--report ID`, one of them."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--as-of")
    which.add_argument("--report")


def add_language_argument(parser: CommandParser) -> None:
    """Let a command take `--language vi|en`: a document in English says that it is no official one."""
    parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="vi")


def source_argument(options: dict[str, str | None]) -> Source:
    """Give the source that a command was asked for. Raises CommandError."""
    if options["report"] is not None:
        return Frozen(report_argument(options["report"]))
    return Live(day_argument(options["as_of"] or ""))


def report_argument(text: str) -> NationalReport:
    """Give the sealed report of a number. Raises CommandError for an unknown one."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
    report = NationalReport.objects.select_related("compared_with").filter(pk=number).first()
    if report is None:
        raise CommandError(_("Không có báo cáo niêm phong số “%(number)s”.") % {"number": text[:40]})
    return report
