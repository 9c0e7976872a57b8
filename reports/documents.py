"""Make documents and keep the register: what was made of which figures, by whom, when, its hash, a copy."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from communes.attached import ODS, XLSX
from communes.formats import in_english
from communes.vietnamese import normalise
from reports.allowed import may_review
from reports.briefing.document import briefing_of
from reports.errors import NotYours, ReportRefused
from reports.models import Copy, Document, DocumentKind, Issue, NationalReport, Secrecy
from reports.moment import present_moment
from reports.source import Source
from reports.workbook import open_workbook_of, workbook_of

MAKERS: dict[str, Callable[[Source], bytes]] = {
    DocumentKind.BRIEFING: briefing_of,
    DocumentKind.WORKBOOK: workbook_of,
    DocumentKind.OPEN_WORKBOOK: open_workbook_of,
}
NAMES = {
    DocumentKind.BRIEFING: "bao-cao-so-ket-{day}{mark}.pdf",
    DocumentKind.WORKBOOK: "phu-luc-{day}{mark}.xlsx",
    DocumentKind.OPEN_WORKBOOK: "phu-luc-{day}{mark}.ods",
    DocumentKind.COMMUNES: "phu-luc-xa-{day}{mark}.pdf",
}
TYPES = {
    DocumentKind.BRIEFING: "application/pdf",
    DocumentKind.WORKBOOK: XLSX,
    DocumentKind.OPEN_WORKBOOK: ODS,
    DocumentKind.COMMUNES: "application/pdf",
    DocumentKind.HISTORY: "text/plain; charset=utf-8",
}
LONGEST_NUMBER, LONGEST_DECISION = 20, 60


class SecrecyUnfounded(ReportRefused):
    """A secrecy mark needs the decision that chose it."""

    field = "secrecy_decision"


class IssuedTooEarly(ReportRefused):
    """A document cannot be older than its figures."""

    field = "issued_on"


class NumberMissing(ReportRefused):
    """An issued document has a number."""

    field = "number"


def make(kind: DocumentKind, source: Source, by: User | None) -> tuple[bytes, Document]:
    """Make a document and enter it in the register. Raises FontMissing and RenderingFailed."""
    with official_language(source):
        content = MAKERS[kind](source)
    return content, register(kind=kind, source=source, content=content, by=by)


def official_language(source: Source) -> AbstractContextManager[Any]:
    """Speak Vietnamese for a sealed report, whose papers are official; else the reader's language."""
    return override("vi") if source.report else nullcontext()


@transaction.atomic
def register(*, kind: DocumentKind, source: Source, content: bytes, by: User | None) -> Document:
    """Enter a document; its copy is kept once. The same maker's same document has one line."""
    sha256 = hashlib.sha256(content).hexdigest()
    Copy.objects.bulk_create([Copy(sha256=sha256, content=content)], ignore_conflicts=True)
    issue = source.issue
    entered = Document.objects.filter(
        kind=kind, report=source.report, copy_id=sha256, made_by=by, issue=issue
    )
    return entered.first() or Document.objects.create(
        kind=kind,
        as_of=source.as_of,
        report=source.report,
        issue=issue,
        name=file_name(kind, source),
        copy_id=sha256,
        size=len(content),
        made_by=by,
        made_at=present_moment(),
    )


def file_name(kind: DocumentKind, source: Source) -> str:
    """Give the name under which a document is taken away."""
    with official_language(source):
        mark = f"-niem-phong-{source.report.pk}" if source.report else "-en" if in_english() else ""
    return NAMES[kind].format(day=source.as_of, mark=mark)


@transaction.atomic
def issue(
    *, report: NationalReport, number: str, issued_on: date, by: User, secrecy: str = "",
    secrecy_decision: str = "",
) -> Issue:  # fmt: skip
    """Enter the number and date under which a sealed report is issued, and its secrecy mark where one is
    decided; a second entry puts the first right.

    Raises NotYours, NumberMissing, IssuedTooEarly, SecrecyUnfounded.
    """
    if not may_review(by):
        raise NotYours(_("Chỉ tài khoản của Bộ ghi số, ngày và độ mật của văn bản."))
    number, decision = normalise(number), normalise(secrecy_decision)
    if not number or len(number) > LONGEST_NUMBER:
        raise NumberMissing(_("Hãy ghi số văn bản, từ 1 đến %(n)s ký tự.") % {"n": LONGEST_NUMBER})
    if issued_on < report.as_of:
        raise IssuedTooEarly(_("Ngày ban hành không thể trước ngày lấy số liệu."))
    if secrecy not in Secrecy.values or bool(secrecy) != bool(decision):
        raise SecrecyUnfounded(_("Độ mật và số quyết định xác định độ mật phải có cùng nhau."))
    if len(decision) > LONGEST_DECISION:
        raise SecrecyUnfounded(_("Số quyết định dài quá %(n)s ký tự.") % {"n": LONGEST_DECISION})
    return Issue.objects.create(
        report=report,
        number=number,
        issued_on=issued_on,
        secrecy=secrecy,
        secrecy_decision=decision,
        by=by,
        at=present_moment(),
    )
