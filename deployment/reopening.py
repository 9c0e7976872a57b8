"""The posting that an officer was moved away from: what opens again where the move is cancelled."""

from typing import Any

from deployment.history.choices import Kind
from deployment.models import Assignment
from deployment.resting import HISTORY


def former_of(assignment: Assignment) -> Assignment | None:
    """Give the posting held until the day before `assignment` began, None where there is none in sight."""
    before = Assignment.objects.filter(officer=assignment.officer_id, ends_on=assignment.starts_on)
    return before.select_related("officer", "commune").first()


def left_for(assignment: Assignment) -> Assignment | None:
    """Give the open posting that the very act which made `assignment`, the officer's last, ended.

    The history says so: both were written in one transaction of one request, command or work, and nothing
    had ended the former before. None: there is none, it is of another province, or it was ended by itself.
    """
    former = former_of(assignment)
    if former is None or _has_later(assignment):
        return None
    made = _events(assignment).filter(pgh_label=Kind.INSERT).values_list(*ACT).first()
    was_open = None
    for ends_on, *act in _events(former).values_list("ends_on", *ACT):
        if ends_on == assignment.starts_on and tuple(act) == made:
            return former if was_open else None
        was_open = ends_on is None
    return None


ACT = ("pgh_created_at", "pgh_context_id")


def _has_later(assignment: Assignment) -> bool:
    later = Assignment.objects.filter(officer=assignment.officer_id, starts_on__gt=assignment.starts_on)
    return later.exists()


def _events(assignment: Assignment) -> Any:
    return HISTORY.objects.filter(pgh_obj=assignment.pk).order_by("pgh_id")
