"""The only writer of support conditions: whole rows of a report that is with its province, all or none."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Commune
from deployment.seen import mark_of
from reports.allowed import refuse_unless_drafter
from reports.errors import ReportChanged, ReportRefused
from reports.locking import locked_for_drafting
from reports.models import ProvincialReport, SupportCondition
from reports.moment import present_moment
from reports.support.columns import ORDER, Value, values_of

Rows = Mapping[int, Mapping[str, Value]]
NOTHING_STORED = "-"


class SupportRefused(ReportRefused):
    """A value does not fit."""


@transaction.atomic
def write_conditions(
    *, report: ProvincialReport, by: User, rows: Rows, seen: Mapping[int, str] | None = None
) -> int:
    """Write conditions by commune; values that are not given stay. Gives how many rows changed.

    seen: the mark of each row as the writer saw it (`mark_seen`). Raises NotYours, ReportLocked,
    NotOpenYet, ReportChanged, SupportRefused.
    """
    refuse_unless_drafter(by, report)
    report = locked_for_drafting(report, by, present_moment())
    stored = {row.commune_id: row for row in SupportCondition.objects.filter(report=report)}
    changed = [
        _changed(report, by, commune, stored.get(commune), values, (seen or {}).get(commune))
        for commune, values in rows.items()
    ]
    written = [record for record in changed if record is not None]
    fields = [*ORDER, "written_by", "written_at"]
    try:
        with transaction.atomic():
            SupportCondition.objects.bulk_create(
                written, update_conflicts=True, unique_fields=["report", "commune"], update_fields=fields
            )
    except IntegrityError as error:
        raise SupportRefused(_("Có số liệu không hợp lệ; chưa ghi dòng nào.")) from error
    return len(written)


def mark_seen(record: SupportCondition | None) -> str:
    """Give the mark of a row as it stands."""
    return mark_of(record) if record else NOTHING_STORED


def _changed(
    report: ProvincialReport, by: User, commune: int, stored: SupportCondition | None,
    values: Mapping[str, Value], seen: str | None,
) -> SupportCondition | None:  # fmt: skip
    """Give the row to write, None where `values` change nothing."""
    before: dict[str, Any] = dict(values_of(stored))
    after = before | dict(values)
    if after == before:
        return None
    if seen is not None and seen != mark_seen(stored):
        place = Commune.objects.get(pk=commune)
        raise ReportChanged(
            _("Số liệu của %(name)s vừa được người khác sửa; hãy xem lại rồi ghi.") % {"name": place.name}
        )
    return SupportCondition(
        report=report, province_id=report.province_id, commune_id=commune, written_by=by,
        written_at=present_moment(), **after,
    )  # fmt: skip
