"""What a province does to its report before sending: confirm, explain, write, attach.

Each verb is one transaction on the locked report and begins the draft where there was none. Refusals are
those of `reports.errors`. `seen`: the text as the writer saw it before changing it; None: nothing seen.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Commune
from communes.vietnamese import normalise
from reports.allowed import refuse_unless_drafter
from reports.attaching import Upload, judged
from reports.choices import Flag, Section, State
from reports.errors import NothingToAnswer, ReasonMissing, ReportChanged, WrongFile
from reports.locking import locked_for_drafting
from reports.models import (
    LONGEST_ANSWER,
    LONGEST_EXPLANATION,
    LONGEST_SECTION,
    Attachment,
    Explanation,
    Narrative,
    ProvincialReport,
    ReturnAnswer,
    ReturnReason,
)
from reports.moment import present_moment
from reports.posting_changes import changes_of_postings

MOST_ATTACHMENTS = 10


@transaction.atomic
def confirm_communes(*, report: ProvincialReport, by: User) -> ProvincialReport:
    """Say that the list of communes was checked. Raises NotYours, ReportLocked, NotOpenYet."""
    return _confirm(_drafted(report, by), communes_checked_at=present_moment())


@transaction.atomic
def confirm_postings(*, report: ProvincialReport, by: User) -> ProvincialReport:
    """Say that the postings are up to date, until they change. Raises NotYours, ReportLocked, NotOpenYet."""
    report = _drafted(report, by)
    counted = changes_of_postings(report)
    return _confirm(report, postings_checked_at=present_moment(), postings_checked_changes=counted)


@transaction.atomic
def take_back(*, report: ProvincialReport, communes: bool, postings: bool, by: User) -> ProvincialReport:
    """Take back what was confirmed of communes, postings. Raises NotYours, ReportLocked, NotOpenYet."""
    values: dict[str, object] = {}
    if communes:
        values["communes_checked_at"] = None
    if postings:
        values |= {"postings_checked_at": None, "postings_checked_changes": None}
    return _confirm(_drafted(report, by), **values)


@transaction.atomic
def write_section(
    *, report: ProvincialReport, section: Section, text: str, by: User, seen: str | None = None
) -> Narrative:
    """Write one section; an empty text takes it away.

    Raises NotYours, ReportLocked, NotOpenYet, ReasonMissing (too long), ReportChanged.
    """
    report = _drafted(report, by)
    words = cleaned(text)
    if len(words) > LONGEST_SECTION:
        raise ReasonMissing(_("Một mục dài nhất %(longest)s ký tự.") % {"longest": LONGEST_SECTION})
    stored = report.narratives.filter(section=section).first()
    if seen is not None and cleaned(seen) != (stored.text if stored else ""):
        raise ReportChanged(_("Mục này vừa được người khác sửa; hãy so hai bản rồi ghi lại."), report)
    narrative = stored or Narrative(report=report, province_id=report.province_id, section=section)
    narrative.text, narrative.written_by, narrative.written_at = words, by, present_moment()
    narrative.clean_fields()
    narrative.save()
    return narrative


@transaction.atomic
def explain(
    *, report: ProvincialReport, kind: Flag, commune: Commune | None, text: str, by: User
) -> Explanation:
    """Give the sentence for one warning, of a commune or (None) of the report; it replaces the one before.

    Raises NotYours, ReportLocked, NotOpenYet, ReasonMissing.
    """
    report = _drafted(report, by)
    words = cleaned(text)
    if not words or len(words) > LONGEST_EXPLANATION:
        raise ReasonMissing(
            _("Hãy giải trình bằng một câu, từ 1 đến %(longest)s ký tự.") % {"longest": LONGEST_EXPLANATION}
        )
    if commune and commune.province_id != report.province_id:
        raise ReasonMissing(_("%(commune)s không thuộc địa phương này.") % {"commune": commune})
    stored = report.explanations.filter(kind=kind, commune=commune).first()
    explanation = stored or Explanation(
        report=report, province_id=report.province_id, kind=kind, commune=commune
    )
    explanation.text, explanation.written_by, explanation.written_at = words, by, present_moment()
    explanation.clean_fields(exclude={"commune"})  # None: of the report as a whole
    explanation.save()
    return explanation


@transaction.atomic
def answer(*, reason: ReturnReason, text: str, by: User) -> ReturnAnswer | None:
    """Answer one point of the last return in words; an empty text takes the answer away.

    Raises NotYours, ReportLocked, NotOpenYet, NothingToAnswer, ReasonMissing (too long).
    """
    report = _drafted(reason.report, by)
    if report.state != State.RETURNED or reason.submission_id != report.latest_id:
        raise NothingToAnswer(_("Điểm này không thuộc lần trả lại gần nhất."))
    words = cleaned(text)
    if len(words) > LONGEST_ANSWER:
        raise ReasonMissing(_("Một câu trả lời dài nhất %(longest)s ký tự.") % {"longest": LONGEST_ANSWER})
    stored = ReturnAnswer.objects.filter(reason=reason).first()
    if not words:
        if stored:
            stored.delete()
        return None
    given = stored or ReturnAnswer(report=report, province_id=report.province_id, reason=reason)
    given.text, given.written_by, given.written_at = words, by, present_moment()
    given.save()
    return given


@transaction.atomic
def attach(*, report: ProvincialReport, upload: Upload, by: User) -> Attachment:
    """Attach a file, known by its content. Raises NotYours, ReportLocked, NotOpenYet, WrongFile."""
    report = _drafted(report, by)
    file = judged(upload)
    present = report.attachments.filter(detached_at=None)
    if present.count() >= MOST_ATTACHMENTS:
        raise WrongFile(_("Một báo cáo có nhiều nhất %(most)s tệp.") % {"most": MOST_ATTACHMENTS})
    if present.filter(sha256=file.sha256).exists():
        raise WrongFile(_("Tệp này đã được đính kèm."))
    return Attachment.objects.create(
        report=report,
        province_id=report.province_id,
        name=file.name,
        content_type=file.content_type,
        size=len(file.content),
        sha256=file.sha256,
        content=file.content,
        attached_by=by,
        attached_at=present_moment(),
    )


@transaction.atomic
def detach(*, attachment: Attachment, by: User) -> None:
    """Take a file away from a draft; what was sent keeps it. Raises NotYours, ReportLocked, NotOpenYet."""
    report = _drafted(attachment.report, by)
    stored = report.attachments.filter(pk=attachment.pk, detached_at=None)
    sent = (each["sha256"] for submission in report.submissions.all() for each in submission.attachments)
    if attachment.sha256 in sent:
        stored.update(detached_at=present_moment())
    else:
        stored.delete()


def cleaned(text: str) -> str:
    """Give `text` in the normal form, line by line, without blank lines at its ends."""
    return "\n".join(normalise(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def _drafted(report: ProvincialReport, by: User) -> ProvincialReport:
    refuse_unless_drafter(by, report)
    return locked_for_drafting(report, by, present_moment())


def _confirm(report: ProvincialReport, **values: object) -> ProvincialReport:
    for field, value in values.items():
        setattr(report, field, value)
    report.save(update_fields=list(values))
    return report
