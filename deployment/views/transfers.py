"""The pages of a transfer, and of taking back a posting that never was."""

from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import day_before
from deployment import postings, reopening
from deployment.choices import Post
from deployment.errors import PostingRefused
from deployment.forms import verbs as forms
from deployment.models import Assignment
from deployment.shifts import Shift, shifts_of_trial
from deployment.views.effect import with_effect
from deployment.views.resting import Touches
from deployment.views.verbs import CONFLICT, OfficerVerbView, PostingVerbView, officer_url, words


class TransferView(OfficerVerbView):
    touches = Touches.FROM_ITS_START
    form_class = forms.TransferForm
    consequence = gettext_lazy(
        "Chức vụ đang giữ kết thúc vào ngày liền trước ngày bắt đầu ở nơi mới. Sang tỉnh khác thì địa phương "
        "tiếp nhận gửi đề nghị."
    )
    title, button = gettext_lazy("Điều chuyển trong địa phương"), pgettext_lazy("verb", "Điều chuyển")

    def get_initial(self) -> dict[str, Any]:
        held = self.seen_record()
        kept = held.post if held and held.post != Post.CHIEF else ""
        return super().get_initial() | {"post": kept}

    def seen_record(self) -> Assignment | None:
        return self.held

    @cached_property
    def held(self) -> Assignment | None:
        """The open posting, which the transfer ends."""
        held = self.subject.assignments.filter(ends_on=None)
        first: Assignment | None = held.select_related("officer", "commune").first()
        return first

    def told(self) -> str:
        held = self.seen_record()
        return _("%(officer)s: %(posting)s.") % words(held) if held else super().told()

    def form_valid(self, form: forms.VerbForm) -> HttpResponse:
        """Ask once more where a commune would cease to comply; what is refused is refused as ever."""
        asked = cast(forms.TransferForm, form)
        shifts = [] if asked.is_accepted else self.foreseen(form)
        if not any(shift.stops for shift in shifts):
            return super().form_valid(form)
        asked.ask_to_accept()
        return self.answer(form, CONFLICT, shifts=shifts)

    def foreseen(self, form: forms.VerbForm) -> list[Shift]:
        """Give what the transfer would do to both communes; nothing where it would be refused."""
        values = form.values()
        try:
            return shifts_of_trial(
                self.places(values["commune"]),
                values["starts_on"],
                lambda: postings.transfer(officer=self.subject, **values),
            )
        except PostingRefused:
            return []

    def places(self, commune: Commune) -> set[int]:
        """Give the communes that an officer leaves and comes to."""
        return {commune.pk, *([self.held.commune_id] if self.held else [])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        day = getattr(context["form"], "cleaned_data", {}).get("starts_on")
        if day:
            last = {"first": format_day(day), "last": format_day(day_before(day))}
            told = _("Bắt đầu ở nơi mới từ ngày %(first)s thì chức vụ đang giữ kết thúc hết ngày %(last)s.")
            context["consequence"] = told % last
        return context | ({"button": _("Vẫn điều chuyển")} if kwargs.get("shifts") else {})

    def perform(self, form: forms.VerbForm) -> str:
        values = form.values()
        day = values["starts_on"]
        told = _("Đã điều chuyển %(officer)s: %(posting)s. Chức vụ trước kết thúc hết ngày %(last)s.")
        made = with_effect(
            self.request,
            self.places(values["commune"]),
            day,
            lambda: postings.transfer(officer=self.subject, seen=form.cleaned_data["seen"], **values),
            lambda made: self.say(told % (words(made) | {"last": format_day(day_before(day))}), made),
        )
        return officer_url(made.officer)


class CancelView(PostingVerbView):
    touches = Touches.FROM_ITS_START
    form_class = forms.CancelForm
    consequence = gettext_lazy(
        "Chỉ hủy khi bản ghi này là nhầm: nó biến mất khỏi quá trình giữ chức vụ và mọi số liệu. "
        "Cán bộ thôi giữ chức thì dùng “Kết thúc”. Lịch sử vẫn lưu ai đã hủy."
    )
    title, button = gettext_lazy("Hủy một lần giữ chức vụ ghi nhầm"), gettext_lazy("Hủy bản ghi")

    def perform(self, form: forms.VerbForm) -> str:
        target, said = officer_url(self.subject.officer), words(self.subject)
        reopened = postings.cancel(assignment=self.subject, seen=form.cleaned_data["seen"], **form.values())
        messages.success(self.request, _("Đã hủy: %(officer)s, %(posting)s.") % said)
        if reopened:
            told = _("Đã khôi phục phân công trước: %(officer)s, %(posting)s.")
            messages.success(self.request, told % words(reopened))
        elif self.former:
            messages.warning(self.request, self.remains)
        return target

    @cached_property
    def former(self) -> Assignment | None:
        """The posting held until the day before, as it stands."""
        return reopening.former_of(self.subject)

    @cached_property
    def left(self) -> Assignment | None:
        """The same, where the transfer that is cancelled ended it: it can be held again."""
        return reopening.left_for(self.subject) if self.former else None

    @property
    def remains(self) -> str:
        """Say that what was ended stays ended, and how to open it again."""
        if not self.former:
            return ""
        return _(
            "Phân công trước vẫn kết thúc như đã ghi: %(posting)s. Muốn cán bộ giữ tiếp thì bấm "
            "“Đính chính” ở dòng đó và xóa “Đến hết ngày”."
        ) % words(self.former)

    def get_form_kwargs(self) -> dict[str, Any]:
        opened = words(self.left, without_end=True)["posting"] if self.left else ""
        return super().get_form_kwargs() | {"former": opened}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"remains": "" if self.left else self.remains}
