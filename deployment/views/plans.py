"""Pages of the balance planner: a province's plan and its drafts, the plan of a region or the nation."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings, visible_province
from accounts.signing_in.kept_forms import kept_for
from communes.attached import attached
from communes.formats import format_number
from communes.models import Region
from deployment.choices import DraftState, Post
from deployment.context_bar import ContextBar, communes_covered
from deployment.days import as_of_day, day_or_default, default_day
from deployment.errors import PostingRefused
from deployment.forms.planning import CarryOutForm, DiscardForm
from deployment.forms.verbs import VerbForm
from deployment.models import DraftTransfer, Officer
from deployment.planning import drafts
from deployment.planning.candidates import MoveWithPeople, with_people
from deployment.planning.plan import Plan, plan_on
from deployment.planning.scope import PlanScope
from deployment.planning.wide import crossings_of, shares_of, stored_plan
from deployment.planning.workbook import BOOKS, plan_workbook
from deployment.todo import unposted_officers
from deployment.views.effect import with_effect
from deployment.views.resting import Touches
from deployment.views.sending import TYPES, led_by
from deployment.views.verbs import CONFLICT, VerbView, words

MOST_PICKS = 900  # a form holds 1,000 fields
SEPARATOR = ":"


@require_safe
def province_plan(request: UserRequest, code: str) -> HttpResponse:
    """The plan of one province, with whom to send; `?pick=none`: with nobody ticked, to pick a few."""
    day = as_of_day(request)
    province = visible_province(request.user, code, day)
    kept = kept_for(request)
    picked: list[str] | None = [] if request.GET.get("pick") == "none" else None
    if kept is not None:
        picked = kept.getlist("pick")
    return _province_page(request, plan_on(day, PlanScope.of_province(province)), picked)


@require_safe
def plan_file(request: UserRequest, code: str, extension: str) -> HttpResponse:
    """The same plan as a workbook."""
    day = as_of_day(request)
    plan = plan_on(day, PlanScope.of_province(visible_province(request.user, code, day)))
    return _workbook(plan, with_people(plan), extension)


@require_safe
def wide_plan(request: UserRequest, code: str = "") -> HttpResponse:
    """The plan of a region, or without a code the nation's: for those who see the nation."""
    plan = stored_plan(as_of_day(request), _wide_scope(request, code))
    context = {
        "plan": plan,
        "bar": _bar(plan),
        "shares": shares_of(plan),
        "crossings": crossings_of(plan),
        "regions": Region.objects.all(),
        "files": [(extension, _wide_file(code, extension)) for extension in BOOKS],
    }
    return render(request, "deployment/plan_wide.html", context)


@require_safe
def wide_plan_file(request: UserRequest, extension: str, code: str = "") -> HttpResponse:
    """The same plan as a workbook."""
    return _workbook(stored_plan(as_of_day(request), _wide_scope(request, code)), [], extension)


def _wide_file(code: str, extension: str) -> str:
    if code:
        return reverse("deployment:region_plan_file", args=[code, extension])
    return reverse("deployment:nation_plan_file", args=[extension])


@require_POST
def accept(request: UserRequest, code: str) -> HttpResponse:
    """Take the picked moves into the province's drafts."""
    day = day_or_default(request.POST.get("as_of", ""))
    province = visible_province(request.user, code, day)
    if not may_enter_postings(request.user):
        raise PermissionDenied
    token = _token(request)
    picks = [_pick(text) for text in request.POST.getlist("pick")]

    def act() -> str:
        made = drafts.accept(user=request.user, province=province, day=day, picks=picks)
        told = _("Đã đưa %(count)s cán bộ vào danh sách điều chuyển dự kiến.")
        messages.success(request, told % {"count": format_number(len(made))})
        return reverse("deployment:drafts", args=[province.code])

    try:
        return led_by(request, token, act)
    except PostingRefused as refusal:
        messages.error(request, refusal.message)
        plan, picked = plan_on(day, PlanScope.of_province(province)), request.POST.getlist("pick")
        return _province_page(request, plan, picked, status=CONFLICT)


@require_safe
def draft_list(request: UserRequest, code: str) -> HttpResponse:
    """The transfers that a province has taken from its plans: open ones, then those dealt with."""
    province = visible_province(request.user, code, default_day())
    related = ("officer", "from_commune", "to_commune", "accepted_by", "closed_by")
    stored = DraftTransfer.objects.filter(province=province).select_related(*related)
    context = {
        "province": province,
        "open": stored.filter(state=DraftState.OPEN),
        "closed": stored.exclude(state=DraftState.OPEN).order_by("-closed_at")[:100],
        "may_change": may_enter_postings(request.user),
    }
    return render(request, "deployment/draft_list.html", context)


