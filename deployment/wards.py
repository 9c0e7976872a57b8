"""What the Ministry does with model wards: each verb one transaction, each refusal with its name."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import decides_for_nation
from communes.formats import format_day, format_number
from communes.models import Commune, CommuneKind
from deployment.errors import PostingRefused
from deployment.models import Assessment, AssessmentRound, CriteriaSet, Criterion, ModelWard, Score
from deployment.models.wards import WHOLE_WEIGHT


class WardRefused(PostingRefused):
    """A step was refused; nothing was changed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotTheMinistry(WardRefused):
    """Another role decides of the pilot."""


class NotAWard(WardRefused):
    """Communes and townships are not in the pilot."""


class WeightsDoNotAddUp(WardRefused):
    """The weights of a set are not 100 together."""


class CriteriaInUse(WardRefused):
    """The set is in force or has rounds: it is history and no longer changes."""


class CriteriaNotInForce(WardRefused):
    """On the day of the round its set is not in force."""


class WardNotInPilot(WardRefused):
    """On the day of the round the ward is not in the pilot."""


class ScoreOutOfRange(WardRefused):
    """A score is not from 0 to the highest of its criterion."""


class CriterionGiven(NamedTuple):
    """One line of a set of criteria."""

    group: str
    text: str
    weight: Decimal
    max_score: Decimal


class ScoreGiven(NamedTuple):
    value: Decimal
    evidence: str


@transaction.atomic
def admit(*, user: User, commune: Commune, joined_on: date, source: str) -> ModelWard:
    """Take a ward into the pilot. Raises NotTheMinistry, NotAWard, WardRefused."""
    _refuse_unless_ministry(user)
    if commune.kind != CommuneKind.WARD:
        raise NotAWard(_("%(name)s không phải là phường.") % {"name": commune.name}, "commune")
    if not commune.exists_on(joined_on):
        raise WardRefused(
            _("%(name)s không tồn tại vào ngày %(day)s.")
            % {"name": commune.name, "day": format_day(joined_on)},
            "joined_on",
        )
    return _saved(ModelWard(commune=commune, province=commune.province, joined_on=joined_on, source=source))


@transaction.atomic
def release(*, user: User, ward: ModelWard, last_day: date) -> ModelWard:
    """End a ward's part in the pilot after `last_day`. Raises NotTheMinistry, WardRefused."""
    _refuse_unless_ministry(user)
    ward = ModelWard.objects.select_for_update().get(pk=ward.pk)
    if last_day == date.max:
        raise WardRefused(_("Ngày này không có ngày kế tiếp."), "last_day")
    ward.left_on = date.fromordinal(last_day.toordinal() + 1)
    return _saved(ward)


@transaction.atomic
def write_criteria(
    *,
    user: User,
    name: str,
    source: str,
    items: Sequence[CriterionGiven],
    criteria: CriteriaSet | None = None,
) -> CriteriaSet:
    """Draft a set of criteria, or write a draft anew. Raises NotTheMinistry, CriteriaInUse, WardRefused."""
    _refuse_unless_ministry(user)
    if not items:
        raise WardRefused(_("Bộ tiêu chí phải có ít nhất một tiêu chí."))
    stored = CriteriaSet() if criteria is None else _locked_draft(criteria)
    stored.name, stored.source = name, source
    _saved(stored)
    stored.items.all().delete()
    for number, item in enumerate(items, 1):
        _saved(Criterion(criteria=stored, number=number, **item._asdict()))
    return stored


@transaction.atomic
def put_in_force(*, user: User, criteria: CriteriaSet, starts_on: date) -> CriteriaSet:
    """Let a draft apply from a day. Raises NotTheMinistry, WeightsDoNotAddUp, CriteriaInUse."""
    _refuse_unless_ministry(user)
    stored = _locked_draft(criteria)
    total = sum((item.weight for item in stored.items.all()), Decimal())
    if total != WHOLE_WEIGHT:
        raise WeightsDoNotAddUp(
            _("Tổng trọng số của “%(name)s” là %(total)s, phải đúng 100.")
            % {"name": stored.name, "total": format_number(total, 2)}
        )
    stored.starts_on = starts_on
    return _saved(stored)


