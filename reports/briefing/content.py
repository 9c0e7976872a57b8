"""What the briefing says of a day: taken from a source once; the templates only set it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from communes.formats import (
    format_day,
    format_document_day,
    format_number,
    format_percent,
    in_english,
)
from reports.briefing.chart import chart_of
from reports.briefing.forecast import forecast_of
from reports.briefing.map import map_of
from reports.briefing.narrative import change_since, told
from reports.briefing.published import published_of
from reports.briefing.support import support_of
from reports.briefing.tables import (
    commune_groups,
    figure_cells,
    is_empty,
    is_short,
    name_groups,
    place_groups,
)
from reports.briefing.trend import trend_of
from reports.briefing.wards import wards_of
from reports.commune_status import CommuneState, commune_csv
from reports.history_heads import head_kept, head_of_last_day
from reports.matters.missing import sealed_without
from reports.models import Issue
from reports.source import Source
from reports.summary import Figures, Summary

LOWEST = 3


@dataclass(frozen=True)
class Briefing:
    """The words and rows of a briefing, and the canonical CSV that its figures come from."""

    day: date
    words: dict[str, Any]
    csv: bytes
    sha256: str


def annexes_content(source: Source) -> Briefing:
    """Put the figures of `source` into the words that the annexes need."""
    summary = source.summary
    content = commune_csv(source.rows())
    sha256 = hashlib.sha256(content).hexdigest()
    words = document_heads(source, sha256) | _text(summary) | _annexes(summary, source.communes)
    return Briefing(source.as_of, words, content, sha256)


def briefing_content(source: Source, annexes: Briefing) -> Briefing:
    """Add to the annexes' words what the report itself says."""
    summary = source.summary
    words = annexes.words | {
        "posts": {post: format_number(count) for post, count in source.posts.items()},
        "chart": chart_of(summary),
        "map": map_of(summary, source.rows(), source.points),
        "trend": trend_of(source),
        "wards": wards_of(source),
        "support": support_of(source),
        "forecast": forecast_of(source),
        "published": published_of(source),
        "sealed_without": sealed_without(source),
        "told": told(source.narrative),
        "change": change_since(source),
        "standing": source.standing,
    }
    words["numbers"] = _section_numbers(words)
    return replace(annexes, words=words)


def _section_numbers(words: dict[str, Any]) -> dict[str, int]:
    """Number the sections under II that follow the Ministry's own; wards are always there."""
    there = [name for name in ("support", "wards", "forecast", "published") if name == "wards" or words[name]]
    return {name: number for number, name in enumerate(there, words["told"].next_number)}


def document_heads(source: Source, sha256: str) -> dict[str, Any]:
    """Give what each document of a source bears: number or draft, day, denominator, hash."""
    day, issue = source.as_of, source.issue
    whole = format_number(source.summary.national.communes)
    dated = issue.issued_on if issue else day
    version = source.report.version if source.report else 1
    marks = [
        "" if issue else _("DỰ THẢO"),
        _("số liệu mô phỏng") if source.is_synthetic else "",
        _("bản dịch không chính thức") if in_english() else "",
    ]
    foot = _("Số liệu tính đến ngày %(day)s. Mẫu số: %(whole)s xã, thị trấn.")
    return {
        "day": format_day(day),
        "document_day": format_document_day(issue.issued_on if issue else None),
        "made_at": f"{dated.isoformat()}T17:00:00+07:00",
        "is_synthetic": source.is_synthetic,
        "issue": issue,
        "is_sealed": source.report is not None,
        "number": _number(issue),
        "is_translation": in_english(),
        "secrecy": issue.get_secrecy_display() if issue and issue.secrecy else "",
        "version": version if version > 1 else None,
        "reason": source.report.reason if source.report else "",
        "state": " – ".join(mark for mark in marks if mark),
        "foot_left": foot % {"day": format_day(day), "whole": whole},
        "foot_right": f"SHA-256: {sha256[:12]}",
        "sha256": (sha256[:32], sha256[32:]),
        "history": history_words(source),
    }


