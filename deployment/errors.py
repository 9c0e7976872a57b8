"""Why a posting or an officer was not written, in words that say what is in the way and what to do."""

from django.db import IntegrityError

from deployment.models import Assignment


class PostingRefused(Exception):
    """A write was refused; nothing was changed.

    message: a Vietnamese sentence for the person who asked. field: the field to look at, "" for none.
    blocking: the assignment that is in the way, where there is one.
    """

    field = ""

    def __init__(self, message: str, blocking: Assignment | None = None, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.blocking = message, blocking
        self.field = self.field if field is None else field


class ServiceNumberTaken(PostingRefused):
    """Another officer has this service number."""

    field = "service_number"


class BornTooLate(PostingRefused):
    """The officer would be a child, or have been one when a recorded course or posting was."""

    field = "date_of_birth"


class DayTooEarly(PostingRefused):
    """A year that nobody means; `field` says of which day."""


class AppointedTooYoung(PostingRefused):
    """The officer was a child on the first day."""

    field = "starts_on"


class OfficerHoldsAPost(PostingRefused):
    """The officer holds a post in that time."""

    field = "starts_on"


class OfficerServesElsewhere(PostingRefused):
    """The officer's open posting is in another province: the provinces agree on a transfer first."""

    field = "officer"


class CommuneHasAChief(PostingRefused):
    """Somebody holds the post of chief in that time."""

    field = "post"


class OutsideTheCommunesDays(PostingRefused):
    """The commune does not exist on all of those days."""

    field = "commune"


class EndsBeforeItStarts(PostingRefused):
    """The last day lies before the first, or is no day that has a next one."""

    field = "last_day"


class NoOpenPosting(PostingRefused):
    """There is nothing to transfer from, or the posting has ended already."""

    field = "officer"


class SamePost(PostingRefused):
    """The officer holds this very post."""

    field = "post"


class NothingToReopen(PostingRefused):
    """No posting was ended by the act that made this one."""

    field = "reopen"


class PostingGone(PostingRefused):
    """Somebody cancelled the posting meanwhile."""


class WriteFailed(PostingRefused):
    """The database refused for a reason without a sentence of its own."""


def constraint_of(error: IntegrityError) -> str:
    """Give the name of the constraint that `error` speaks of, "" where it names none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
