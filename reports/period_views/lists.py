"""Periods, the board of one, the queue of what waits for the Ministry."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.formats import format_day, format_number
from deployment.forms.verbs import VerbForm
from reports import cycle
from reports.addresses import report_url
from reports.allowed import may_review
from reports.board import board_rows, punctuality, reasons_tallied, states_counted
from reports.choices import Reason, State
from reports.errors import Flagged
from reports.models import Period, ReportSubmission
from reports.moment import present_moment
from reports.moved import moved_since_approval
from reports.period_forms import BulkApproveForm, OpenForm
from reports.period_views.found import found_period, visible_reports
from reports.period_views.steps import ReviewerStepView
from reports.renewing import outdated, renew
from reports.standing import standing_of

MOVED = "moved"  # in place of a state: the approved reports whose figures are others now


@require_safe
def periods(request: UserRequest) -> HttpResponse:
    """All periods: for a province its own reports, for the Ministry how complete and timely each was."""
    rows = board_rows(visible_reports(request.user).order_by("-period__cut_off"), present_moment())
    context: dict[str, Any] = {"may_open": may_review(request.user)}
    if request.user.is_provincial:
        return render(request, "reports/periods/own_list.html", context | {"rows": rows})
    return render(request, "reports/periods/list.html", context | {"periods": punctuality(rows)})


@require_safe
def period(request: UserRequest, pk: int) -> HttpResponse:
    """The board of a period; a province is led to its own report."""
    found = found_period(request.user, pk)
    reports = visible_reports(request.user).filter(period=found)
    if request.user.is_provincial:
        return redirect(report_url(reports.get()))
    standing = standing_of(found)
    moved = moved_since_approval(standing)
    chosen = request.GET.get("state", "")
    shown = reports.filter(state=chosen) if chosen in State.values else reports
    if chosen == MOVED:
        shown = reports.filter(pk__in=[each.report.pk for each in moved])
    rows = board_rows(shown.order_by("province__sort_key"), present_moment(), moved)
    context = {
        "period": found,
        "standing": standing,
        "moved": len(moved),
        "states": states_counted(reports),
        "chosen": chosen if chosen in (*State.values, MOVED) else "",
        "rows": rows,
        "waiting": reports.filter(state=State.SENT).count(),
        "totals": punctuality(board_rows(reports, present_moment()))[0],
        "tallies": reasons_tallied(reports),
        "reasons": Reason,
        "may_review": may_review(request.user),
        "outdated": outdated(found) if may_review(request.user) else None,
    }
    return render(request, "reports/periods/board.html", context)


@require_safe
def queue(request: UserRequest, pk: int) -> HttpResponse:
    """What waits for the Ministry, the oldest first; those without a warning may be approved together."""
    found = found_period(request.user, pk)
    if request.user.is_provincial:
        return redirect(reverse("reports:period", args=[pk]))
    reports = visible_reports(request.user).filter(period=found).oldest_sent_first()
    rows = board_rows(reports, present_moment())
    context = {
        "period": found,
        "rows": rows,
        "unflagged": sum(row.is_unflagged for row in rows),
        "may_review": may_review(request.user),
    }
    return render(request, "reports/periods/queue.html", context)


class OpenView(ReviewerStepView):
    form_class = OpenForm
    title, button = gettext_lazy("Mở kỳ báo cáo"), gettext_lazy("Mở kỳ")

    def back(self) -> str:
        return reverse("reports:periods")

    def consequences(self) -> list[str]:
        return [
            _("Mỗi địa phương có xã trong phạm vi vào ngày chốt số liệu nhận một báo cáo phải gửi."),
            _("Danh mục địa phương, số xã và quy định áp dụng được giữ theo ngày chốt của riêng kỳ này."),
            _("Đến giờ mở, các địa phương được báo và bắt đầu soạn."),
            _(
                "Kỳ đã mở thì không xóa, không đổi tên, ngày chốt hay giờ mở được; hạn gửi chỉ lùi được bằng"
                " gia hạn cho từng địa phương. Hãy xem lại các ngày trước khi bấm “Mở kỳ”."
            ),
        ]

    def perform(self, form: OpenForm) -> str:  # type: ignore[override]
        made = cycle.open_period(**form.values(), by=self.request.user)
        count = format_number(made.reports.count())
        words = {"title": made.title, "count": count}
        messages.success(self.request, _("Đã mở kỳ “%(title)s” cho %(count)s địa phương.") % words)
        return reverse("reports:period", args=[made.pk])


class RenewView(ReviewerStepView):
    """Bring the layout of an open period up to the rule and the communes of today."""

    title, button = gettext_lazy("Cập nhật biểu mẫu"), gettext_lazy("Cập nhật biểu mẫu")
    subject: Period

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = found_period(self.request.user, kwargs["pk"])

    def back(self) -> str:
        return reverse("reports:period", args=[self.subject.pk])

    def consequences(self) -> list[str]:
        found = outdated(self.subject)
        if not found:
            return [_("Biểu mẫu của kỳ đã đúng với quy định và danh mục; không có gì để cập nhật.")]
        return [
            *found.sentences,
            _("Địa phương chưa gửi kiểm tra lại danh sách xã; thuyết minh, giải trình và tệp được giữ."),
            _("Báo cáo đã gửi hoặc đã duyệt giữ nguyên như lúc gửi."),
        ]

    def perform(self, form: VerbForm) -> str:
        renew(period=self.subject, by=self.request.user)
        messages.success(self.request, _("Đã cập nhật biểu mẫu của kỳ và báo cho các địa phương."))
        return self.back()


class BulkApproveView(ReviewerStepView):
    """GET repeats what was chosen on the queue (`?s=1&s=2`); POST approves all of it or none."""

    form_class = BulkApproveForm
    template_name = "reports/periods/bulk_approve.html"
    title, button = gettext_lazy("Duyệt các báo cáo không có cảnh báo"), gettext_lazy("Duyệt tất cả")
    subject: Period

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = found_period(self.request.user, kwargs["pk"])

    def back(self) -> str:
        return reverse("reports:period_queue", args=[self.subject.pk])

    def chosen(self) -> list[ReportSubmission]:
        """Give the sendings of this period that were chosen."""
        sent = self.request.POST.get("submissions", "").split(",") if self.request.method == "POST" else []
        words = sent or self.request.GET.getlist("s")
        ids = [int(word) for word in words if word.isdecimal() and len(word) < 15]
        found = ReportSubmission.objects.filter(pk__in=ids, report__period=self.subject)
        return list(found.select_related("province", "sent_by").order_by("province__sort_key"))

    def get_initial(self) -> dict[str, Any]:
        return {"submissions": ",".join(str(each.pk) for each in self.chosen())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(period=self.subject, chosen=self.chosen(), **kwargs)

    def perform(self, form: BulkApproveForm) -> str:  # type: ignore[override]
        ids = form.chosen()
        if ReportSubmission.objects.filter(pk__in=ids).exclude(report__period=self.subject).exists():
            raise Flagged(_("Có báo cáo không thuộc kỳ này; chưa duyệt báo cáo nào."))
        approved = cycle.approve_unflagged(submissions=ids, by=self.request.user)
        words = {"count": len(approved), "day": format_day(self.subject.cut_off)}
        messages.success(self.request, _("Đã duyệt %(count)s báo cáo, số liệu đến hết %(day)s.") % words)
        return self.back()
