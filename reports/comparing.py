"""What is different: figures against the last approved report, one sending against the one before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_number, format_signed
from deployment.figures import Figures
from reports.choices import Section
from reports.models import ReportSubmission, SubmittedCommune
from reports.submitted import values_of

# Name in Figures, label, whether fewer is worse (+1) or more is (-1); 0: neither.
LINES = (
    ("communes", gettext_lazy("Xã, thị trấn thuộc phạm vi"), 0),
    ("communes_deployed", gettext_lazy("Đã bố trí"), 1),
    ("communes_organised", gettext_lazy("Có quyết định tổ chức"), 1),
    ("communes_at_minimum", gettext_lazy("Đủ số cán bộ tối thiểu"), 1),
    ("communes_with_chief", gettext_lazy("Có Trưởng Công an"), 1),
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu"), 1),
    ("officers", gettext_lazy("Cán bộ chính quy (người)"), 1),
    ("shortfall", gettext_lazy("Cán bộ còn thiếu (người)"), -1),
)

LONGEST = 1200  # letters of a text that changed


@dataclass(frozen=True)
class Line:
    """One figure then and now; `then` is "" where there was no report before."""

    label: str
    then: str
    now: str
    change: str
    is_worse: bool


@dataclass(frozen=True)
class Difference:
    """One thing that a later sending says otherwise."""

    place: str
    before: str
    after: str


def lines_of(now: Figures, then: Figures | None) -> list[Line]:
    """Set the figures of a report beside those of the one before (None: there is none)."""
    return [_line(str(label), name, worse, now, then) for name, label, worse in LINES]


def _line(label: str, name: str, worse: int, now: Figures, then: Figures | None) -> Line:
    value = getattr(now, name)
    if then is None:
        return Line(label, "", format_number(value), "", is_worse=False)
    change = value - getattr(then, name)
    return Line(label, format_number(getattr(then, name)), format_number(value), format_signed(change),
                is_worse=change * worse < 0)  # fmt: skip


def differences(later: ReportSubmission, earlier: ReportSubmission | None) -> list[Difference]:
    """Give what `later` says otherwise than the sending before it: communes, sections, explanations."""
    if earlier is None:
        return []
    rows = list(later.communes.all())
    return [
        *_communes(list(earlier.communes.all()), rows),
        *_sections(earlier, later),
        *_explanations(earlier, later, {row.commune_id: row.name_in_district for row in rows}),
        *_attachments(earlier, later),
    ]


def state_words(row: SubmittedCommune) -> str:
    """Say a commune's figures in a phrase: "3/5 cán bộ, khuyết Trưởng Công an"."""
    officers = _("%(officers)s/%(minimum)s cán bộ") % {"officers": row.officers, "minimum": row.minimum}
    chief = _("có Trưởng Công an") if row.has_chief else _("khuyết Trưởng Công an")
    return f"{officers}, {chief}"


def _communes(before: Sequence[SubmittedCommune], after: Sequence[SubmittedCommune]) -> Iterator[Difference]:
    was = {row.code: row for row in before}
    for row in after:
        old = was.pop(row.code, None)
        if old is None or values_of(old) != values_of(row):
            yield Difference(
                row.name_in_district, state_words(old) if old else _("(không có)"), state_words(row)
            )
    for old in was.values():
        yield Difference(old.name_in_district, state_words(old), _("(không có)"))


def _sections(before: ReportSubmission, after: ReportSubmission) -> Iterator[Difference]:
    for section in Section:
        old, new = before.narrative.get(section, ""), after.narrative.get(section, "")
        if old != new:
            yield Difference(str(section.label), _excerpt(old), _excerpt(new))


def _explanations(
    before: ReportSubmission, after: ReportSubmission, names: Mapping[int, str]
) -> Iterator[Difference]:
    told = {(w.kind, w.commune_id): w.explanation for w in before.warnings.all()}
    for warning in after.warnings.all():
        old = told.get((warning.kind, warning.commune_id), "")
        if old != warning.explanation:
            place = names[warning.commune_id] if warning.commune_id else _("Toàn địa phương")
            text = _("Giải trình: %(place)s, %(finding)s") % {"place": place, "finding": warning.finding}
            yield Difference(text, _excerpt(old), _excerpt(warning.explanation))


def _attachments(before: ReportSubmission, after: ReportSubmission) -> Iterator[Difference]:
    old, new = ({a["sha256"]: a["name"] for a in s.attachments} for s in (before, after))
    for digest in {**old, **new}:
        if (digest in old) != (digest in new):
            yield Difference(
                _("Tệp đính kèm"), old.get(digest, _("(không có)")), new.get(digest, _("(đã bỏ)"))
            )


def _excerpt(text: str) -> str:
    """Give all of a text that can be read at a glance; a longer one ends with a whole word."""
    return shorten(text, LONGEST, placeholder=" …") or _("(trống)")
