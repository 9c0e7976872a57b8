"""The long work of this room: the conference pack, and the annex of every commune."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from accounts.models import User
from communes.sight import NATION, seeing
from deployment.models import Work
from deployment.work import Progress, WorkRefused, keep_file, kind, start_once
from reports.allowed import may_review
from reports.annex_communes import communes_annex_of
from reports.briefing.fonts import FontMissing
from reports.briefing.process import RenderingFailed
from reports.documents import TYPES, file_name, make, official_language, register
from reports.frozen import Frozen
from reports.history_heads import enter_heads
from reports.models import DocumentKind, NationalReport

AFTER_MIDNIGHT = "5 17 * * *"  # in UTC: 00:05 in Việt Nam
PACK, COMMUNES = "conference_pack", "communes_annex"
STEPS = 4


def ask_for_pack(report: NationalReport, by: User) -> Work:
    """Ask the worker for every document of a sealed report, once at a time. Raises PermissionDenied."""
    return _asked(PACK, _("Tài liệu hội nghị: %(report)s"), report, by)


def ask_for_communes(report: NationalReport, by: User) -> Work:
    """Ask the worker for the annex of every commune alone, once at a time. Raises PermissionDenied."""
    return _asked(COMMUNES, _("Phụ lục từng xã, thị trấn: %(report)s"), report, by)


def _asked(name: str, title: str, report: NationalReport, by: User) -> Work:
    if not may_review(by):
        raise PermissionDenied
    return start_once(name, owner=by, title=title % {"report": report.title[:150]}, report=report.pk)


@kind(PACK)
def make_pack(work: Work, progress: Progress, *, report: int) -> str:
    """Make every document of a sealed report and enter it; the page of its papers shows them."""
    source = _source(report)
    try:
        progress.tell(0, STEPS, _("Lập báo cáo sơ kết"))
        make(DocumentKind.BRIEFING, source, work.owner)
        progress.tell(1, STEPS, _("Lập bảng tính phụ lục"))
        make(DocumentKind.WORKBOOK, source, work.owner)
        progress.tell(2, STEPS, _("Lập phụ lục từng xã, thị trấn"))
        with official_language(source):
            content = communes_annex_of(source)
        register(kind=DocumentKind.COMMUNES, source=source, content=content, by=work.owner)
        progress.tell(3, STEPS, _("Ghi vào sổ văn bản"))
    except (FontMissing, RenderingFailed) as error:
        raise WorkRefused(str(error)) from error
    return f"{reverse('reports:sealed_documents', args=[report])}?made=1"


@kind(COMMUNES)
def make_communes_annex(work: Work, progress: Progress, *, report: int) -> str:
    """Make the annex of every commune alone."""
    source = _source(report)
    try:
        with official_language(source):
            content = communes_annex_of(source, lambda done, total: progress.tell(done, total))
    except FontMissing as error:
        raise WorkRefused(str(error)) from error
    register(kind=DocumentKind.COMMUNES, source=source, content=content, by=work.owner)
    name = file_name(DocumentKind.COMMUNES, source)
    keep_file(work, name=name, content_type=TYPES[DocumentKind.COMMUNES], content=content)
    return ""


def _source(report: int) -> Any:
    return Frozen(NationalReport.objects.select_related("compared_with").get(pk=report))


@app.periodic(cron=AFTER_MIDNIGHT)
@app.task(name="reports.enter_heads", queue="work", queueing_lock="reports.enter_heads")
def enter_heads_daily(timestamp: int) -> None:
    """Enter the heads of the history's chain of every day that is over."""
    with seeing(NATION):
        enter_heads()
