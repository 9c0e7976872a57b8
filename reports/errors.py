"""Why a step of the reporting cycle was refused, in words; nothing was changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.models import ProvincialReport

UNPROCESSABLE, CONFLICT, FORBIDDEN = 422, 409, 403


class ReportRefused(Exception):
    """A step was refused. message: a sentence for the person who asked. field: the one to look at."""

    status = UNPROCESSABLE
    field = ""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = self.field if field is None else field


class NotYours(ReportRefused):
    """Another role takes this step."""

    status = FORBIDDEN


class CutOffAhead(ReportRefused):
    """The figures of that day do not exist yet."""

    field = "cut_off"


class PeriodExists(ReportRefused):
    """A period has this cut-off already."""

    field = "cut_off"


class NoProvinces(ReportRefused):
    """No commune is in scope on that day."""

    field = "cut_off"


class DueTooEarly(ReportRefused):
    """The time is not after what it must follow."""

    field = "due_at"


class ReasonMissing(ReportRefused):
    """The step needs a reason."""

    field = "reason"


class NothingToAnswer(ReportRefused):
    """What should be answered is not a point of the last return."""


class NotOpenYet(ReportRefused):
    """The period has not begun."""


class Blocked(ReportRefused):
    """Errors stand against sending; `obstacles` says each in a sentence, `kinds` of which kind each is."""

    def __init__(self, message: str, obstacles: Sequence[str], kinds: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.obstacles, self.kinds = tuple(obstacles), tuple(kinds)


class Flagged(ReportRefused):
    """Warnings must be looked at one report at a time."""


class WrongFile(ReportRefused):
    """The file is too large, or not what may be attached."""

    field = "file"


class ReportLocked(ReportRefused):
    """The report is with the Ministry, or settled: the province cannot write in it."""

    status = CONFLICT


class AlreadySent(ReportLocked):
    """It was sent before."""


class NotSent(ReportRefused):
    """Nothing waits for a decision."""

    status = CONFLICT


class AlreadyDecided(ReportRefused):
    """It was approved or returned before, by somebody else or oneself."""

    status = CONFLICT


class NotSettled(ReportRefused):
    """Only what is approved can be reopened."""

    status = CONFLICT


class LayoutCurrent(ReportRefused):
    """The period's layout is what the rule and the communes ask for already."""

    status = CONFLICT


class ReportChanged(ReportRefused):
    """It is no longer what the sender saw; `report` is the provincial one as it stands now, if it is one."""

    status = CONFLICT

    def __init__(self, message: str, report: "ProvincialReport | None" = None) -> None:
        super().__init__(message)
        self.report = report
