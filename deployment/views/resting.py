"""A form that changes postings says which reports rest on the days it touches: before it is sent, after."""

from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Model

from accounts.requests import UserRequest
from deployment.models import Assignment
from deployment.resting import told_after, words_before


class Touches(Enum):
    """Which days a form may change the postings of. BY_THE_FORCE: any, but hardly ever: told after alone."""

    NOTHING, ANY_DAY, FROM_ITS_START, BY_THE_FORCE = range(4)


class RestingMixin:
    """For a view whose `perform` makes the change, and whose `seen_record` is the posting it is about."""

    touches = Touches.NOTHING
    request: UserRequest

    def perform(self, form: Any) -> str:
        raise NotImplementedError

    def seen_record(self) -> Model | None:
        raise NotImplementedError

    def performed(self, form: Any) -> str:
        """Make the change, and tell which reports it has moved away from."""
        if self.touches == Touches.NOTHING:
            return self.perform(form)
        with told_after(self.request):
            return self.perform(form)

    def resting(self) -> list[str]:
        """Say which reports rest on days that the change may touch."""
        if self.touches in (Touches.NOTHING, Touches.BY_THE_FORCE):
            return []
        return words_before(self.request.user, self._since())

    def _since(self) -> date | None:
        posting = self.seen_record() if self.touches == Touches.FROM_ITS_START else None
        return posting.starts_on if isinstance(posting, Assignment) else None
