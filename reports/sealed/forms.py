"""What the Ministry enters about national reports: sealing, number and date, words."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override, pgettext_lazy

from communes.formats import format_day
from communes.snapshot import one_snapshot
from communes.vietnamese import parse_day
from deployment.days import default_day
from deployment.forms.fields import DayField
from deployment.forms.verbs import VerbForm
from reports.documents import issue
from reports.errors import ReportRefused
from reports.freezing import foreseen_version, freeze
from reports.ministry_views import MinistryView
from reports.models import NationalReport, Secrecy
from reports.moved import moved_since_approval
from reports.sealed.access import refuse_provincial, report_for
from reports.standing import Standing, standing_on
from reports.summary import summary_on

OK = 200
TITLE = gettext_noop("Báo cáo sơ kết tính đến ngày %(day)s")


class FreezeForm(VerbForm):
    as_of = DayField(label=gettext_lazy("Số liệu đến hết ngày"))
    title = forms.CharField(label=gettext_lazy("Tên báo cáo"), max_length=200)
    allow_incomplete = forms.BooleanField(
        label=gettext_lazy("Niêm phong dù chưa duyệt đủ báo cáo của các địa phương"),
        help_text=gettext_lazy(
            "Chọn khi chấp nhận rằng số liệu của địa phương chưa được duyệt lấy từ dữ liệu đang cập nhật;"
            " báo cáo sẽ ghi rõ điều đó."
        ),
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do đính chính"),
        error_messages={
            "required": gettext_lazy("Ngày này đã có báo cáo niêm phong; bản đính chính phải ghi lý do.")
        },
        help_text=gettext_lazy("Ngày đã có báo cáo niêm phong thì bản mới là bản đính chính."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def ask_for_reason(self, *, is_correction: bool) -> None:
        """Ask for the reason of a correction; for a day with no sealed report say when one is needed."""
        self.fields["reason"].required = is_correction
        self.fields["reason"].asked_when = gettext_lazy("chỉ ghi khi ngày này đã có báo cáo niêm phong")


class IssueForm(VerbForm):
    number = forms.CharField(
        label=gettext_lazy("Số văn bản"), max_length=20, help_text=gettext_lazy("Chỉ phần số, ví dụ 123.")
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    secrecy = forms.ChoiceField(label=gettext_lazy("Độ mật"), choices=Secrecy, required=False)
    secrecy_decision = forms.CharField(
        label=gettext_lazy("Số quyết định xác định độ mật"), max_length=60, required=False
    )


def title_for(day: date) -> str:
    """Give the title that is proposed for a sealed report of `day`, in Vietnamese: it goes on record."""
    with override("vi"):
        return _(TITLE) % {"day": format_day(day)}


def title_is_proposed(title: str) -> bool:
    """Tell whether `title` is what `title_for` gives for some day."""
    return re.fullmatch(re.escape(TITLE).replace(re.escape("%(day)s"), "[0-9/]+"), title.strip()) is not None


class FreezeView(MinistryView):
    template_name = "reports/sealed/freeze.html"
    form_class = FreezeForm
    title, button = gettext_lazy("Niêm phong báo cáo toàn quốc"), pgettext_lazy("verb", "Niêm phong")

    def get_initial(self) -> dict[str, Any]:
        return {"as_of": self._day(), "title": title_for(self._day())}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let a title that we proposed for another day follow the day: nobody wrote it."""
        given = super().get_form_kwargs()
        if title_is_proposed(self.request.POST.get("title", "")):
            given["data"] = self.request.POST.copy()
            given["data"]["title"] = title_for(self._day())
        return given

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.ask_for_reason(is_correction=self.already is not None)
        if self.standing and self.standing.is_complete:
            del form.fields["allow_incomplete"]
        return form

    @cached_property
    def standing(self) -> Standing | None:
        """How the provinces' reports for the day stand."""
        return standing_on(self._day())

    @cached_property
    def already(self) -> NationalReport | None:
        """The newest version that is sealed of the day."""
        sealed = NationalReport.objects.light().filter(as_of=self._day())
        return sealed.order_by("-version").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, standing = self._day(), self.standing
        moved = moved_since_approval(standing) if standing else ()
        words = {"day": day, "standing": standing, "already": self.already, "moved": moved}
        return super().get_context_data(**kwargs) | words

    def perform(self, form: VerbForm) -> str:
        report = freeze(by=self.request.user, **form.values())
        words = {"title": report.title, "version": report.version, "hash": report.sha256[:12]}
        messages.success(
            self.request,
            _("Đã niêm phong báo cáo “%(title)s”, bản %(version)s; mã băm SHA-256 %(hash)s…") % words,
        )
        return reverse("reports:sealed", args=[report.pk])

    def form_valid(self, form: VerbForm) -> HttpResponse:
        """Seal what was confirmed; else show what would be sealed, and ask. `again`: back to the form."""
        if "again" in self.request.POST:
            return self.answer(form, OK)
        if "confirmed" not in self.request.POST:
            return self._ask(form)
        with one_snapshot():  # around the form's own transaction
            return super().form_valid(form)

    def _ask(self, form: VerbForm) -> HttpResponse:
        values = form.values()
        try:
            version = foreseen_version(**values)
        except ReportRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.answer(form, refusal.status)
        sent = [(field.html_name, field.value()) for field in form if field.value()]
        figures = summary_on(values["as_of"]).national
        context = self.get_context_data(form=form, sent=sent, version=version, n=figures, values=values)
        return render(self.request, "reports/sealed/freeze_confirm.html", context)

    def back(self) -> str:
        return reverse("reports:list")

    def _day(self) -> Any:
        """Give the day asked for in the address or sent, where it can be read."""
        text = self.request.POST.get("as_of") or self.request.GET.get("as_of") or ""
        try:
            return parse_day(text)
        except ValueError:
            return default_day()


class IssueView(MinistryView):
    form_class = IssueForm
    title, button = gettext_lazy("Ghi số, ngày ban hành"), gettext_lazy("Ghi")

    def record(self) -> NationalReport:
        return report_for(self.request, self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: VerbForm) -> str:
        issue(report=self.subject, by=self.request.user, **form.values())
        messages.success(self.request, _("Đã ghi số, ngày; văn bản lập từ nay không còn là dự thảo."))
        return self.back()

    def back(self) -> str:
        return reverse("reports:sealed_documents", args=[self.kwargs["pk"]])


def refused_for_province(view: type[MinistryView]) -> Any:
    """Let a provincial user find no national form at all (404), and every other role be refused (403)."""
    inner = view.as_view()

    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refuse_provincial(request)
        return inner(request, *args, **kwargs)

    return answer
