"""The pages of entry: one for each verb, all alike in what they guard against."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django_stubs_ext import StrOrPromise

from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings
from accounts.signing_in.interrupted import ResumedFormMixin
from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import last_day_in
from deployment import postings
from deployment.ceilings import warn_above_ceiling
from deployment.choices import Post
from deployment.conflict import Conflict, conflict_of
from deployment.errors import PostingRefused
from deployment.forms import verbs as forms
from deployment.models import Assignment, Officer
from deployment.seen import ChangedMeanwhile, mark_of
from deployment.views.effect import day_of_effect, with_effect
from deployment.views.resting import RestingMixin, Touches
from deployment.views.sending import led_by

UNPROCESSABLE, CONFLICT = 422, 409


class VerbView(RestingMixin, UserPassesTestMixin, ResumedFormMixin, FormView):
    """A form that makes one change: in scope, once, and never over what the sender has not seen."""

    template_name = "deployment/verb_form.html"
    title: StrOrPromise = ""
    button: StrOrPromise = ""
    consequence: StrOrPromise = ""
    request: UserRequest
    subject: Any
    raise_exception = True
    http_method_names = ["get", "head", "post", "options"]  # FormView would take PUT for POST

    def test_func(self) -> bool:
        return may_enter_postings(self.request.user)

    def record(self) -> Model | None:
        """Give the record the verb is about, or None; Http404 where it is out of scope."""
        return None

    def perform(self, form: forms.VerbForm) -> str:
        """Make the change and give the address that shows it."""
        raise NotImplementedError

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = self.record() if self.test_func() else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        seen = self.seen_record()
        return {"seen": mark_of(seen)} if seen else {}

    def seen_record(self) -> Model | None:
        """Give the record that must not have changed between showing and sending."""
        return self.subject

    def form_valid(self, form: forms.VerbForm) -> HttpResponse:
        token = form.cleaned_data["token"]
        try:
            return led_by(self.request, token, lambda: self.performed(form))
        except ChangedMeanwhile as change:
            return self.answer(form, CONFLICT, conflict=conflict_of(change, form))
        except PostingRefused as refusal:
            form.refuse(refusal)
            return self.form_invalid(form)

    def form_invalid(self, form: forms.VerbForm) -> HttpResponse:
        return self.answer(form, UNPROCESSABLE)

    def answer(
        self, form: forms.VerbForm, status: int, conflict: Conflict | None = None, **more: Any
    ) -> HttpResponse:
        """Show the form again."""
        context = self.get_context_data(form=form, conflict=conflict, **more)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": self.title, "button": self.button, "consequence": self.consequence}
        shown = {"subject": self.told(), "back": self.back(), "resting": self.resting()}
        return super().get_context_data(**kwargs) | words | shown

    def told(self) -> str:
        """Say what the verb is about, above its form."""
        return str(self.subject or "")

    def back(self) -> str:
        """Give the address to return to without a change."""
        return reverse("deployment:officers")

    def say(self, text: str, assignment: Assignment) -> None:
        """Tell that it is done, and warn of a rank above the post's ceiling."""
        messages.success(self.request, text)
        warning = warn_above_ceiling(assignment)
        if warning:
            messages.warning(self.request, warning)


class OfficerVerbView(VerbView):
    """A verb about one officer."""

    def record(self) -> Officer:
        officers = changeable_by(self.request.user, Officer.objects.all())
        return get_object_or_404(officers, pk=self.kwargs["pk"])

    def back(self) -> str:
        return officer_url(self.subject)


class PostingVerbView(VerbView):
    """A verb about one posting."""

    def record(self) -> Assignment:
        visible = changeable_by(self.request.user, Assignment.objects.select_related("officer", "commune"))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def told(self) -> str:
        return _("%(officer)s: %(posting)s.") % words(self.subject)

    def back(self) -> str:
        return officer_url(self.subject.officer)


