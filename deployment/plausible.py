"""Which days of a person's service can be true: one rule for forms, import and API."""

from datetime import date

from django.utils.translation import gettext as _

from communes.calendar import months_later, today
from communes.formats import format_day
from deployment.errors import AppointedTooYoung, BornTooLate, DayTooEarly
from deployment.models import YOUNGEST_TRAINED, Assignment, Officer

FIRST_YEAR = 1900  # before it no day of a person's service is believed


def earliest_day(born: date) -> date:
    """Give the first day on which somebody born on `born` can have completed a course or held a post."""
    try:
        return months_later(born, 12 * YOUNGEST_TRAINED)
    except OverflowError:  # born at the end of the calendar, by a slip
        return date.max


def is_child_on(day: date, born: date) -> bool:
    """Tell whether somebody born on `born` is too young on `day`; the years alone tell it of nearly all."""
    return day.year - born.year <= YOUNGEST_TRAINED and day < earliest_day(born)


def latest_birth() -> date:
    """Give the last day on which somebody can have been born who is old enough for the force today."""
    return months_later(today(), -12 * YOUNGEST_TRAINED)


def refuse_birth(officer: Officer, born_before: date | None) -> None:
    """Judge an officer's day of birth; `born_before` is the one stored, None for an officer who is new.

    Raises DayTooEarly, and BornTooLate for a day to come, for somebody too young for any post, and where a
    post was held too young.
    """
    born = officer.date_of_birth
    _refuse_too_early(date_of_birth=born)
    words = {"years": YOUNGEST_TRAINED}
    if born > latest_birth():
        raise BornTooLate(_("Với ngày sinh này, đến hôm nay cán bộ chưa đủ %(years)s tuổi.") % words)
    if born_before is None or born <= born_before:
        return
    if officer.assignments.filter(starts_on__lt=earliest_day(born)).exists():
        raise BornTooLate(
            _("Với ngày sinh này, có lần giữ chức vụ bắt đầu khi cán bộ chưa đủ %(years)s tuổi.") % words
        )


def refuse_first_day(assignment: Assignment) -> None:
    """Raise DayTooEarly, or AppointedTooYoung where the officer was a child on the first day of a posting."""
    _refuse_too_early(starts_on=assignment.starts_on, decision_date=assignment.decision_date)
    born = assignment.officer.date_of_birth
    if is_child_on(assignment.starts_on, born):
        raise AppointedTooYoung(
            _("Cán bộ sinh ngày %(born)s: ngày bắt đầu giữ chức phải từ khi đủ %(years)s tuổi (%(day)s).")
            % {"born": format_day(born), "years": YOUNGEST_TRAINED, "day": format_day(earliest_day(born))}
        )


def refuse_decision_day(assignment: Assignment) -> None:
    """Raise DayTooEarly; of a posting that begins when it did, its first day is not judged again."""
    _refuse_too_early(decision_date=assignment.decision_date)


def _refuse_too_early(**days: date | None) -> None:
    for field, day in days.items():
        if day and day.year < FIRST_YEAR:
            words = _("Năm phải từ %(year)s trở đi.") % {"year": FIRST_YEAR}
            raise DayTooEarly(words, field=field)
