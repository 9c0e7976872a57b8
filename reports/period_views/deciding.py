"""What the Ministry does with one report: more time, approve, return, reopen."""

from typing import Any

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_day
from communes.models import Commune
from deployment.forms.verbs import VerbForm
from reports import cycle
from reports.addresses import report_url
from reports.models import SubmittedWarning
from reports.moment import day_of
from reports.period_forms import DecideForm, ExtendForm, ReopenForm, ReturnForm
from reports.period_views.steps import DecisionStepView

MOST_COMMUNES = 100


class ExtendView(DecisionStepView):
    form_class = ExtendForm
    title, button = gettext_lazy("Gia hạn cho một địa phương"), gettext_lazy("Gia hạn")

    def consequences(self) -> list[str]:
        day = format_day(day_of(self.subject.due_at))
        return [_("Hạn hiện tại: %(day)s. Các địa phương khác giữ nguyên hạn.") % {"day": day}]

    def perform(self, form: ExtendForm) -> str:  # type: ignore[override]
        extended = cycle.extend(report=self.subject, by=self.request.user, **form.values())
        words = {"place": extended.province.short_name, "day": format_day(day_of(extended.due_at))}
        messages.success(self.request, _("Đã gia hạn cho %(place)s đến %(day)s.") % words)
        return report_url(self.subject)


class DecisionView(DecisionStepView):
    """Approve or return what was sent last, as it was seen."""

    def get_initial(self) -> dict[str, Any]:
        return {"sending": self.subject.latest.number if self.subject.latest else 1}

    def place(self) -> str:
        return self.subject.office


class ApproveView(DecisionView):
    form_class = DecideForm
    template_name = "reports/periods/approve.html"
    title, button = gettext_lazy("Duyệt báo cáo"), gettext_lazy("Duyệt báo cáo")

    def consequences(self) -> list[str]:
        return [
            _("Báo cáo của %(place)s được khóa như đã gửi và tính là “Đã duyệt”; bản đó giữ nguyên.")
            % {"place": self.place()},
            _(
                "Bố trí ghi muộn cho ngày chốt trở về trước vẫn nhập được: tổng hợp của ngày đó thay đổi"
                " theo, và trang báo cáo, trang kỳ, trang niêm phong ghi “khác bản đã duyệt”."
            ),
            _("Chỉ tài khoản của Bộ mở khóa lại được, có ghi lý do."),
        ]

    def perform(self, form: DecideForm) -> str:  # type: ignore[override]
        cycle.approve(report=self.subject, by=self.request.user, seen=form.cleaned_data["sending"])
        words = {"place": self.place()}
        messages.success(self.request, _("Đã duyệt báo cáo của %(place)s.") % words)
        return report_url(self.subject)


class ReturnView(DecisionView):
    """The chosen communes come from the review page (`?commune=03162&commune=…`)."""

    form_class = ReturnForm
    title, button = gettext_lazy("Trả lại báo cáo"), gettext_lazy("Trả lại báo cáo")

    def consequences(self) -> list[str]:
        words = {"place": self.place()}
        return [
            _("Báo cáo được mở khóa để %(place)s sửa và gửi lại; địa phương thấy các lý do dưới đây.")
            % words,
            _("Bản đã gửi vẫn được giữ nguyên."),
        ]

    @cached_property
    def communes(self) -> list[Commune]:
        codes = self.request.GET.getlist("commune")[:MOST_COMMUNES]
        chosen = self.subject.province.communes.existing_on(self.subject.period.cut_off)
        return list(chosen.filter(code__in=codes).select_related("district").order_by("sort_key", "code"))

    def get_initial(self) -> dict[str, Any]:
        given = {"kind": self.request.GET.get("kind", ""), "reason": self.request.GET.get("reason", "")}
        return super().get_initial() | given

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"communes": self.communes, "warnings": self.warnings()}

    def warnings(self) -> dict[int, list[SubmittedWarning]]:
        """Give what was told at sending of the chosen communes, by their ids."""
        if not self.subject.latest or not self.communes:
            return {}
        told = list(self.subject.latest.warnings.filter(commune__in=self.communes))
        return {each.pk: [one for one in told if one.commune_id == each.pk] for each in self.communes}

    def perform(self, form: ReturnForm) -> str:  # type: ignore[override]
        cycle.return_for_correction(
            report=self.subject,
            reasons=form.reasons(),
            by=self.request.user,
            seen=form.cleaned_data["sending"],
        )
        messages.success(self.request, _("Đã trả lại báo cáo của %(place)s.") % {"place": self.place()})
        return report_url(self.subject)


class ReopenView(DecisionStepView):
    form_class = ReopenForm
    title, button = gettext_lazy("Mở khóa báo cáo đã duyệt"), gettext_lazy("Mở khóa")

    def consequences(self) -> list[str]:
        return [
            _("Địa phương sửa và gửi lại; được duyệt lần nữa thì báo cáo là “Đã đính chính”."),
            _("Đến lúc đó số liệu của địa phương là tạm tính; bản đã duyệt vẫn được giữ."),
        ]

    def perform(self, form: VerbForm) -> str:
        cycle.reopen(report=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)
        words = {"place": self.subject.office}
        messages.success(self.request, _("Đã mở khóa báo cáo của %(place)s để đính chính.") % words)
        return report_url(self.subject)