class AppointView(VerbView):
    touches = Touches.ANY_DAY
    form_class = forms.AppointForm
    title, button = gettext_lazy("Bổ nhiệm, bố trí cán bộ"), gettext_lazy("Bổ nhiệm")

    def get_initial(self) -> dict[str, Any]:
        """Take officer, commune and post from the address where they are in scope."""
        return self.asked

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the address asks for."""
        query, user = self.request.GET, self.request.user
        number = query.get("officer", "")
        return {
            "officer": changeable_by(user, Officer.objects.filter(service_number=number)).first(),
            "commune": changeable_by(user, Commune.objects.filter(code=query.get("commune", ""))).first(),
            "post": query.get("post", Post.MEMBER),
        }

    def back(self) -> str:
        """Give the page of the commune or officer that the address names, from which one came."""
        place, officer = self.asked["commune"], self.asked["officer"]
        if place:
            return reverse("deployment:commune", args=[place.code])
        return officer_url(officer) if officer else super().back()

    def perform(self, form: forms.VerbForm) -> str:
        values = form.values()
        made = with_effect(
            self.request,
            [values["commune"].pk],
            day_of_effect(values["commune"], values["starts_on"], values["last_day"]),
            lambda: postings.appoint(**values),
            lambda made: self.say(_("Đã bổ nhiệm %(officer)s: %(posting)s.") % words(made), made),
        )
        return officer_url(made.officer)


class AmendView(OfficerVerbView):
    touches = Touches.BY_THE_FORCE
    form_class = forms.OfficerForm
    title, button = gettext_lazy("Sửa thông tin cán bộ"), gettext_lazy("Lưu")

    def get_initial(self) -> dict[str, Any]:
        stored = {
            name: getattr(self.subject, name)
            for name in self.form_class.base_fields
            if hasattr(self.subject, name)
        }
        return super().get_initial() | stored

    def perform(self, form: forms.VerbForm) -> str:
        officer = postings.amend_officer(
            officer=self.subject, seen=form.cleaned_data["seen"], **form.values()
        )
        messages.success(self.request, _("Đã lưu thông tin của %(officer)s.") % {"officer": officer})
        return officer_url(officer)


class RegisterView(VerbView):
    form_class = forms.RegisterForm
    title, button = gettext_lazy("Đăng ký cán bộ mới"), gettext_lazy("Đăng ký")

    def perform(self, form: forms.VerbForm) -> str:
        officer = postings.register_officer(**form.values())
        messages.success(
            self.request, _("Đã đăng ký %(officer)s; cán bộ chưa giữ chức vụ nào.") % {"officer": officer}
        )
        return officer_url(officer)


class EndView(PostingVerbView):
    touches = Touches.FROM_ITS_START
    form_class = forms.EndForm
    consequence = gettext_lazy(
        "Ngày ghi dưới đây vẫn được tính; từ ngày hôm sau cán bộ không giữ chức vụ này."
    )
    title, button = gettext_lazy("Kết thúc giữ chức vụ"), gettext_lazy("Kết thúc")

    def perform(self, form: forms.VerbForm) -> str:
        ended = postings.end(assignment=self.subject, seen=form.cleaned_data["seen"], **form.values())
        self.say(_("Đã kết thúc: %(officer)s, %(posting)s.") % words(ended), ended)
        return officer_url(ended.officer)


class CorrectView(PostingVerbView):
    touches = Touches.ANY_DAY
    form_class = forms.CorrectForm
    consequence = gettext_lazy(
        "Dùng khi bản ghi có chỗ sai. Cán bộ chuyển sang chức vụ hoặc xã khác thì dùng “Điều chuyển”."
    )
    title, button = gettext_lazy("Đính chính một lần giữ chức vụ"), gettext_lazy("Đính chính")

    def get_initial(self) -> dict[str, Any]:
        stored = forms.initial_of_correction(self.subject, last_day_in(self.subject.ends_on))
        return super().get_initial() | stored

    def perform(self, form: forms.VerbForm) -> str:
        mended = postings.correct(assignment=self.subject, seen=form.cleaned_data["seen"], **form.values())
        self.say(_("Đã đính chính: %(officer)s, %(posting)s.") % words(mended), mended)
        return officer_url(mended.officer)


def officer_url(officer: Officer) -> str:
    """Give the address of an officer's page."""
    return reverse("deployment:officer", args=[officer.pk])


def words(assignment: Assignment, *, without_end: bool = False) -> dict[str, Any]:
    """Give the words of a posting for a message; without_end: as if it were still held."""
    last_day = None if without_end else last_day_in(assignment.ends_on)
    until = _(" đến hết %(day)s") % {"day": format_day(last_day)} if last_day else ""
    posting = _("%(post)s %(commune)s từ %(start)s%(until)s") % {
        "post": assignment.get_post_display(),
        "commune": assignment.commune,
        "start": format_day(assignment.starts_on),
        "until": until,
    }
    return {"officer": assignment.officer, "posting": posting}