class DraftVerbView(VerbView):
    """A verb about one draft of one's own province."""

    def record(self) -> DraftTransfer:
        related = DraftTransfer.objects.select_related("officer", "from_commune", "to_commune", "province")
        return get_object_or_404(changeable_by(self.request.user, related), pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("deployment:drafts", args=[self.subject.province.code])


class CarryOutView(DraftVerbView):
    touches = Touches.ANY_DAY
    form_class = CarryOutForm
    title, button = gettext_lazy("Thực hiện điều chuyển dự kiến"), pgettext_lazy("verb", "Điều chuyển")

    def get_initial(self) -> dict[str, Any]:
        held = self.subject.officer.assignments.filter(ends_on=None).first()
        return super().get_initial() | {"post": held.post if held else Post.MEMBER}

    def perform(self, form: VerbForm) -> str:
        values, draft = form.values(), self.subject
        with_effect(
            self.request,
            [draft.from_commune_id, draft.to_commune_id],
            values["starts_on"],
            lambda: drafts.carry_out(draft=draft, user=self.request.user, **values),
            lambda made: self.say(_("Đã điều chuyển %(officer)s: %(posting)s.") % words(made), made),
        )
        return self.back()


class DiscardView(DraftVerbView):
    form_class = DiscardForm
    title, button = gettext_lazy("Bỏ điều chuyển dự kiến"), gettext_lazy("Bỏ dự kiến")

    def perform(self, form: VerbForm) -> str:
        drafts.discard(draft=self.subject, user=self.request.user)
        messages.success(self.request, _("Đã bỏ dự kiến: %(draft)s.") % {"draft": self.subject})
        return self.back()


def _wide_scope(request: UserRequest, code: str) -> PlanScope:
    if not request.user.sees_nation:
        raise Http404
    return PlanScope.of_region(get_object_or_404(Region, code=code)) if code else PlanScope.of_nation()


def _bar(plan: Plan) -> ContextBar:
    place = "" if plan.scope.is_nation else plan.scope.name
    return ContextBar.on(plan.as_of, communes_covered(plan.before.communes, place))


def _province_page(
    request: UserRequest, plan: Plan, picked: list[str] | None, status: int = 200
) -> HttpResponse:
    """Show a plan; picked: whom its reader had ticked, None where whom we suggest is to be."""
    rows = with_people(plan)
    context = {
        "plan": plan,
        "province": plan.scope.province,
        "bar": _bar(plan),
        "bar_url": reverse("deployment:plan", args=[plan.scope.code]),  # also below a refused acceptance
        "rows": rows,
        "unposted": unposted_officers(
            plan.as_of, Officer.objects.filter(province=plan.scope.province)
        ).count(),
        "offered": _offered(rows) if picked is None else len(picked),
        "drafted": DraftTransfer.objects.filter(
            province=plan.scope.province, state=DraftState.OPEN
        ).count(),  # as the list it leads to counts, also those that this day's plan leaves out
        "later": max((day for row in rows for day in row.arrived), default=None),
        "withheld": sum(row.withheld for row in rows),
        "gone": max((row.leaving[-1] for row in rows if row.withheld), default=None),
        "token": uuid4(),
        "extensions": list(BOOKS),
        "picked": picked,
        "may_accept": may_enter_postings(request.user) and 0 < _offered(rows) <= MOST_PICKS,
    }
    return render(request, "deployment/plan.html", context, status=status)


def _offered(rows: Sequence[MoveWithPeople]) -> int:
    return sum(len(row.suggested) for row in rows)


def _workbook(plan: Plan, rows: Sequence[MoveWithPeople], extension: str) -> HttpResponse:
    if extension not in BOOKS:
        raise Http404
    name = f"phuong-an-{plan.scope.code}-{plan.as_of}.{extension}"
    return attached(plan_workbook(plan, rows, extension), TYPES[extension], name)


def _token(request: UserRequest) -> UUID:
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError as error:
        raise BadRequest(_("Biểu mẫu không đầy đủ, hãy tải lại trang.")) from error


def _pick(text: str) -> drafts.Pick:
    """Read "from code:to code:officer id". Raises BadRequest."""
    parts = text.split(SEPARATOR)
    if len(parts) != 3 or not (parts[2].isascii() and parts[2].isdecimal() and len(parts[2]) < 19):
        raise BadRequest(_("Biểu mẫu không đầy đủ, hãy tải lại trang."))
    return drafts.Pick(parts[0], parts[1], int(parts[2]))
