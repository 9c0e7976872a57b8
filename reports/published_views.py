"""The register of published figures: read by all, written by the Ministry."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.formats import format_decimal
from communes.models import Province
from deployment.forms.fields import DayField
from deployment.forms.verbs import VerbForm
from reports import published
from reports.allowed import may_review
from reports.choices import Bound, Measure, Precision
from reports.comparison import compared
from reports.ministry_views import MinistryView
from reports.models import PublishedFigure
from reports.models.published import NATION


@require_safe
def register(request: UserRequest) -> HttpResponse:
    """Each published figure beside the computed one."""
    rows = compared(published.published_for(request.user))
    context = {"rows": rows, "may_write": may_review(request.user)}
    return render(request, "reports/published_list.html", context)


class PublishedForm(VerbForm):
    """A published figure as its source gives it."""

    place_code = forms.ChoiceField(label=gettext_lazy("Địa phương"))
    measure = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"), choices=Measure)
    bound = forms.ChoiceField(
        label=gettext_lazy("Cách nói"), choices=Bound, help_text=gettext_lazy("“Hơn 43.000” chọn “hơn”.")
    )
    value = forms.DecimalField(
        label=gettext_lazy("Trị số"),
        max_digits=9,
        decimal_places=1,
        min_value=0,
        localize=True,
        error_messages={"min_value": gettext_lazy("Trị số không được âm.")},
    )
    precision = forms.ChoiceField(label=gettext_lazy("Nguồn ghi ngày"), choices=Precision)
    as_of = DayField(
        label=gettext_lazy("Tính đến ngày"),
        required=False,
        help_text=gettext_lazy("Nguồn chỉ ghi tháng hoặc năm: ngày cuối của tháng hoặc năm đó."),
    )
    denominator = forms.IntegerField(
        label=gettext_lazy("Mẫu số"), min_value=1, max_value=1_000_000, required=False
    )
    denominator_words = forms.CharField(label=gettext_lazy("Mẫu số là"), max_length=120, required=False)
    source = forms.CharField(label=gettext_lazy("Nguồn"), max_length=300)
    published_on = DayField(label=gettext_lazy("Ngày công bố"), required=False)
    explanation = forms.CharField(
        label=gettext_lazy("Giải thích chênh lệch"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {p.code: p.short_name for p in Province.objects.order_by("sort_key")}.items()
        self.fields["place_code"].choices = [(NATION, _("Cả nước")), *named]


class EnterPublishedView(MinistryView):
    form_class = PublishedForm
    title, button = gettext_lazy("Ghi số liệu đã công bố"), gettext_lazy("Ghi vào sổ")

    def perform(self, form: VerbForm) -> str:
        published.enter(user=self.request.user, **form.values())
        messages.success(self.request, _("Đã ghi số liệu vào sổ."))
        return self.back()

    def back(self) -> str:
        return reverse("reports:published")


class OfFigure(MinistryView):
    """A form about one figure of the register, which stands below the heading as the register shows it."""

    subject: PublishedFigure

    def record(self) -> PublishedFigure:
        return get_object_or_404(PublishedFigure, pk=self.kwargs["pk"])

    def told(self) -> str:
        figure, value = self.subject, format_decimal(self.subject.value)
        return f"{_place(figure.place_code)}, {figure.get_measure_display()}: {value} ({figure.source})"


class AmendPublishedView(OfFigure, EnterPublishedView):
    title, button = gettext_lazy("Sửa số liệu đã công bố"), gettext_lazy("Ghi")

    def get_initial(self) -> dict[str, Any]:
        names = [name for name in PublishedForm.base_fields if name not in {"token", "seen"}]
        return super().get_initial() | {name: getattr(self.subject, name) for name in names}

    def perform(self, form: VerbForm) -> str:
        seen = form.cleaned_data["seen"]
        published.amend(user=self.request.user, figure=self.subject, seen=seen, **form.values())
        messages.success(self.request, _("Đã sửa số liệu trong sổ."))
        return self.back()


class StrikePublishedView(OfFigure):
    form_class = VerbForm
    title, button = gettext_lazy("Bỏ số liệu khỏi sổ"), gettext_lazy("Bỏ khỏi sổ")
    consequence = gettext_lazy("Số liệu và giải thích của nó không còn trong sổ; lịch sử thay đổi vẫn giữ.")

    def perform(self, form: VerbForm) -> str:
        published.strike(user=self.request.user, figure=self.subject, seen=form.cleaned_data["seen"])
        messages.success(self.request, _("Đã bỏ khỏi sổ; lịch sử vẫn giữ."))
        return self.back()

    def back(self) -> str:
        return reverse("reports:published")


def _place(code: str) -> str:
    """Give the name of the place that a figure is of."""
    named = Province.objects.filter(code=code).order_by("sort_key").values_list("name", flat=True)
    return _("Cả nước") if code == NATION else named.first() or code
