"""Model wards: read by all who see them, written by the Ministry."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import decides_for_nation
from deployment import wards
from deployment.forms import wards as forms
from deployment.forms.verbs import VerbForm
from deployment.models import Assessment, AssessmentRound, CriteriaSet, ModelWard
from deployment.views.verbs import VerbView
from deployment.ward_results import compared, results, wards_for
from deployment.wards import ScoreGiven


@require_safe
def ward_list(request: UserRequest) -> HttpResponse:
    """The wards of the pilot, compared through the rounds, and the sets of criteria."""
    context = {
        "comparison": compared(wards_for(request.user)),
        "criteria": CriteriaSet.objects.prefetch_related("items"),
        "may_write": decides_for_nation(request.user),
    }
    return render(request, "deployment/wards/list.html", context)


@require_safe
def ward_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One ward: every assessment with its criteria, scores and evidence."""
    ward = get_object_or_404(wards_for(request.user), pk=pk)
    context = {
        "ward": ward,
        "results": results(Assessment.objects.filter(ward=ward).order_by("-round__as_of")),
        "rounds": AssessmentRound.objects.select_related("criteria").order_by("-as_of"),
        "may_write": decides_for_nation(request.user),
    }
    return render(request, "deployment/wards/detail.html", context)


@require_safe
def criteria_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One set of criteria."""
    criteria = get_object_or_404(CriteriaSet.objects.prefetch_related("items"), pk=pk)
    total = sum(item.weight for item in criteria.items.all())
    context = {"criteria": criteria, "total": total, "may_write": decides_for_nation(request.user)}
    return render(request, "deployment/wards/criteria.html", context)


class WardVerbView(VerbView):
    """A verb of the Ministry about the pilot."""

    def test_func(self) -> bool:
        return decides_for_nation(self.request.user)

    def back(self) -> str:
        return reverse("deployment:wards")

    def done(self, words: str, target: str = "") -> str:
        """Tell that it is done; give the address that shows it."""
        messages.success(self.request, words)
        return target or self.back()


class AdmitView(WardVerbView):
    form_class = forms.AdmitForm
    title, button = gettext_lazy("Đưa phường vào thí điểm"), gettext_lazy("Đưa vào thí điểm")

    def perform(self, form: VerbForm) -> str:
        ward = wards.admit(user=self.request.user, **form.values())
        return self.done(_("%(name)s đã vào danh sách thí điểm.") % {"name": ward.commune.name})


class ReleaseView(WardVerbView):
    form_class = forms.ReleaseForm
    title, button = gettext_lazy("Thôi thí điểm"), gettext_lazy("Ghi")

    def record(self) -> ModelWard:
        return get_object_or_404(ModelWard, pk=self.kwargs["pk"])

    def perform(self, form: VerbForm) -> str:
        ward = wards.release(user=self.request.user, ward=self.subject, **form.values())
        return self.done(_("Đã ghi ngày thôi thí điểm của %(name)s.") % {"name": ward.commune.name})


class CriteriaView(WardVerbView):
    form_class = forms.CriteriaForm
    template_name = "deployment/wards/criteria_form.html"
    title, button = gettext_lazy("Lập bộ tiêu chí"), gettext_lazy("Ghi bản dự thảo")

    def record(self) -> CriteriaSet | None:
        return get_object_or_404(CriteriaSet, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict[str, Any]:
        items = list(self.subject.items.all()) if self.subject else []
        return super().get_form_kwargs() | {"items": items}

    def get_initial(self) -> dict[str, Any]:
        stored = self.subject
        return super().get_initial() | ({"name": stored.name, "source": stored.source} if stored else {})

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        written = wards.write_criteria(
            user=self.request.user, name=data["name"], source=data["source"], items=form.items(),
            criteria=self.subject,
        )  # fmt: skip
        target = reverse("deployment:criteria", args=[written.pk])
        return self.done(_("Đã ghi bản dự thảo “%(name)s”.") % {"name": written.name}, target)


class ForceView(WardVerbView):
    form_class = forms.ForceForm
    title, button = gettext_lazy("Cho bộ tiêu chí có hiệu lực"), gettext_lazy("Áp dụng")

    def record(self) -> CriteriaSet:
        return get_object_or_404(CriteriaSet, pk=self.kwargs["pk"])

    def perform(self, form: VerbForm) -> str:
        stored = wards.put_in_force(user=self.request.user, criteria=self.subject, **form.values())
        return self.done(_("“%(name)s” đã có hiệu lực.") % {"name": stored.name})


class RoundView(WardVerbView):
    form_class = forms.RoundForm
    title, button = gettext_lazy("Mở đợt đánh giá"), gettext_lazy("Mở đợt")

    def perform(self, form: VerbForm) -> str:
        made = wards.open_round(user=self.request.user, **form.values())
        return self.done(_("Đã mở đợt “%(title)s”.") % {"title": made.title})


class AssessView(WardVerbView):
    form_class = forms.AssessForm
    template_name = "deployment/wards/assess_form.html"
    title, button = gettext_lazy("Đánh giá phường"), gettext_lazy("Ghi kết quả")

    def record(self) -> ModelWard:
        return get_object_or_404(ModelWard.objects.select_related("commune"), pk=self.kwargs["pk"])

    @property
    def round(self) -> AssessmentRound:
        return get_object_or_404(AssessmentRound.objects.select_related("criteria"), pk=self.kwargs["round"])

    def stored(self) -> Assessment | None:
        """Give the assessment that stands there already."""
        return Assessment.objects.filter(ward=self.subject, round=self.kwargs["round"]).first()

    def seen_record(self) -> None:
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        stored = self.stored()
        scores = stored.scores.all() if stored else []
        given = {score.criterion_id: ScoreGiven(score.value, score.evidence) for score in scores}
        return super().get_form_kwargs() | {"items": list(self.round.criteria.items.all()), "given": given}

    def get_initial(self) -> dict[str, Any]:
        stored = self.stored()
        return super().get_initial() | ({"assessor": stored.assessor, "note": stored.note} if stored else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"round": self.round}

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        made = wards.assess(
            user=self.request.user, round_=self.round, ward=self.subject, assessor=data["assessor"],
            note=data["note"], scores=form.scores(),
        )  # fmt: skip
        return self.done(_("Đã ghi kết quả của %(ward)s.") % {"ward": made.ward}, self.back())

    def back(self) -> str:
        return reverse("deployment:ward", args=[self.kwargs["pk"]])