@transaction.atomic
def open_round(*, user: User, criteria: CriteriaSet, title: str, as_of: date) -> AssessmentRound:
    """Open a round of assessments. Raises NotTheMinistry, CriteriaNotInForce, WardRefused."""
    _refuse_unless_ministry(user)
    stored = CriteriaSet.objects.select_for_update().get(pk=criteria.pk)
    _refuse_unless_in_force(stored, as_of)
    return _saved(AssessmentRound(criteria=stored, title=title, as_of=as_of))


@transaction.atomic
def assess(
    *, user: User, round_: AssessmentRound, ward: ModelWard, assessor: str, note: str,
    scores: Mapping[int, ScoreGiven],
) -> Assessment:  # fmt: skip
    """Write a ward's assessment, in place of what stood there. scores: by primary key of the criterion.

    Raises NotTheMinistry, WardNotInPilot, CriteriaNotInForce, ScoreOutOfRange, WardRefused (scores missing).
    """
    _refuse_unless_ministry(user)
    round_ = (
        AssessmentRound.objects.select_for_update(of=("self",)).select_related("criteria").get(pk=round_.pk)
    )
    ward = ModelWard.objects.select_for_update(of=("self",)).select_related("commune").get(pk=ward.pk)
    _refuse_unless_in_force(round_.criteria, round_.as_of)
    _refuse_unless_in_pilot(ward, round_.as_of)
    items = list(round_.criteria.items.all())
    _check_scores(items, scores)
    made = Assessment.objects.filter(round=round_, ward=ward).first() or Assessment(round=round_, ward=ward)
    made.province_id, made.assessor, made.note, made.entered_by = ward.province_id, assessor, note, user
    _saved(made)
    made.scores.all().delete()
    Score.objects.bulk_create(
        Score(
            assessment=made, province_id=ward.province_id, criterion=item, max_score=item.max_score,
            **scores[item.pk]._asdict(),
        )
        for item in items
    )  # fmt: skip
    return made


def _refuse_unless_ministry(user: User) -> None:
    if not decides_for_nation(user):
        raise NotTheMinistry(_("Chỉ tài khoản của Bộ quyết định về phường điển hình, kiểu mẫu."))


def _refuse_unless_in_force(criteria: CriteriaSet, day: date) -> None:
    if not criteria.is_in_force(day):
        raise CriteriaNotInForce(
            _("Bộ tiêu chí “%(name)s” không áp dụng vào ngày %(day)s.")
            % {"name": criteria.name, "day": format_day(day)},
            "as_of",
        )


def _refuse_unless_in_pilot(ward: ModelWard, day: date) -> None:
    if not (ward.joined_on <= day and (ward.left_on is None or day < ward.left_on)):
        raise WardNotInPilot(
            _("%(name)s không tham gia thí điểm vào ngày %(day)s.")
            % {"name": ward.commune.name, "day": format_day(day)}
        )


def _check_scores(items: Sequence[Criterion], scores: Mapping[int, ScoreGiven]) -> None:
    for item in items:
        given = scores.get(item.pk)
        if given is None:
            raise WardRefused(_("Chưa có điểm của tiêu chí %(number)s.") % {"number": item.number})
        if not 0 <= given.value <= item.max_score:
            raise ScoreOutOfRange(
                _("Điểm %(value)s của tiêu chí %(number)s không nằm trong khoảng 0 đến %(most)s.")
                % {
                    "value": format_number(given.value, 2),
                    "number": item.number,
                    "most": format_number(item.max_score, 2),
                },
                f"score_{item.pk}",
            )


def _locked_draft(criteria: CriteriaSet) -> CriteriaSet:
    stored = CriteriaSet.objects.select_for_update().get(pk=criteria.pk)
    if stored.starts_on is not None:
        raise CriteriaInUse(
            _("“%(name)s” đã có hiệu lực nên không sửa được; hãy lập bộ tiêu chí mới.")
            % {"name": stored.name}
        )
    return stored


def _saved(record: Any) -> Any:
    try:
        record.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise WardRefused(messages[0], "" if field == NON_FIELD_ERRORS else field) from error
    record.save()
    return record
