"""Seal a national report, and prove later that it is still what was sealed.

All that a sealing reads is of one moment (`communes.snapshot`): the day's figures, the postings behind them
and the past beside them. The report's own row is written last: from then on the database refuses any change.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from psycopg.errors import SerializationFailure

from accounts.models import User
from communes.calendar import today
from communes.formats import format_day
from communes.models import District, Region
from communes.snapshot import SEALING, one_snapshot
from communes.vietnamese import normalise
from deployment.commune_row import KEPT_PLACES, rows_of
from deployment.models import Dataset, DataVersion
from deployment.rule import RuleInForce
from reports.allowed import may_review
from reports.choices import Matter
from reports.commune_status import commune_csv
from reports.content import rule_as_data
from reports.errors import CutOffAhead, NotYours, ReasonMissing, ReportRefused
from reports.freezing_sql import digests, line_digests, store_rows
from reports.frozen import DISTRICT_FIELDS, PROVINCE_FIELDS, REGION_FIELDS, Frozen
from reports.history_heads import head_of_now
from reports.matters.gathering import gathered
from reports.models import FrozenCommune, FrozenLine, NationalReport, ProvincialReport
from reports.models.national import LONGEST_REASON, LONGEST_TITLE
from reports.moment import day_of, present_moment
from reports.moved import headline_of, moved_since_approval
from reports.source import narrative_for, sealed_before
from reports.standing import Basis, Standing, standing_on
from reports.summary import provinces_on

HELPERS = 2  # processes of PostgreSQL


class Incomplete(ReportRefused):
    """Not every province's report is approved."""

    field = "allow_incomplete"


class NothingToSeal(ReportRefused):
    """No commune is in scope on that day."""

    field = "as_of"


class UnitsChanged(ReportRefused):
    """The gazetteer, the rule or a province's report changed while the report was being sealed."""


@dataclass(frozen=True)
class Difference:
    """The first place where a sealed report is no longer what was sealed."""

    text: str


@one_snapshot()
@transaction.atomic
def freeze(
    *, as_of: date, title: str, by: User | None, allow_incomplete: bool = False, reason: str = ""
) -> NationalReport:
    """Seal the nation's figures of `as_of`; where that day is sealed already, as its next version.

    by: None for a command of the machine. reason: of a correction. Raises NotYours, ReasonMissing,
    CutOffAhead, Incomplete, NothingToSeal, UnitsChanged.
    """
    if by is not None and not may_review(by):
        raise NotYours(_("Chỉ tài khoản của Bộ niêm phong báo cáo toàn quốc."))
    title, reason = normalise(title), normalise(reason)
    _refuse_odd_words(title, reason)
    _refuse_ahead(as_of, today() if by is None else day_of(present_moment()))
    _lock(as_of)
    standing = standing_on(as_of)
    _refuse_incomplete(as_of, standing, allow_incomplete)
    previous = _previous(as_of, reason)
    report = NationalReport(
        pk=_reserved_id(),
        title=title,
        as_of=as_of,
        version=previous.version + 1 if previous else 1,
        previous=previous,
        reason=reason if previous else "",
        compared_with=sealed_before(as_of),
        standing=_kept_standing(standing),
        narrative=narrative_for(as_of),
        is_synthetic=Dataset.objects.exists(),
        frozen_by=by,
        frozen_at=present_moment(),
    )
    return _seal(report)


def foreseen_version(*, as_of: date, title: str, allow_incomplete: bool = False, reason: str = "") -> int:
    """Give the version that `freeze` of the same, for the Ministry, would seal now; seals nothing.

    Raises ReasonMissing, CutOffAhead, Incomplete.
    """
    _refuse_odd_words(normalise(title), normalise(reason))
    _refuse_ahead(as_of, day_of(present_moment()))
    _refuse_incomplete(as_of, standing_on(as_of), allow_incomplete)
    previous = _previous(as_of, normalise(reason))
    return previous.version + 1 if previous else 1


def _previous(as_of: date, reason: str) -> NationalReport | None:
    previous = NationalReport.objects.light().filter(as_of=as_of).order_by("-version").first()
    if previous and not reason:
        raise ReasonMissing(_("Ngày này đã có báo cáo niêm phong; bản đính chính phải ghi lý do."))
    return previous


