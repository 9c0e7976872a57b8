"""Pages of transfers between provinces: asking, and the answers."""

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
from accounts.scope import changeable_by
from communes.formats import name_within
from deployment import offers
from deployment.choices import OfferState
from deployment.forms.offers import AnswerForm, AskForm, DeclineForm
from deployment.forms.verbs import VerbForm
from deployment.listed import offers_listed
from deployment.models import Assignment, TransferOffer
from deployment.releasing import postings_left, shift_of_leaving
from deployment.views.effect import with_effect
from deployment.views.resting import Touches
from deployment.views.verbs import VerbView, words

RELATED = (
    "officer",
    "commune__province",
    "commune__district",
    "releasing",
    "receiving",
    "asked_by",
    "answered_by",
)


@require_safe
def offer_list(request: UserRequest) -> HttpResponse:
    """Every transfer asked of or by the province, those that wait first."""
    shown = offers_listed(request.user)
    waiting = shown.filter(state=OfferState.ASKED)
    held = postings_left(waiting, request.user)
    answered = shown.exclude(state=OfferState.ASKED)[:100]
    to_answer = set(changeable_by(request.user, waiting, province="releasing").values_list("pk", flat=True))
    own = set(changeable_by(request.user, waiting, province="receiving").values_list("pk", flat=True))
    rows = [(offer, held.get(offer.officer_id)) for offer in waiting]
    context = {"waiting": rows, "answered": answered, "to_answer": to_answer, "own": own}
    return render(request, "deployment/offer_list.html", context)


class AskView(VerbView):
    form_class = AskForm
    title, button = gettext_lazy("Đề nghị tiếp nhận cán bộ từ địa phương khác"), gettext_lazy("Gửi đề nghị")

    def perform(self, form: VerbForm) -> str:
        offer = offers.ask(user=self.request.user, **form.values())
        place = name_within(offer.releasing.name, offer.releasing.short_name)
        messages.success(self.request, _("Đã gửi đề nghị tới Công an %(place)s.") % {"place": place})
        return self.back()

    def back(self) -> str:
        return reverse("deployment:offers")


class AnswerView(VerbView):
    """An answer to one offer, by the province named in `side`."""

    template_name = "deployment/offer_answer.html"
    form_class: type[VerbForm] = AnswerForm
    side = "releasing"

    def record(self) -> TransferOffer:
        asked = TransferOffer.objects.select_related(*RELATED)
        return get_object_or_404(
            changeable_by(self.request.user, asked, province=self.side), pk=self.kwargs["pk"]
        )

    def told(self) -> str:
        return ""  # the facts of the offer stand in the page

    @cached_property
    def held(self) -> Assignment | None:
        """The posting that the officer would leave, where the reader sees it."""
        return postings_left([self.subject], self.request.user).get(self.subject.officer_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"offer": self.subject, "held": self.held}

    def back(self) -> str:
        return reverse("deployment:offers")


class AgreeView(AnswerView):
    touches = Touches.ANY_DAY
    title, button = gettext_lazy("Đồng ý điều chuyển cán bộ sang địa phương khác"), gettext_lazy("Đồng ý")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what the commune that gives is on the first day of the new posting."""
        day = self.subject.starts_on
        shift = shift_of_leaving(self.held, day) if self.held and self.held.starts_on < day else None
        return super().get_context_data(**kwargs) | {"shift": shift}

    def perform(self, form: VerbForm) -> str:
        told = _("Đã đồng ý: %(officer)s, %(posting)s.")
        with_effect(
            self.request,
            [self.held.commune_id] if self.held else [],
            self.subject.starts_on,
            lambda: offers.agree(offer=self.subject, user=self.request.user),
            lambda made: messages.success(self.request, told % words(made)),
        )
        return self.back()


class DeclineView(AnswerView):
    form_class = DeclineForm
    title, button = gettext_lazy("Không đồng ý điều chuyển"), gettext_lazy("Không đồng ý")

    def perform(self, form: VerbForm) -> str:
        offers.decline(offer=self.subject, user=self.request.user, **form.values())
        messages.success(self.request, _("Đã trả lời: không đồng ý."))
        return self.back()


class WithdrawView(AnswerView):
    side = "receiving"
    title, button = gettext_lazy("Rút đề nghị điều chuyển"), gettext_lazy("Rút đề nghị")

    def perform(self, form: VerbForm) -> str:
        offers.withdraw(offer=self.subject, user=self.request.user)
        messages.success(self.request, _("Đã rút đề nghị."))
        return self.back()
