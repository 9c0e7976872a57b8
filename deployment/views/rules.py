"""The staffing rule: what is in force, was and will be; the Ministry adds, ends and cancels."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import may_edit_rule
from deployment import ruling
from deployment.days import as_of_day, default_day
from deployment.errors import PostingRefused
from deployment.forms.rules import CancelRuleForm, EndRuleForm, RuleForm
from deployment.forms.verbs import VerbForm
from deployment.models import RankCeiling, StaffingRule
from deployment.views.verbs import VerbView


@require_safe
def rule_list(request: UserRequest) -> HttpResponse:
    """Every rule that holds for communes the reader sees: in force on the day, to come, and past."""
    day, user = as_of_day(request), request.user
    rules = StaffingRule.objects.select_related("commune__province").order_by("kind", "trait", "-starts_on")
    if not user.sees_nation:
        rules = rules.filter(Q(commune=None) | Q(commune__province=user.province_id))
    shown = list(rules)
    context = {
        "day": day,
        "in_force": [rule for rule in shown if rule.is_in_force(day)],
        "to_come": [rule for rule in shown if rule.starts_on and rule.starts_on > day],
        "past": [rule for rule in shown if rule.ends_on and rule.ends_on <= day],
        "ceilings": RankCeiling.objects.in_force(day).order_by("post"),
        "may_edit": may_edit_rule(user),
    }
    return render(request, "deployment/rule_list.html", context)


class RuleVerbView(VerbView):
    """A change of the rule: its effect is shown, then it is confirmed."""

    template_name = "deployment/rule_form.html"

    def test_func(self) -> bool:
        return may_edit_rule(self.request.user)

    def act(self, form: VerbForm) -> None:
        """Make the change."""
        raise NotImplementedError

    def perform(self, form: VerbForm) -> str:
        self.act(form)
        messages.success(self.request, _("Đã ghi thay đổi về quy định."))
        return self.back()

    def form_valid(self, form: VerbForm) -> HttpResponse:
        """Carry out only what was shown with its effect; anything else is shown first."""
        if self.request.POST.get("confirmed") == self.mark(form):
            return super().form_valid(form)
        try:
            effect = ruling.effect_of(lambda: self.act(form), self.day_of(form))
        except PostingRefused:
            return super().form_valid(form)  # says in words why it is refused
        return self.render_to_response(
            self.get_context_data(form=form, effect=effect, confirmed=self.mark(form), conflict=None)
        )

    def mark(self, form: VerbForm) -> str:
        """Give a mark of what is being confirmed."""
        return hashlib.sha256(repr(sorted(form.values().items(), key=str)).encode()).hexdigest()[:16]

    def day_of(self, form: VerbForm) -> Any:
        """Give the day on which the effect is measured: that of the data, or the change's own if later."""
        return default_day()

    def told(self) -> str:
        return rule_words(self.subject) if self.subject else ""

    def back(self) -> str:
        return reverse("deployment:rules")


class StoredRuleView(RuleVerbView):
    def record(self) -> StaffingRule:
        return get_object_or_404(StaffingRule.objects.select_related("commune"), pk=self.kwargs["pk"])


class DecreeView(RuleVerbView):
    form_class = RuleForm
    title, button = gettext_lazy("Thêm quy định"), gettext_lazy("Xem tác động")

    def act(self, form: VerbForm) -> None:
        ruling.decree(**form.values())

    def day_of(self, form: VerbForm) -> Any:
        return max(form.cleaned_data["starts_on"], default_day())


class EndRuleView(StoredRuleView):
    form_class = EndRuleForm
    title, button = gettext_lazy("Kết thúc một quy định"), gettext_lazy("Xem tác động")

    def act(self, form: VerbForm) -> None:
        ruling.end_rule(rule=self.subject, seen=form.cleaned_data["seen"] or None, **form.values())


class CancelRuleView(StoredRuleView):
    form_class = CancelRuleForm
    title, button = gettext_lazy("Hủy một quy định ghi nhầm"), gettext_lazy("Xem tác động")
    consequence = gettext_lazy(
        "Quy định này biến mất khỏi mọi ngày; quy định bị nó thay thế có hiệu lực trở lại. "
        "Báo cáo đã chốt không đổi."
    )

    def act(self, form: VerbForm) -> None:
        ruling.cancel_rule(rule=self.subject, seen=form.cleaned_data["seen"] or None)


def rule_words(rule: StaffingRule) -> str:
    """Say whom a rule is for and what it asks."""
    whom = str(rule.commune) if rule.commune else rule.get_kind_display().capitalize()
    trait = f" {rule.get_trait_display()}" if rule.trait else ""
    chief = _(", có Trưởng Công an") if rule.chief_required else ""
    return f"{whom}{trait}: " + _("từ %(minimum)s cán bộ%(chief)s") % {
        "minimum": rule.minimum,
        "chief": chief,
    }