def verify(report: NationalReport) -> Difference | None:
    """Compare the stored rows with what was sealed; give the first difference, or None."""
    kept = bytes(report.csv)
    if hashlib.sha256(kept).hexdigest() != report.sha256:
        return Difference(_("Bản CSV lưu kèm không còn cho mã băm %(hash)s.") % {"hash": report.sha256})
    now = commune_csv(rows_of(FrozenCommune.objects.filter(report=report), KEPT_PLACES))
    if now != kept:
        return Difference(_first_different_line(kept.decode(), now.decode()))
    return _different_mark(report)


def _seal(report: NationalReport) -> NationalReport:
    version = _version_of_units()
    rule = RuleInForce.on(report.as_of)
    report.rule, report.units = rule_as_data(rule), _units(report.as_of)
    store_rows(report.pk, report.as_of)
    rows = rows_of(FrozenCommune.objects.filter(report_id=report.pk), KEPT_PLACES)
    if not rows:
        day = format_day(report.as_of)
        raise NothingToSeal(_("Ngày %(day)s không có xã nào trong phạm vi.") % {"day": day})
    if _version_of_units() != version:
        raise UnitsChanged(_("Danh mục hoặc quy định vừa thay đổi; chưa niêm phong gì. Hãy làm lại."))
    _store_lines(report)
    report.csv = commune_csv(rows)
    report.sha256 = hashlib.sha256(report.csv).hexdigest()
    lines = line_digests(report.pk, Matter.values)
    report.marks = _marks(report, lines) | {"history": head_of_now()}
    report.save(force_insert=True)
    return report


def _store_lines(report: NationalReport) -> None:
    """Keep all that the report carries beside the day's staffing, of which its own rows give the figures."""
    summary = Frozen(report).summary
    with override("vi"):
        rows = [
            FrozenLine(
                report_id=report.pk, matter=matter, place=place, province_id=line.province,
                content=line.content,
            )
            for matter in Matter
            for place, line in enumerate(gathered(matter, summary))
        ]  # fmt: skip
    FrozenLine.objects.bulk_create(rows)


def _refuse_odd_words(title: str, reason: str) -> None:
    if not title or len(title) > LONGEST_TITLE:
        longest = {"longest": LONGEST_TITLE}
        raise ReasonMissing(_("Hãy ghi tên báo cáo, từ 1 đến %(longest)s ký tự.") % longest, field="title")
    if len(reason) > LONGEST_REASON:
        raise ReasonMissing(_("Lý do dài quá %(longest)s ký tự.") % {"longest": LONGEST_REASON})


def _refuse_ahead(as_of: date, present: date) -> None:
    """Raise CutOffAhead for a day after `present`: for people that of the periods, for the machine today."""
    if as_of > present:
        day = format_day(as_of)
        raise CutOffAhead(_("Ngày %(day)s ở tương lai; số liệu đến hết ngày đó chưa có.") % {"day": day})


