"""What an account looked at last, as links: each record asked for again in the reader's scope."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import SeenKind, User
from accounts.recent import recent_of
from accounts.scope import visible_to
from communes.models import Commune, Province
from config.search.hits import Hit, commune_hit, officer_hit, province_hit, report_hit, sealed_hit
from deployment.models import Officer
from reports.models import NationalReport
from reports.period_views.found import visible_reports


def recent_hits(user: User) -> list[Hit]:
    """Give the last records, the newest first, without those that left the reader's scope."""
    rows = list(recent_of(user))
    found: dict[tuple[str, str], Hit] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        wanted = [row.record for row in rows if row.kind == kind]
        found |= {(kind, record): hit for record, hit in MAKERS[SeenKind(kind)](user, wanted).items()}
    return [found[row.kind, row.record] for row in rows if (row.kind, row.record) in found]


def _officers(user: User, wanted: list[str]) -> dict[str, Hit]:
    return {str(row.pk): officer_hit(row) for row in visible_to(user, Officer.objects.filter(pk__in=wanted))}


def _communes(user: User, wanted: list[str]) -> dict[str, Hit]:
    communes = Commune.objects.select_related("district", "province").filter(code__in=wanted)
    visible = visible_to(user, communes).order_by("exists_from")  # a code's newest unit speaks for it
    return {row.code: commune_hit(row) for row in visible}


def _provinces(user: User, wanted: list[str]) -> dict[str, Hit]:
    visible = visible_to(user, Province.objects.filter(code__in=wanted), province="pk")
    return {row.code: province_hit(row) for row in visible}


def _reports(user: User, wanted: list[str]) -> dict[str, Hit]:
    return {str(row.pk): report_hit(row) for row in visible_reports(user).filter(pk__in=wanted)}


def _sealed(user: User, wanted: list[str]) -> dict[str, Hit]:
    rows: QuerySet[Any] = NationalReport.objects.light().filter(Q(pk__in=wanted))
    return {str(row.pk): sealed_hit(row) for row in rows} if user.sees_nation else {}


MAKERS = {
    SeenKind.OFFICER: _officers,
    SeenKind.COMMUNE: _communes,
    SeenKind.PROVINCE: _provinces,
    SeenKind.REPORT: _reports,
    SeenKind.SEALED: _sealed,
}
