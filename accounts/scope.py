"""The one question of scope: which provinces' records a user may see, and which change.

`ministry` and `auditor` see everything and enter nothing; the provincial roles see and change their
own province alone; a superuser may do both anywhere. Every view, table, export and file starts from
a queryset narrowed here, so that another province's record does not exist for its reader (404).
"""

from datetime import date
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import Http404

from accounts.models import Role, User
from communes.models import Province
from communes.sight import NATION, NOBODY, of_provinces

Records = TypeVar("Records", bound=models.QuerySet)


def visible_to(user: User | AnonymousUser, records: Records, *, province: str = "province") -> Records:
    """Narrow `records` to what `user` may see; `province` is the path from a record to its province."""
    if not isinstance(user, User) or not user.is_active:
        return records.none()
    if user.sees_nation:
        return records
    return records.filter(**{province: user.province_id}) if user.is_provincial else records.none()


def visible_province(user: User | AnonymousUser, code: str, day: date) -> Province:
    """Give the province of that code on `day`, with its region. Raises Http404 where `user` sees none."""
    found = visible_to(user, Province.objects.select_related("region"), province="pk").called(code, day)
    if found is None:
        raise Http404
    return found


def changeable_by(user: User | AnonymousUser, records: Records, *, province: str = "province") -> Records:
    """Narrow `records` to what `user` may change."""
    if isinstance(user, User) and (user.is_provincial or user.is_superuser):
        return visible_to(user, records, province=province)
    return records.none()


def may_enter_postings(user: User | AnonymousUser) -> bool:
    """Tell whether `user` enters officers and postings at all."""
    return isinstance(user, User) and user.is_active and (user.is_provincial or user.is_superuser)


def may_edit_rule(user: User | AnonymousUser) -> bool:
    """Tell whether `user` changes the staffing rule: the Ministry does, and who administers."""
    return isinstance(user, User) and user.is_active and (user.role == Role.MINISTRY or user.is_superuser)


def sight_of(user: User | AnonymousUser) -> str:
    """Give what the database is to show to `user`: the same answer as `visible_to`, for the second wall."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    if user.sees_nation:
        return NATION
    return of_provinces(user.province_id or 0) if user.is_provincial else NOBODY


def decides_for_nation(user: User | AnonymousUser) -> bool:
    """Tell whether `user` enters what the Ministry decides: the pilot's wards, criteria, assessments."""
    return isinstance(user, User) and user.is_active and user.role == Role.MINISTRY


def may_audit(user: User | AnonymousUser) -> bool:
    """Tell whether `user` reads who read what: the auditors, and who administers."""
    return isinstance(user, User) and user.is_active and (user.role == Role.AUDITOR or user.is_superuser)