def _lock(as_of: date) -> None:
    """Hold the provinces' reports of the period as they are, and any other sealing back.

    A conference waits for a sealing: its statements may be worked at by more than one process.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING])
        cursor.execute("SELECT set_config('max_parallel_workers_per_gather', %s, true)", [str(HELPERS)])
    reports = ProvincialReport.objects.filter(period__cut_off=as_of).order_by("pk")
    try:
        list(reports.select_for_update(of=("self",)).values_list("pk", flat=True))
    except OperationalError as error:
        if not isinstance(error.__cause__, SerializationFailure):
            raise
        words = _("Báo cáo của một địa phương vừa thay đổi; chưa niêm phong gì. Hãy làm lại.")
        raise UnitsChanged(words) from error


def _refuse_incomplete(as_of: date, standing: Standing | None, allowed: bool) -> None:
    if allowed or (standing and standing.is_complete):
        return
    if standing is None:
        words = _("Không có kỳ báo cáo chốt số liệu ngày %(day)s.") % {"day": format_day(as_of)}
    else:
        missing = [row.province.short_name for row in standing.provinces if row.basis != Basis.APPROVED]
        words = _("Chỉ %(headline)s. Chưa duyệt: %(missing)s.") % {
            "headline": standing.headline,
            "missing": ", ".join(missing),
        }
    raise Incomplete(words)


def _reserved_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('reports_nationalreport', 'id'))")
        return cursor.fetchone()[0]


def _version_of_units() -> int:
    """Give the number that a change of units or rules raises; postings are of one statement anyway."""
    return DataVersion.objects.filter(province=None).values_list("version", flat=True).first() or 0


def _kept_standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return {}
    with override("vi"):  # the report's own words, whoever seals it
        moved = moved_since_approval(standing)
        words = {"headline": headline_of(standing, moved), "remainder": standing.remainder}
        told = [f"{each.report.province.short_name}: {each.words}" for each in moved]
    return {
        "period": standing.period.title,
        **words,
        "moved": told,
        "provinces": [
            {
                "code": row.province.code,
                "basis": row.basis.value,
                "submission": row.submission.pk if row.submission else None,
                "receipt": row.submission.receipt if row.submission else "",
                "carried_from": row.carried_from.isoformat() if row.carried_from else None,
            }
            for row in standing.provinces
        ],
    }


def _units(day: date) -> dict[str, Any]:
    provinces = provinces_on(day)
    districts = District.objects.filter(province__in=[each.pk for each in provinces]).existing_on(day)
    return {
        "regions": list(Region.objects.order_by("code").values(*REGION_FIELDS)),
        "provinces": [{name: getattr(each, name) for name in PROVINCE_FIELDS} for each in provinces],
        "districts": list(districts.order_by("code").values(*DISTRICT_FIELDS)),
    }


def _marks(report: NationalReport, lines: dict[str, str] | None) -> dict[str, Any]:
    """Digest all that the canonical CSV does not hold: the head, and by province communes and postings.

    lines: the digests of what it carries besides, which the head seals; None for a report that was sealed
    before reports carried anything.
    """
    head = {
        "title": report.title, "as_of": report.as_of.isoformat(), "version": report.version,
        "previous": report.previous_id, "reason": report.reason, "compared_with": report.compared_with_id,
        "rule": report.rule, "units": report.units, "standing": report.standing,
        "narrative": report.narrative, "is_synthetic": report.is_synthetic, "sha256": report.sha256,
    }  # fmt: skip
    held = {} if lines is None else {"lines": lines}
    text = json.dumps(head | held, sort_keys=True, ensure_ascii=False)
    return {"head": hashlib.sha256(text.encode()).hexdigest(), **digests(report.pk), **held}


def _different_mark(report: NationalReport) -> Difference | None:
    now = _marks(report, report.marks.get("lines"))
    if now["head"] != report.marks["head"]:
        return Difference(_("Phần đầu của báo cáo (tên, quy định, danh mục, thuyết minh) đã bị sửa."))
    words = {
        "communes": _("Tên, huyện hoặc quyết định của xã ở tỉnh mã %(code)s đã bị sửa."),
        "postings": _("Danh sách cán bộ phía sau số liệu của tỉnh mã %(code)s đã bị sửa."),
    }
    for part, text in words.items():
        for code in sorted({*now[part], *report.marks[part]}):
            if now[part].get(code) != report.marks[part].get(code):
                return Difference(text % {"code": code})
    return _different_matter(report)


def _different_matter(report: NationalReport) -> Difference | None:
    kept = report.marks.get("lines", {})
    for matter, digest in sorted(line_digests(report.pk, kept).items()):
        if kept.get(matter) != digest:
            name = Matter(matter).label
            return Difference(_("Phần “%(name)s” của báo cáo đã bị sửa.") % {"name": name})
    return None


def _first_different_line(kept: str, now: str) -> str:
    before, after = kept.splitlines(), now.splitlines()
    longest = max(len(before), len(after))
    place = next(n for n in range(longest) if before[n : n + 1] != after[n : n + 1])
    words = {
        "line": place + 1,
        "before": "".join(before[place : place + 1]) or _("(không có)"),
        "after": "".join(after[place : place + 1]) or _("(không có)"),
    }
    return _("Dòng %(line)s: đã niêm phong “%(before)s”, nay là “%(after)s”.") % words
