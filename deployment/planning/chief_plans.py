"""The plan for a vacant post of chief: by when, and who is in mind."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import normalise
from deployment.errors import PostingRefused
from deployment.models import ChiefPlan
from deployment.planning.chiefs import Vacancy, vacancies_on


class NotVacant(PostingRefused):
    """The post of chief is filled, or none is required."""


class DueTooEarly(PostingRefused):
    """The day lies before the day on which the plan is made, or before the vacancy."""

    field = "due_on"


class NoCandidate(PostingRefused):
    """The officer is no deputy of the commune or its district."""

    field = "officer"


def vacancy_of(commune: Commune, day: date) -> Vacancy | None:
    """Give the vacancy of `commune` on `day`, None where the post is filled or none is required."""
    rows = vacancies_on(day, commune.province)
    return next((row for row in rows if row.commune.pk == commune.pk), None)


@transaction.atomic
def plan_chief(
    *, user: User, commune: Commune, day: date, due_on: date, officer_id: int | None, note: str
) -> ChiefPlan:
    """Plan to fill the post that is vacant on `day`; a second plan takes the place of the first.

    Raises NotVacant, DueTooEarly, NoCandidate.
    """
    vacancy = vacancy_of(commune, day)
    if vacancy is None:
        raise NotVacant(_("%(commune)s không khuyết Trưởng Công an.") % {"commune": commune})
    if due_on < day:
        raise DueTooEarly(_("Hãy chọn ngày từ %(day)s trở đi.") % {"day": format_day(day)})
    if officer_id and officer_id not in {deputy.officer.pk for deputy in vacancy.deputies}:
        raise NoCandidate(_("Hãy chọn một Phó Trưởng Công an của xã hoặc của huyện."))
    values = {"due_on": due_on, "officer_id": officer_id, "note": normalise(note), "made_by": user}
    plan, _made = ChiefPlan.objects.update_or_create(
        commune=commune, vacant_since=vacancy.since, defaults=values | {"province": commune.province}
    )
    return plan
