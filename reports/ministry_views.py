"""The pages on which the Ministry enters something: a verb, refused by name to every other role."""

from django.http import HttpResponse

from deployment.forms.verbs import VerbForm
from deployment.views.verbs import VerbView
from reports.allowed import may_review
from reports.errors import ReportRefused


class MinistryView(VerbView):
    """A form that makes one change for the Ministry."""

    def test_func(self) -> bool:
        return may_review(self.request.user)

    def form_valid(self, form: VerbForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ReportRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.answer(form, refusal.status)
