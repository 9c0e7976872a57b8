"""The register of published figures: the Ministry enters, amends and strikes them out."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from deployment.seen import refuse_if_changed
from reports.allowed import may_review
from reports.errors import NotYours, ReportRefused
from reports.models import PublishedFigure


class PublishedRefused(ReportRefused):
    """The figure was not entered."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def enter(*, user: User, **values: Any) -> PublishedFigure:
    """Enter a published figure. Raises NotYours, PublishedRefused."""
    _refuse_unless_ministry(user)
    return _saved(PublishedFigure(entered_by=user, **values))


@transaction.atomic
def amend(*, user: User, figure: PublishedFigure, seen: str | None = None, **values: Any) -> PublishedFigure:
    """Change a published figure. Raises NotYours, PublishedRefused, ChangedMeanwhile."""
    _refuse_unless_ministry(user)
    stored = PublishedFigure.objects.select_for_update().get(pk=figure.pk)
    refuse_if_changed(stored, seen)
    for name, value in values.items():
        setattr(stored, name, value)
    return _saved(stored)


@transaction.atomic
def strike(*, user: User, figure: PublishedFigure, seen: str | None = None) -> None:
    """Take a figure out of the register; history keeps it. Raises NotYours, ChangedMeanwhile."""
    _refuse_unless_ministry(user)
    stored = PublishedFigure.objects.select_for_update().get(pk=figure.pk)
    refuse_if_changed(stored, seen)
    stored.delete()


def _refuse_unless_ministry(user: User) -> None:
    if not may_review(user):
        raise NotYours(_("Chỉ tài khoản của Bộ ghi sổ số liệu đã công bố."))


def _saved(figure: PublishedFigure) -> PublishedFigure:
    try:
        figure.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise PublishedRefused(messages[0], "" if field == NON_FIELD_ERRORS else field) from error
    figure.save()
    return figure


def published_for(user: User) -> QuerySet[PublishedFigure]:
    """Give the figures that `user` reads: a provincial user those of the own province."""
    if user.sees_nation:
        return PublishedFigure.objects.all()
    code = user.own_province.code if user.is_provincial else ""
    return PublishedFigure.objects.filter(place_code=code)
