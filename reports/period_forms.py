"""The forms of the reporting cycle; what they do is in `reports.cycle` and `reports.drafting`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from communes.calendar import HANOI
from communes.models import Commune
from deployment.forms.fields import DayField
from deployment.forms.verbs import VerbForm
from reports.choices import REQUIRED_SECTIONS, Flag, Reason, Section
from reports.cycle import LONGEST_EXTENSION_REASON
from reports.flags import Finding
from reports.hints import HINTS
from reports.models import LONGEST_ANSWER, LONGEST_EXPLANATION, LONGEST_SECTION, MOST_BYTES, SubmittedWarning
from reports.points import Point
from reports.settling import LONGEST_REASON, ReasonGiven

OPENING, CLOSING = time(8), time(17)
UNCHOSEN = ("", _("Chọn loại lý do"))
# A vacant chief's post says nothing of what is wrong in the report: its reason is chosen by hand.
REASON_OF = {Flag.JUMP: Reason.MOVEMENT, Flag.NO_DECISION: Reason.DECISION}


def at(day: date, hour: time) -> datetime:
    """Give the moment of a day in Việt Nam."""
    return datetime.combine(day, hour, tzinfo=HANOI)


def text_area(rows: int) -> forms.Textarea:
    """Give a field of text, `rows` lines high."""
    return forms.Textarea({"rows": rows, "class": "form-control"})


class OpenForm(VerbForm):
    title = forms.CharField(label=_("Tên kỳ báo cáo"), max_length=120)
    cut_off = DayField(label=_("Số liệu đến hết ngày"))
    opens_on = DayField(label=_("Mở từ ngày"), help_text=_("Từ 8 giờ. Địa phương thấy kỳ từ lúc này."))
    due_on = DayField(label=_("Hạn gửi"), help_text=_("Đến 17 giờ ngày này."))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "cut_off": data["cut_off"],
            "opens_at": at(data["opens_on"], OPENING),
            "due_at": at(data["due_on"], CLOSING),
        }


class ExtendForm(VerbForm):
    due_at = DayField(label=_("Hạn mới"), help_text=_("Đến 17 giờ ngày này."))
    reason = forms.CharField(
        label=_("Lý do gia hạn"), max_length=LONGEST_EXTENSION_REASON, widget=text_area(3)
    )

    def values(self) -> dict[str, Any]:
        return {"until": at(self.cleaned_data["due_at"], CLOSING), "reason": self.cleaned_data["reason"]}


class ReopenForm(VerbForm):
    reason = forms.CharField(label=_("Lý do mở khóa"), max_length=LONGEST_REASON, widget=text_area(4))


class DecideForm(VerbForm):
    """Only the confirmation, with the number of the sending that was seen."""

    sending = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9_999)


class ReturnForm(DecideForm):
    """A reason for each chosen commune, then one for the whole report: asked for where no commune is chosen.

    warnings: what was told of each commune at sending, by the commune's id.
    """

    kind = forms.ChoiceField(
        label=_("Loại của lý do chung"),
        choices=[UNCHOSEN, *Reason.choices],
        error_messages={"required": _("Hãy chọn loại lý do.")},
    )
    reason = forms.CharField(
        label=_("Lý do chung gửi địa phương"),
        help_text=_("Nói rõ sai ở đâu, cần làm gì."),
        max_length=LONGEST_REASON,
        widget=text_area(4),
        error_messages={"required": _("Hãy ghi lý do trả lại.")},
    )

    def __init__(
        self,
        *args: Any,
        communes: Sequence[Commune],
        warnings: Mapping[int, Sequence[SubmittedWarning]],
        **kwargs: Any,
    ) -> None:
        self.communes = communes
        super().__init__(*args, **kwargs)
        for commune in communes:
            self._ask_about(commune, warnings.get(commune.pk, ()))
        if communes:
            self.fields["kind"].required = self.fields["reason"].required = False
            self.fields["kind"].asked_when = _("bắt buộc nếu ghi lý do chung")
            self.order_fields([name for name in self.fields if name not in {"kind", "reason"}])

    def _ask_about(self, commune: Commune, warnings: Sequence[SubmittedWarning]) -> None:
        self.fields[f"kind_{commune.code}"] = forms.ChoiceField(
            label=_("%(commune)s: loại lý do") % {"commune": commune.name_in_district},
            help_text=" ".join(f"{each.get_kind_display()}: {each.finding}." for each in warnings),
            choices=[UNCHOSEN, *Reason.choices],
            initial=_likely_reason(warnings),
            widget=forms.Select({"class": "form-select"}),
            error_messages={"required": _("Hãy chọn loại lý do.")},
        )
        self.fields[f"reason_{commune.code}"] = forms.CharField(
            label=_("%(commune)s: lý do") % {"commune": commune.name_in_district},
            max_length=LONGEST_REASON,
            widget=text_area(2),
            error_messages={"required": _("Hãy ghi lý do.")},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") and not data.get("kind") and not self.has_error("kind"):
            self.add_error("kind", _("Hãy chọn loại lý do."))
        return data

    def reasons(self) -> list[ReasonGiven]:
        """Give the reasons, that of the whole report first."""
        data = self.cleaned_data
        given = [ReasonGiven(Reason(data["kind"]), data["reason"])] if data["reason"] else []
        return given + [
            ReasonGiven(Reason(data[f"kind_{c.code}"]), data[f"reason_{c.code}"], c) for c in self.communes
        ]


def _likely_reason(warnings: Sequence[SubmittedWarning]) -> str:
    """Give the kind of reason that a commune's warnings speak for; "" where the reviewer must say."""
    likely = {REASON_OF.get(Flag(each.kind), "") for each in warnings}
    return likely.pop() if len(likely) == 1 else ""


