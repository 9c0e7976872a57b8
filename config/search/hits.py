"""A record as search shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune, Province
from deployment.models import Officer, Receipt
from reports.models import NationalReport, ProvincialReport


@dataclass(frozen=True)
class Hit:
    """A link, and what tells it from others of the same name."""

    url: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class HitGroup:
    """Hits of one kind; `more_url` is the list of all, "" where there is none."""

    key: str
    label: str
    hits: tuple[Hit, ...]
    more: int = 0
    more_url: str = ""


def officer_hit(officer: Officer, detail: str = "") -> Hit:
    """Give an officer as found; detail: what stands beside the name, by default the service number."""
    detail = detail or officer.service_number
    return Hit(reverse("deployment:officer", args=[officer.pk]), officer.full_name, detail)


def commune_hit(commune: Commune, query: str = "") -> Hit:
    """Give a commune as found, with the places above it; query: what its address keeps, such as the day."""
    above = [commune.district.name] if commune.district else []
    detail = ", ".join([*above, commune.province.short_name])
    return Hit(f"{reverse('deployment:commune', args=[commune.code])}{query}", commune.name, detail)


def province_hit(province: Province, query: str = "") -> Hit:
    """Give a province as found; query: what its address keeps, such as the day."""
    detail = _("mã %(code)s") % {"code": province.code}
    return Hit(f"{reverse('reports:province', args=[province.code])}{query}", province.name, detail)


def report_hit(report: ProvincialReport) -> Hit:
    """Give a province's report of a period as found, with its state."""
    url = reverse("reports:report", args=[report.period_id, report.province.code])
    label = f"{report.period.title}: {report.province.short_name}"
    return Hit(url, label, str(report.get_state_display()))


def receipt_hit(receipt: Receipt) -> Hit:
    """Give the receipt of an import as found, with who wrote it and when."""
    detail = _("%(who)s, %(day)s") % {"who": receipt.user, "day": format_day(localdate(receipt.made_at))}
    return Hit(reverse("deployment:receipt", args=[receipt.pk]), receipt.label, detail)


def sealed_hit(report: NationalReport) -> Hit:
    """Give a sealed report as found, with its day."""
    detail = _("đến hết ngày %(day)s") % {"day": format_day(report.as_of)}
    return Hit(reverse("reports:sealed", args=[report.pk]), str(report), detail)


def group(key: str, label: str, hits: Sequence[Any], more: int = 0, more_url: str = "") -> HitGroup:
    """Give the hits of one kind; more: how many others there are, and more_url where they are listed."""
    return HitGroup(key, label, tuple(hits), more, more_url)
