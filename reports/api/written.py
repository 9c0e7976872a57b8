"""What a program writes into a draft: all of it judged before any is written."""

from collections.abc import Hashable, Sequence

from django.utils.translation import gettext as _

from accounts.api.kinds import UNPROCESSABLE
from accounts.api.problems import Refusal, of_body
from accounts.models import User
from communes.models import Commune
from deployment.api.kinds import UNKNOWN_COMMUNE
from reports import drafting
from reports.api.cycle_shapes import DraftIn, ExplanationIn
from reports.api.kinds import UNKNOWN_POINT, UNKNOWN_WARNING
from reports.api.refusals import pointing
from reports.content import content_of
from reports.locking import refuse_unless_with_province
from reports.models import ProvincialReport, ReturnReason
from reports.moment import present_moment


def write(report: ProvincialReport, body: DraftIn, by: User) -> None:
    """Write all that `body` gives. Raises Refusal, and what the verbs of `reports.drafting` raise.

    A body that changes nothing is refused where the report is locked, as every other is.
    """
    refuse_unless_with_province(report, present_moment())
    _refuse_twice("sections", [each.section for each in body.sections])
    _refuse_twice("explanations", [(each.kind, each.commune_code) for each in body.explanations])
    _refuse_twice("answers", [each.point for each in body.answers])
    places = _places(report, body.explanations)
    points = [_point(report, each.point, number) for number, each in enumerate(body.answers)]
    _confirm(report, body, by)
    for section in body.sections:
        drafting.write_section(report=report, section=section.section, text=section.text, by=by)
    for number, (told, place) in enumerate(zip(body.explanations, places, strict=True)):
        with pointing("explanations", number, "text"):
            drafting.explain(report=report, kind=told.kind, commune=place, text=told.text, by=by)
    for given, point in zip(body.answers, points, strict=True):
        drafting.answer(reason=point, text=given.text, by=by)


def commune_of(report: ProvincialReport, code: str | None, *where: str | int) -> Commune | None:
    """Give the commune of the report's province. Raises Refusal (422) for a code that is none of its."""
    if code is None:
        return None
    found = report.province.communes.existing_on(report.period.cut_off).filter(code=code).first()
    if found is None:
        words = _("Địa phương này không có xã nào mang mã %(code)s.") % {"code": code}
        raise Refusal(UNKNOWN_COMMUNE, words, of_body(words, *where, "commune_code"))
    return found


def _confirm(report: ProvincialReport, body: DraftIn, by: User) -> None:
    if body.communes_checked:
        drafting.confirm_communes(report=report, by=by)
    if body.postings_checked:
        drafting.confirm_postings(report=report, by=by)
    communes = body.communes_checked is False and report.communes_checked_at is not None
    postings = body.postings_checked is False and report.postings_checked_changes is not None
    if communes or postings:
        drafting.take_back(report=report, communes=communes, postings=postings, by=by)


def _refuse_twice(name: str, keys: Sequence[Hashable]) -> None:
    """Raise Refusal (422) where two entries of a list are about the same: one would be lost."""
    seen: set[Hashable] = set()
    for number, key in enumerate(keys):
        if key in seen:
            words = _("Đã có mục khác nói về cùng điều này trong danh sách.")
            raise Refusal(UNPROCESSABLE, words, of_body(words, name, number))
        seen.add(key)


def _places(report: ProvincialReport, told: Sequence[ExplanationIn]) -> list[Commune | None]:
    """Give the commune of each explanation. Raises Refusal (422) where there is no such warning."""
    places = [commune_of(report, each.commune_code, "explanations", n) for n, each in enumerate(told)]
    if report.is_with_province and told:
        there = {finding.key for finding in content_of(report).findings}
        for number, (each, place) in enumerate(zip(told, places, strict=True)):
            if (str(each.kind), place.pk if place else None) not in there:
                words = _("Bản đang soạn không có cảnh báo này.")
                raise Refusal(UNKNOWN_WARNING, words, of_body(words, "explanations", number, "kind"))
    return places


def _point(report: ProvincialReport, pk: int, number: int) -> ReturnReason:
    """Give a reason for which the report was returned. Raises Refusal (422) for a number that is none."""
    found = report.return_reasons.select_related("report__period").filter(pk=pk).first()
    if found is None:
        words = _("Báo cáo này không có điểm bị trả lại nào mang mã %(code)s.") % {"code": pk}
        raise Refusal(UNKNOWN_POINT, words, of_body(words, "answers", number, "point"))
    return found