def history_words(source: Source) -> dict[str, Any]:
    """Give the head of the history that the document bears, in pieces that a line can be broken between."""
    head = head_kept(source.report) if source.report else head_of_last_day()
    if head is None:
        return {}
    if head.day:
        words = _("Chuỗi lịch sử đến hết ngày %(day)s, đối chiếu bằng lệnh verify_history --head:")
        words %= {"day": format_day(head.day)}
    else:
        words = _("Chuỗi lịch sử lúc niêm phong, đối chiếu bằng lệnh verify_history --head:")
    return {"words": words, "text": (head.text[:-32], head.text[-32:])}


def _number(issue: Issue | None) -> SafeString:
    """Give the number of a document, or the room where it is to be written."""
    return escape(issue.number) if issue else mark_safe('<span class="cho">&nbsp;</span>')


def _minimum(minimum: int) -> str:
    return str(minimum) if in_english() else f"{minimum:02}"


def _text(summary: Summary) -> dict[str, Any]:
    n = summary.national
    minimum = summary.rule.minimum
    rated = [row for row in summary.provinces if row.figures.communes]
    lowest = sorted(rated, key=lambda row: row.figures.communes_compliant / row.figures.communes)[:LOWEST]
    return {
        "minimum": _minimum(minimum) if minimum else "",
        "provinces": len(summary.provinces),
        "provinces_deployed": summary.provinces_deployed,
        "provinces_complete": sum(r.figures.communes_deployed == r.figures.communes for r in rated),
        "provinces_rate": format_percent(summary.provinces_deployed, len(summary.provinces)),
        "n": _numbers(n),
        "rate": _rates(n),
        "average": _average(n.officers, n.communes_deployed),
        "average_lack": _average(n.shortfall, n.communes_short),
        "lowest": ", ".join(f"{r.province.short_name} ({_rate(r.figures)}%)" for r in lowest),
        "regions": [(row.region.name, _region_cells(row.figures)) for row in summary.regions],
        "nation_cells": _region_cells(n),
    }


NAMES = ("communes", "communes_deployed", "communes_organised", "communes_at_minimum", "communes_with_chief",
         "communes_compliant", "no_chief", "below_minimum", "not_deployed", "officers", "shortfall",
         "communes_short", "deployed_without_chief")  # fmt: skip


def _numbers(figures: Figures) -> dict[str, str]:
    return {name: format_number(getattr(figures, name)) for name in NAMES}


def _rates(figures: Figures) -> dict[str, str]:
    return {name: format_percent(getattr(figures, name), figures.communes) for name in NAMES}


def _rate(figures: Figures) -> str:
    return format_percent(figures.communes_compliant, figures.communes)


def _average(part: int, whole: int) -> str:
    tenths = (part * 20 + whole) // (whole * 2) if whole else 0
    return format_number(Decimal(tenths) / 10, 1) if whole else "–"


def _region_cells(figures: Figures) -> tuple[str, ...]:
    return (
        format_number(figures.communes), format_number(figures.communes_deployed),
        format_percent(figures.communes_deployed, figures.communes),
        format_number(figures.communes_compliant), _rate(figures),
        format_number(figures.officers), format_number(figures.shortfall),
    )  # fmt: skip


def _annexes(summary: Summary, communes: list[CommuneState]) -> dict[str, Any]:
    def chosen(test: Callable[[CommuneState], bool]) -> list[CommuneState]:
        return [commune for commune in communes if test(commune)]

    vacant = chosen(lambda c: c.officers > 0 and not c.has_chief)
    also_short = sum(1 for commune in vacant if is_short(commune))
    return {
        "groups": place_groups(summary),
        "nation": figure_cells(summary.national),
        "short": commune_groups(chosen(is_short)),
        "short_count": format_number(len(chosen(is_short))),
        "empty": name_groups(chosen(is_empty)),
        "vacant": commune_groups(vacant),
        "vacant_and_short": format_number(also_short),
    }
