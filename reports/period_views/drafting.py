"""What a province does for its report: confirm, explain, write, attach, send."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from deployment.forms.verbs import VerbForm
from reports import cycle, drafting
from reports.addresses import report_url, step_url
from reports.allowed import may_send
from reports.attaching import Upload
from reports.choices import REQUIRED_SECTIONS, Section
from reports.content import ONLY_MISSING, Content, content_of
from reports.errors import WrongFile
from reports.flags import Finding
from reports.models import MOST_BYTES, Attachment
from reports.period_forms import (
    AnswersForm,
    AttachForm,
    ExplainForm,
    SectionForm,
    SendForm,
    explained_field,
)
from reports.period_views.found import found_report
from reports.period_views.steps import DraftStepView, SendingStepView
from reports.posting_changes import changes_since_confirmed, history_of, words_of_unconfirmed
from reports.reviewing import checked_context

ON_A_PAGE = 40


class ConfirmCommunesView(DraftStepView):
    title, button = gettext_lazy("Xác nhận danh sách xã, thị trấn"), gettext_lazy("Xác nhận")

    def consequences(self) -> list[str]:
        return [_("Ghi rằng danh sách xã, thị trấn và số liệu từng xã đã được kiểm tra.")]

    def perform(self, form: VerbForm) -> str:
        drafting.confirm_communes(report=self.subject, by=self.request.user)
        messages.success(self.request, _("Đã xác nhận danh sách xã, thị trấn."))
        return report_url(self.subject)


class ConfirmPostingsView(DraftStepView):
    template_name = "reports/periods/postings.html"
    title, button = gettext_lazy("Cập nhật bố trí cán bộ"), gettext_lazy("Xác nhận đã cập nhật")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changed = changes_since_confirmed(self.subject)
        told = {"stale": "", "recorded": ""}
        if changed > 0:
            told = {
                "stale": words_of_unconfirmed(self.subject, changed),
                "recorded": history_of(self.subject, changed),
            }
        return super().get_context_data(**told, **kwargs)

    def consequences(self) -> list[str]:
        return [_("Ghi rằng mọi bổ nhiệm, điều chuyển, thôi giữ chức đến ngày chốt số liệu đã được nhập.")]

    def perform(self, form: VerbForm) -> str:
        drafting.confirm_postings(report=self.subject, by=self.request.user)
        messages.success(self.request, _("Đã xác nhận bố trí cán bộ."))
        return report_url(self.subject)


class ExplainView(DraftStepView):
    """The warnings, a page of them at a time, each with its sentence."""

    form_class = ExplainForm
    template_name = "reports/periods/explain.html"
    title, button = gettext_lazy("Giải trình"), gettext_lazy("Lưu giải trình")

    @cached_property
    def content(self) -> Content:
        return content_of(self.subject)

    @cached_property
    def is_of_missing(self) -> bool:
        """Tell whether only the warnings without a sentence are shown (`?show=missing`)."""
        return self.request.GET.get("show") == "missing"

    @cached_property
    def page(self) -> Page[Finding]:
        found = self.content.unexplained if self.is_of_missing else self.content.findings
        return Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))

    def shown(self) -> list[Finding]:
        """Give the warnings of the page; of a form that was sent, those that it showed."""
        if self.request.method != "POST":
            return list(self.page.object_list)
        return [each for each in self.content.findings if explained_field(each) in self.request.POST]

    def get_form_kwargs(self) -> dict[str, Any]:
        findings = self.shown()
        texts = [self.content.explanations.get(finding.key, "") for finding in findings]
        return super().get_form_kwargs() | {"findings": findings, "texts": texts}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"page": self.page, "content": self.content, "is_of_missing": self.is_of_missing}
        return super().get_context_data(**more, **kwargs)

    def perform(self, form: ExplainForm) -> str:  # type: ignore[override]
        communes = self.subject.province.communes.in_bulk(
            [f.commune_id for f, text in form.given() if f.commune_id]
        )
        for finding, text in form.given():
            drafting.explain(
                report=self.subject,
                kind=finding.kind,
                commune=communes.get(finding.commune_id),
                text=text,
                by=self.request.user,
            )
        words = {"count": len(form.given())}
        messages.success(self.request, _("Đã lưu %(count)s giải trình.") % words)
        return self.following(len(form.given()))

    def following(self, explained: int) -> str:
        """Give the next page of warnings, or the report after the last; those just explained drop out of
        the list of the missing, and what came after them moves up."""
        number, pages = self.page.number, self.page.paginator.num_pages
        if number == pages:
            return report_url(self.subject)
        if self.is_of_missing:
            return f"{self.request.path}?{ONLY_MISSING}&page={number + (not explained)}"
        return f"{self.request.path}?page={number + 1}"


class AnswersView(DraftStepView):
    """The points of a return: what each asks, whether it is met, and the answer in words."""

    form_class = AnswersForm
    template_name = "reports/periods/answers.html"
    title, button = gettext_lazy("Các điểm bị trả lại"), gettext_lazy("Lưu trả lời")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"points": content_of(self.subject).points}

    def perform(self, form: AnswersForm) -> str:  # type: ignore[override]
        for point, text in form.given():
            drafting.answer(reason=point.reason, text=text, by=self.request.user)
        messages.success(self.request, _("Đã lưu %(count)s câu trả lời.") % {"count": len(form.given())})
        return report_url(self.subject)


@require_safe
def narrative(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """The sections of the narrative: what is written, what is still asked for."""
    report = found_report(request.user, pk, code)
    texts = {each.section: each for each in report.narratives.select_related("written_by")}
    sections = [(section, texts.get(section), section in REQUIRED_SECTIONS) for section in Section]
    context = {"report": report, "sections": sections, "may_write": request.user.is_provincial}
    return render(request, "reports/periods/narrative.html", context)


class SectionView(DraftStepView):
    form_class = SectionForm
    button = gettext_lazy("Lưu")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["section"] not in Section.values:
            raise Http404
        self.section = Section(kwargs["section"])
        self.title = self.section.label

    def back(self) -> str:
        return step_url(self.subject, "narrative")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"section": self.section}

    def get_initial(self) -> dict[str, Any]:
        stored = self.stored_text()
        return {"text": stored, "before": stored}

    def stored_text(self) -> str:
        """Give the section as it is stored now."""
        found = self.subject.narratives.filter(section=self.section).first()
        return found.text if found else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, stored = kwargs.get("form"), self.stored_text()
        if form is None or not form.is_bound or drafting.cleaned(form["before"].value() or "") == stored:
            return super().get_context_data(**kwargs)
        return super().get_context_data(conflict=True, stored_text=stored, **kwargs)

    def perform(self, form: SectionForm) -> str:  # type: ignore[override]
        drafting.write_section(
            report=self.subject,
            section=self.section,
            text=form.cleaned_data["text"],
            by=self.request.user,
            seen=form.cleaned_data["before"],
        )
        messages.success(self.request, _("Đã lưu mục “%(section)s”.") % {"section": self.section.label})
        return self.back()


class AttachView(DraftStepView):
    form_class = AttachForm
    title, button = gettext_lazy("Đính kèm tệp"), gettext_lazy("Đính kèm")

    def perform(self, form: AttachForm) -> str:  # type: ignore[override]
        file = form.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise WrongFile(_("Tệp lớn hơn %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
        upload = Upload(file.name, file.read())
        made = drafting.attach(report=self.subject, upload=upload, by=self.request.user)
        messages.success(self.request, _("Đã đính kèm “%(name)s”.") % {"name": made.name})
        return report_url(self.subject)


class DetachView(DraftStepView):
    title, button = gettext_lazy("Bỏ tệp đính kèm"), gettext_lazy("Bỏ tệp")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        attached = self.subject.attachments.filter(detached_at=None).defer("content")
        self.attachment = get_object_or_404(attached, pk=kwargs["file"])

    def consequences(self) -> list[str]:
        return [_("Tệp “%(name)s” không đi cùng báo cáo nữa.") % {"name": self.attachment.name}]

    def perform(self, form: VerbForm) -> str:
        drafting.detach(attachment=self.attachment, by=self.request.user)
        messages.success(self.request, _("Đã bỏ tệp “%(name)s”.") % {"name": self.attachment.name})
        return report_url(self.subject)


@require_safe
def attachment(request: UserRequest, pk: int, code: str, file: int) -> HttpResponse:
    """A file that goes with the report, to keep; never shown as a page of this site."""
    report = found_report(request.user, pk, code)
    found = get_object_or_404(Attachment, report=report, pk=file)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class SendView(SendingStepView):
    """Check what would be sent, then send exactly that."""

    form_class = SendForm
    template_name = "reports/periods/send.html"
    title, button = gettext_lazy("Kiểm tra và gửi báo cáo"), gettext_lazy("Gửi báo cáo")

    def test_func(self) -> bool:
        return self.request.user.is_provincial  # an editor sees what stands against sending

    @cached_property
    def content(self) -> Content:
        return content_of(self.subject)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.content.mark}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = may_send(self.request.user, self.subject)
        more = checked_context(self.content)
        return super().get_context_data(content=self.content, may_send=may, **more, **kwargs)

    def perform(self, form: SendForm) -> str:  # type: ignore[override]
        seen = form.cleaned_data["seen"]
        made = cycle.submit(report=self.subject, by=self.request.user, seen=seen)
        messages.success(
            self.request, _("Đã gửi báo cáo. Biên nhận %(receipt)s.") % {"receipt": made.receipt}
        )
        return report_url(self.subject)