class SectionForm(VerbForm):
    """`before` is the section as it was shown: what another wrote meanwhile is not overwritten."""

    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    text = forms.CharField(
        label=_("Nội dung"), max_length=LONGEST_SECTION, required=False, widget=text_area(16)
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = HINTS[section]
        if section in REQUIRED_SECTIONS:  # it may be emptied for a while, but not sent so
            self.fields["text"].asked_when = _("bắt buộc trước khi gửi")


def explained_field(finding: Finding) -> str:
    """Give the name of a warning's field: its own, for the list may change while it is filled in."""
    return f"text_{finding.kind}_{finding.code}"


class ExplainForm(VerbForm):
    """A sentence for each of some warnings; those left empty stay as they were."""

    def __init__(self, *args: Any, findings: Sequence[Finding], texts: Sequence[str], **kwargs: Any) -> None:
        self.findings = findings
        super().__init__(*args, **kwargs)
        for finding, text in zip(findings, texts, strict=True):
            self.fields[explained_field(finding)] = forms.CharField(
                label=f"{finding.place}: {finding.text}" if finding.place else finding.text,
                initial=text,
                max_length=LONGEST_EXPLANATION,
                required=False,
                widget=text_area(2),
            )

    def given(self) -> list[tuple[Finding, str]]:
        """Give the warnings whose sentence was written or changed."""
        names = [(finding, explained_field(finding)) for finding in self.findings]
        texts = [(finding, self.cleaned_data[name], self[name].initial) for finding, name in names]
        return [(finding, text) for finding, text, before in texts if text and text != before]


def answer_field(point: Point) -> str:
    """Give the name of the field in which a point is answered."""
    return f"answer_{point.reason.pk}"


class AnswersForm(VerbForm):
    """An answer in words for each point of a return; an emptied one is taken away."""

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        self.points = points
        super().__init__(*args, **kwargs)
        for point in points:
            field = forms.CharField(
                label=_("Trả lời của địa phương"),
                initial=point.answer,
                max_length=LONGEST_ANSWER,
                required=False,
                widget=text_area(2),
            )
            field.widget.attrs["aria-describedby"] = f"id_{answer_field(point)}_point"
            self.fields[answer_field(point)] = field

    def shown(self) -> list[tuple[Point, forms.BoundField]]:
        """Give each point with its field."""
        return [(point, self[answer_field(point)]) for point in self.points]

    def given(self) -> list[tuple[Point, str]]:
        """Give the points whose answer was written, changed or taken away."""
        texts = [(point, self.cleaned_data[answer_field(point)]) for point in self.points]
        return [(point, text) for point, text in texts if text != point.answer]


class SendForm(VerbForm):
    """Only the confirmation; `seen` is the mark of what was checked."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


def _kinds_and_size() -> str:
    return str(_("PDF, DOCX, XLSX, PNG hoặc JPEG, đến %(most)s MB.")) % {"most": MOST_BYTES // 1_000_000}


class AttachForm(VerbForm):
    file = forms.FileField(
        label=_("Tệp đính kèm"),
        max_length=255,
        help_text=lazy(_kinds_and_size, str)(),
    )


class BulkApproveForm(VerbForm):
    """The sendings that were chosen on the queue."""

    submissions = forms.CharField(widget=forms.HiddenInput, max_length=2_000)

    def chosen(self) -> list[int]:
        """Give the ids; what is no number is left out."""
        words = self.cleaned_data["submissions"].split(",")
        return [int(word) for word in words if word.isdecimal() and len(word) < 15]
