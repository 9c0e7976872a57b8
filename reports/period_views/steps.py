"""A step of the cycle as a page: it repeats what will happen, and is carried out once."""

from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpResponse
from django.views.generic import FormView
from django_stubs_ext import StrOrPromise

from accounts.requests import UserRequest
from accounts.signing_in.interrupted import ResumedFormMixin
from deployment.forms.verbs import VerbForm
from deployment.views.sending import led_by
from reports.addresses import report_url
from reports.allowed import may_draft, may_review, may_send
from reports.errors import Blocked, ReportRefused
from reports.models import ProvincialReport
from reports.period_views.found import found_report

UNPROCESSABLE = 422


class StepView(UserPassesTestMixin, ResumedFormMixin, FormView):
    """A form that takes one step: in scope, by the right role, once, and never half."""

    template_name = "reports/periods/step.html"
    form_class: type[VerbForm] = VerbForm
    title: StrOrPromise = ""
    button: StrOrPromise = ""
    request: UserRequest
    raise_exception = True
    http_method_names = ["get", "head", "post", "options"]  # FormView would take PUT for POST

    def perform(self, form: VerbForm) -> str:
        """Take the step and give the address that shows it."""
        raise NotImplementedError

    def back(self) -> str:
        """Give the address to return to without a change."""
        raise NotImplementedError

    def consequences(self) -> list[str]:
        """Say in sentences what the step will do."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: VerbForm) -> HttpResponse:
        token = form.cleaned_data["token"]
        try:
            return led_by(self.request, token, lambda: self.perform(form))
        except ReportRefused as refusal:
            return self.refused(form, refusal)

    def form_invalid(self, form: VerbForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)

    def refused(self, form: VerbForm, refusal: ReportRefused) -> HttpResponse:
        """Show the form again with the reason, under the refusal's own status."""
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        obstacles = refusal.obstacles if isinstance(refusal, Blocked) else ()
        context = self.get_context_data(form=form, obstacles=obstacles)
        return self.render_to_response(context, status=refusal.status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {
            "title": self.title,
            "button": self.button,
            "back": self.back(),
            "consequences": self.consequences(),
        }
        return words | super().get_context_data(**kwargs)


class ReviewerStepView(StepView):
    """A step that the Ministry alone takes."""

    def test_func(self) -> bool:
        return may_review(self.request.user)


class ReportStepView(StepView):
    """A step about one report."""

    subject: ProvincialReport

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = found_report(self.request.user, kwargs["pk"], kwargs["code"])

    def back(self) -> str:
        return report_url(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.subject, **kwargs)


class DraftStepView(ReportStepView):
    """A step that the report's own province takes."""

    def test_func(self) -> bool:
        return may_draft(self.request.user, self.subject)


class SendingStepView(ReportStepView):
    """A step that an approver of the report's own province takes."""

    def test_func(self) -> bool:
        return may_send(self.request.user, self.subject)


class DecisionStepView(ReportStepView):
    """A step about one report that the Ministry takes."""

    def test_func(self) -> bool:
        return may_review(self.request.user)
