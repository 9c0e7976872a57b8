"""The one writer of the staffing rule: dated rows, each with its source; what was in force stays on record.

Days come as people say them: `last_day` is the LAST day on which a rule holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import first_day_out, normalise
from deployment.errors import PostingRefused
from deployment.figures import Figures
from deployment.models import StaffingRule
from deployment.seen import refuse_if_changed
from deployment.series import figures_through
from deployment.trial import tried


class RuleRefused(PostingRefused):
    """A change of the rule was refused; nothing was changed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Effect:
    """What a change of the rule does to the nation's figures of a day."""

    day: date
    before: Figures
    after: Figures


@transaction.atomic
def decree(
    *,
    kind: str,
    trait: str,
    commune: Commune | None,
    minimum: int,
    chief_required: bool,
    starts_on: date,
    source: str,
) -> StaffingRule:
    """Let a rule hold from `starts_on` on; the one in force for the same class ends the day before.

    For a single commune `kind` is the commune's and `trait` none. Raises RuleRefused where a rule of the
    class starts that day or later.
    """
    same = _of_class(kind, trait, commune).select_for_update()
    later = same.filter(starts_on__gte=starts_on).order_by("starts_on").first()
    if later and later.starts_on:
        raise RuleRefused(
            _("Đã có quy định cho loại này từ ngày %(day)s; hãy hủy quy định đó hoặc ghi ngày sau đó.")
            % {"day": format_day(later.starts_on)},
            "starts_on",
        )
    same.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on)).update(ends_on=starts_on)
    rule = StaffingRule(kind=kind, trait=trait, commune=commune, minimum=minimum, starts_on=starts_on)
    rule.chief_required, rule.source = chief_required, normalise(source)
    rule.clean_fields()
    return _saved(rule)


@transaction.atomic
def end_rule(*, rule: StaffingRule, last_day: date, seen: str | None = None) -> StaffingRule:
    """Let a rule hold through `last_day`. Raises RuleRefused, ChangedMeanwhile."""
    rule = _locked(rule, seen)
    if rule.starts_on and last_day < rule.starts_on:
        raise RuleRefused(
            _("Quy định này có từ ngày %(day)s; hãy hủy nếu ghi nhầm.") % {"day": format_day(rule.starts_on)},
            "last_day",
        )
    try:
        rule.ends_on = first_day_out(last_day)
    except OverflowError as error:
        raise RuleRefused(_("Ngày này quá xa."), "last_day") from error
    return _saved(rule)


@transaction.atomic
def cancel_rule(*, rule: StaffingRule, seen: str | None = None) -> None:
    """Remove a rule that never was; the one that ended for its sake holds on. Raises ChangedMeanwhile."""
    rule = _locked(rule, seen)
    before = _of_class(rule.kind, rule.trait, rule.commune).filter(ends_on=rule.starts_on)
    rule.delete()
    if rule.starts_on:
        before.update(ends_on=rule.ends_on)


def effect_of(act: Callable[[], object], day: date) -> Effect:
    """Try `act` on the nation's figures of `day`, and undo it. Raises what `act` raises."""
    return Effect(day, *tried(act, lambda: _nation(day)))


def _nation(day: date) -> Figures:
    return figures_through([day]).national.get(day, Figures())


def _of_class(kind: str, trait: str, commune: Commune | None) -> QuerySet[StaffingRule]:
    return StaffingRule.objects.filter(kind=kind, trait=trait, commune=commune)


def _locked(rule: StaffingRule, seen: str | None) -> StaffingRule:
    locked = StaffingRule.objects.select_for_update().filter(pk=rule.pk).first()
    if locked is None:
        raise RuleRefused(_("Quy định này vừa bị người khác hủy."))
    refuse_if_changed(locked, seen)
    return locked


def _saved(rule: StaffingRule) -> StaffingRule:
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError as error:
        raise RuleRefused(_("Đã có quy định cho loại này trong thời gian này."), "starts_on") from error
    return rule
