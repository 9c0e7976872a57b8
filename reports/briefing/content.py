"""What the briefing says of a day: read here once; the templates only set it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from communes.models import Commune
from communes.vietnamese import format_day, format_document_day, format_number, format_percent
from deployment.choices import Post
from deployment.models import Assignment, Dataset
from deployment.staffing import staffing_on
from reports.briefing.chart import chart_of
from reports.briefing.map import map_of
from reports.briefing.tables import (
    commune_groups,
    figure_cells,
    is_empty,
    is_short,
    name_groups,
    place_groups,
)
from reports.commune_status import commune_csv, commune_rows
from reports.summary import Figures, Summary, summary_on

LOWEST = 3


@dataclass(frozen=True)
class Briefing:
    """The words and rows of a briefing, and the canonical CSV that its figures come from."""

    day: date
    words: dict[str, Any]
    csv: bytes
    sha256: str


def briefing_content(day: date) -> Briefing:
    """Read the figures of `day` and put them into the briefing's words."""
    summary = summary_on(day)
    rows = commune_rows(day)
    content = commune_csv(rows)
    sha256 = hashlib.sha256(content).hexdigest()
    communes = list(
        staffing_on(day, Commune.objects.select_related("province", "district"))
        .order_by("province__code", "district__code", "sort_key", "code")
    )  # fmt: skip
    words = _heads(day, summary, sha256) | _text(summary) | _annexes(summary, communes)
    words |= {"posts": _posts(day, communes), "chart": chart_of(summary), "map": map_of(summary, rows)}
    return Briefing(day, words, content, sha256)


def _heads(day: date, summary: Summary, sha256: str) -> dict[str, Any]:
    is_synthetic = Dataset.objects.exists()
    whole = format_number(summary.national.communes)
    return {
        "day": format_day(day),
        "document_day": format_document_day(day),
        "made_at": f"{day.isoformat()}T17:00:00+07:00",
        "is_synthetic": is_synthetic,
        "state": "DỰ THẢO – số liệu mô phỏng" if is_synthetic else "DỰ THẢO",
        "foot_left": f"Số liệu tính đến ngày {format_day(day)}. Mẫu số: {whole} xã, thị trấn.",
        "foot_right": f"SHA-256: {sha256[:12]}",
        "sha256": (sha256[:32], sha256[32:]),
    }


def _text(summary: Summary) -> dict[str, Any]:
    n = summary.national
    minimum = summary.rule.minimum
    rated = [row for row in summary.provinces if row.figures.communes]
    lowest = sorted(rated, key=lambda row: row.figures.communes_compliant / row.figures.communes)[:LOWEST]
    return {
        "minimum": f"{minimum:02}" if minimum else "",
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
    return f"{tenths // 10},{tenths % 10}" if whole else "–"


def _region_cells(figures: Figures) -> tuple[str, ...]:
    return (
        format_number(figures.communes), format_number(figures.communes_deployed),
        format_percent(figures.communes_deployed, figures.communes),
        format_number(figures.communes_compliant), _rate(figures),
        format_number(figures.officers), format_number(figures.shortfall),
    )  # fmt: skip


def _annexes(summary: Summary, communes: list[Any]) -> dict[str, Any]:
    def chosen(test: Callable[[Any], bool]) -> list[Any]:
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


def _posts(day: date, communes: list[Any]) -> dict[str, str]:
    """Count the regular officers in scope by post."""
    in_post = Assignment.objects.in_post(day).regular().filter(commune__in=[c.pk for c in communes])
    counts = dict(in_post.order_by().values_list("post").annotate(Count("pk")))
    return {post.value: format_number(counts.get(post.value, 0)) for post in Post}
