"""One person on a day, as the page shows them: who, where now, where before and after."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.calendar import full_years
from deployment.axis import Axis
from deployment.context_bar import ContextBar
from deployment.held import NOW, Held
from deployment.listed import offers_listed
from deployment.models import Assignment, Officer, Training, TransferOffer
from deployment.timeline import Timeline


@dataclass(frozen=True)
class OfficerRecord:
    """`postings` are all that the reader may see, the newest first; `limited_to` names their province,
    where the reader sees one alone; `trainings`: the courses completed, the latest first;
    `offers`: a transfer asked for that waits for the answer."""

    officer: Officer
    day: date
    bar: ContextBar
    postings: tuple[Assignment, ...]
    limited_to: str
    trainings: tuple[Training, ...] = ()
    offers: tuple[TransferOffer, ...] = ()

    @classmethod
    def on(cls, day: date, officer: Officer, user: User, held: Held = NOW) -> Self:
        """Read the record of `officer`, who is as `held` has them, as `user` may see it."""
        visible = visible_to(user, held.postings.filter(officer=officer.pk))
        postings = held.facts(visible.select_related("commune__district", "province").order_by("-starts_on"))
        trained = visible_to(user, held.trainings.filter(officer=officer.pk))
        trainings = held.facts(trained.order_by("-completed_on", "course"))
        province = user.province
        limited_to = province.name if province else ""
        bar = ContextBar.on(day, _("Hồ sơ một cán bộ"))
        open_offers = () if held.believed_on else offers_listed(user).open().filter(officer=officer)
        return cls(officer, day, bar, tuple(postings), limited_to, tuple(trainings), tuple(open_offers))

    @property
    def present(self) -> Assignment | None:
        """The posting held on the day."""
        held = (p for p in self.postings if p.starts_on <= self.day < p.until)
        return next(held, None)

    @property
    def later(self) -> Assignment | None:
        """The first posting that begins after the day."""
        later = [posting for posting in self.postings if posting.starts_on > self.day]
        return later[-1] if later else None

    @property
    def timeline(self) -> Timeline | None:
        """The postings begun on or before the day, drawn."""
        begun = [posting for posting in self.postings if posting.starts_on <= self.day]
        if not begun:
            return None
        return Timeline.of_officer(Axis.spanning(begun[-1].starts_on, self.day), begun)

    @property
    def age(self) -> int:
        """Full years of age on the day."""
        return full_years(self.officer.date_of_birth, self.day)
