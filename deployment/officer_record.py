"""One person on a day, as the page shows them: who, where now, where before and after."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from deployment.context_bar import ContextBar
from deployment.models import Assignment, Officer


@dataclass(frozen=True)
class OfficerRecord:
    """`postings` are all that `user` may see, the newest first."""

    officer: Officer
    day: date
    bar: ContextBar
    postings: tuple[Assignment, ...]
    limited_to: str

    @classmethod
    def on(cls, day: date, officer: Officer, user: User) -> Self:
        """Read the record of `officer` as `user` may see it."""
        visible = visible_to(user, Assignment.objects.filter(officer=officer))
        postings = visible.select_related("commune__district", "province").order_by("-starts_on")
        limited_to = user.province.name if user.is_provincial and user.province else ""
        bar = ContextBar.on(day, _("Hồ sơ một cán bộ"))
        return cls(officer, day, bar, tuple(postings), limited_to)

    @property
    def present(self) -> Assignment | None:
        """The posting held on the day."""
        held = (p for p in self.postings if p.starts_on <= self.day < p.until)
        return next(held, None)

    @property
    def age(self) -> int:
        """Full years of age on the day."""
        born, day = self.officer.date_of_birth, self.day
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
