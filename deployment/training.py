"""The one writer of officers' training by hand: each verb a transaction, refusals in words.

`completed_on` is the last day of the course. `seen` is the mark (`deployment.seen.mark_of`) of the record
as the writer saw it; where it has changed since, ChangedMeanwhile is raised. None: nothing was seen.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.calendar import today
from communes.formats import format_day
from communes.vietnamese import normalise
from deployment.errors import PostingRefused, constraint_of
from deployment.models import YOUNGEST_TRAINED, Officer, Training
from deployment.obstacles import unforeseen
from deployment.plausible import earliest_day
from deployment.seen import refuse_if_changed


class TrainedAlready(PostingRefused):
    """This course, completed on this day, is recorded of the officer."""

    field = "course"


class NotCompletedYet(PostingRefused):
    """The day lies in the future."""

    field = "completed_on"


class TrainedTooYoung(PostingRefused):
    """The officer was a child on that day."""

    field = "completed_on"


class TrainingGone(PostingRefused):
    """Somebody removed the record meanwhile."""


@transaction.atomic
def record_training(
    *, officer: Officer, course: str, completed_on: date, certificate_number: str = "", remark: str = ""
) -> Training:
    """Record a course that `officer` has completed.

    Raises TrainedAlready, NotCompletedYet, TrainedTooYoung.
    """
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    training = Training(officer=officer, province_id=officer.province_id)
    return _stored(training, course, completed_on, certificate_number, remark)


@transaction.atomic
def correct_training(
    *,
    training: Training,
    course: str,
    completed_on: date,
    certificate_number: str,
    remark: str,
    seen: str | None = None,
) -> Training:
    """Write what should have been written; all values are given, also those that stay.

    Raises TrainingGone, ChangedMeanwhile, and what `record_training` raises.
    """
    return _stored(_locked(training, seen), course, completed_on, certificate_number, remark)


@transaction.atomic
def remove_training(*, training: Training, seen: str | None = None) -> None:
    """Remove the record of a course that was none. Raises TrainingGone, ChangedMeanwhile."""
    _locked(training, seen).delete()


def _locked(training: Training, seen: str | None) -> Training:
    """Lock the officer first, as every verb does, so that two writers do not wait for each other."""
    officer = Officer.objects.select_for_update().get(pk=training.officer_id)
    locked = Training.objects.select_for_update().filter(pk=training.pk).first()
    if locked is None:
        raise TrainingGone(_("Lần bồi dưỡng này vừa bị người khác xóa."))
    refuse_if_changed(locked, seen)
    locked.officer = officer
    return locked


def _stored(
    training: Training, course: str, completed_on: date, certificate_number: str, remark: str
) -> Training:
    """Check and save a record whose officer is locked."""
    training.course, training.completed_on = course, completed_on
    training.certificate_number, training.remark = normalise(certificate_number), normalise(remark)
    training.clean_fields()
    _refuse_impossible_day(training)
    try:
        with transaction.atomic():
            training.save()
    except IntegrityError as error:
        raise _refusal(error, training) from error
    return training


def _refuse_impossible_day(training: Training) -> None:
    day, officer = training.completed_on, training.officer
    if day > today():
        raise NotCompletedYet(_("Ngày hoàn thành không được sau hôm nay."))
    if day < earliest_day(officer.date_of_birth):
        raise TrainedTooYoung(
            _("Cán bộ sinh ngày %(born)s: ngày hoàn thành phải từ khi đủ %(years)s tuổi (%(day)s) trở đi.")
            % {
                "born": format_day(officer.date_of_birth),
                "years": YOUNGEST_TRAINED,
                "day": format_day(earliest_day(officer.date_of_birth)),
            }
        )


def _refusal(error: IntegrityError, training: Training) -> PostingRefused:
    if constraint_of(error) == "officer_completes_a_course_once_a_day":
        return TrainedAlready(
            _("Đã ghi “%(course)s” hoàn thành ngày %(day)s cho cán bộ này.")
            % {"course": training.get_course_display(), "day": format_day(training.completed_on)}
        )
    return unforeseen(constraint_of(error))
