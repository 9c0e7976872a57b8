"""Pages of the vacant posts of chief: the nation, a province, the plan for one."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings, visible_province
from communes.formats import format_day
from communes.models import Commune
from deployment.context_bar import ContextBar, communes_covered
from deployment.days import as_of_day, default_day, keeping_day
from deployment.forms.planning import ChiefPlanForm
from deployment.forms.verbs import VerbForm
from deployment.models import ChiefPlan
from deployment.planning.chief_plans import plan_chief, vacancy_of
from deployment.planning.chiefs import Vacancy, vacancies_by_province, vacancies_on
from deployment.staffing import in_scope_on
from deployment.vacancies import closing_rate
from deployment.views.verbs import VerbView


@require_safe
def chief_posts(request: UserRequest) -> HttpResponse:
    """Every province; a provincial user is led to the own one."""
    day = as_of_day(request)
    if request.user.is_provincial:
        return keeping_day(request, "deployment:province_chief_posts", request.user.own_province.code)
    rows = vacancies_by_province(day)
    whole = sum(row.communes for row in rows)
    context = {
        "rows": rows,
        "vacant": sum(row.vacant for row in rows),
        "never_filled": sum(row.never_filled for row in rows),
        "planned": sum(row.planned for row in rows),
        "overdue": sum(row.overdue for row in rows),
        "whole": whole,
        "rate": closing_rate(day, in_scope_on(day, Commune.objects.all())),
        "bar": _bar(day, whole, _("cả nước")),
    }
    return render(request, "deployment/chief_posts.html", context)


@require_safe
def province_chief_posts(request: UserRequest, code: str) -> HttpResponse:
    """One province: each vacant post with its age, candidates and plan."""
    day = as_of_day(request)
    province = visible_province(request.user, code, day)
    rows = vacancies_on(day, province)
    scope = in_scope_on(day, Commune.objects.filter(province=province))
    whole = scope.count()
    planned = [row.plan for row in rows if row.plan]
    context = {
        "province": province,
        "vacancies": rows,
        "vacant": len(rows),
        "never_filled": sum(row.since is None for row in rows),
        "planned": len(planned),
        "overdue": sum(plan.due_on < day for plan in planned),
        "whole": whole,
        "rate": closing_rate(day, scope),
        "bar": _bar(day, whole, province.short_name),
        "may_plan": may_enter_postings(request.user) and day == default_day(),
    }
    return render(request, "deployment/chief_posts.html", context)


class ChiefPlanView(VerbView):
    """The plan for one vacant post, as things stand on the default day."""

    form_class = ChiefPlanForm
    title, button = gettext_lazy("Kế hoạch bổ nhiệm Trưởng Công an"), gettext_lazy("Lưu kế hoạch")

    def record(self) -> Commune:
        communes = changeable_by(self.request.user, Commune.objects.select_related("province"))
        existing = communes.existing_on(default_day())
        return get_object_or_404(existing, code=self.kwargs["code"])

    @cached_property
    def vacancy(self) -> Vacancy | None:
        return vacancy_of(self.subject, default_day())

    def seen_record(self) -> ChiefPlan | None:
        return self.vacancy.plan if self.vacancy else None

    def get_initial(self) -> dict[str, Any]:
        plan = self.seen_record()
        stored = {"due_on": plan.due_on, "officer": plan.officer_id, "note": plan.note} if plan else {}
        return super().get_initial() | stored

    def get_form(self, form_class: Any = None) -> VerbForm:
        form: ChiefPlanForm = super().get_form(form_class)
        deputies = self.vacancy.deputies if self.vacancy else ()
        form.offer([
            (
                str(deputy.officer.pk),
                f"{deputy.officer.full_name} · {deputy.officer.get_rank_display() or '–'} · {deputy.commune}"
                f" · {deputy.trained.words}",
            )
            for deputy in deputies
        ])  # fmt: skip
        return form

    def perform(self, form: VerbForm) -> str:
        values = form.values()
        plan = plan_chief(
            user=self.request.user,
            commune=self.subject,
            day=default_day(),
            due_on=values["due_on"],
            officer_id=int(values["officer"]) if values["officer"] else None,
            note=values["note"],
        )
        told = _("Đã lưu kế hoạch: %(commune)s, trước ngày %(day)s.")
        messages.success(self.request, told % {"commune": plan.commune, "day": format_day(plan.due_on)})
        return self.back()

    def back(self) -> str:
        return reverse("deployment:province_chief_posts", args=[self.subject.province.code])


def _bar(day: Any, whole: int, place: str) -> ContextBar:
    return ContextBar.on(day, communes_covered(whole, place))
