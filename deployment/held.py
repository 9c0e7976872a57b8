"""What the database holds, or held at the end of a past day: where a record and the rule are read from.

Known is what was recorded. An event carries the moment at which its transaction began (PostgreSQL's
`now()`), so that all of one change is known together; what was begun before midnight and committed
after it counts for the day on which it was begun. Of each row, what the last event up to the end of the
day says is what was believed; a row that had been removed, or not yet written, was not believed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.calendar import HANOI
from communes.models import Commune, UnitQuerySet
from deployment.models import (
    Assignment,
    AssignmentQuerySet,
    Officer,
    StaffingRule,
    Training,
    TrainingQuerySet,
)
from deployment.models.rules import DatedQuerySet
from deployment.staffing import StaffedCommunes, staffing_on

DELETED = "delete"


def end_of(day: date) -> datetime:
    """Give the first moment after `day` in Việt Nam; the last day of the calendar does not end."""
    if day >= date.max - timedelta(days=1):
        return datetime.max.replace(tzinfo=HANOI)
    return datetime.combine(day + timedelta(days=1), time.min, HANOI)


@dataclass(frozen=True)
class Held:
    """The facts as they are held now, or as they were at the end of the day `believed_on`."""

    believed_on: date | None = None

    @property
    def postings(self) -> AssignmentQuerySet:
        """Postings; of a past day, their events, which answer to the same fields."""
        return Assignment.objects.all() if self.believed_on is None else self._believed(AssignmentQuerySet)

    @property
    def trainings(self) -> TrainingQuerySet:
        """Courses that officers have completed."""
        return Training.objects.all() if self.believed_on is None else self._believed(TrainingQuerySet)

    @property
    def rules(self) -> DatedQuerySet:
        """The staffing rules."""
        found = StaffingRule.objects.all() if self.believed_on is None else self._believed(DatedQuerySet)
        return found.select_related("commune")

    @property
    def communes(self) -> UnitQuerySet:
        return Commune.objects.all() if self.believed_on is None else self._believed(UnitQuerySet)

    def commune(self, place: Commune) -> Commune | None:
        """Give `place` as it was held; None where nothing was."""
        found = self.communes.filter(id=place.pk).select_related("district", "province").first()
        return self.facts([found])[0] if found else None

    def officers(self, ids: Iterable[int], user: User) -> dict[int, Officer]:
        """Give officers as they were held, by id; those that `user` may see."""
        if self.believed_on is None:
            return Officer.objects.in_bulk(ids)
        believed = visible_to(user, self._believed(QuerySet, Officer).filter(id__in=set(ids)))
        return {officer.pk: officer for officer in self.facts(believed.select_related("province"))}

    def rules_on(self, day: date) -> list[StaffingRule]:
        """Give the rules in force on `day`, as they were held."""
        return list(self.rules.in_force(day))

    def staffing_on(self, day: date, communes: UnitQuerySet | None = None) -> StaffedCommunes:
        """Evaluate the rule on `day` over what was held; `communes` are of `self.communes`."""
        chosen = self.communes if communes is None else communes
        return staffing_on(day, chosen, self.rules_on(day), self.postings)

    def facts(self, rows: Iterable[Any]) -> list[Any]:
        """Give rows as records of their own kind: events of a past day become what they tell of."""
        return list(rows) if self.believed_on is None else [_as_fact(event) for event in rows]

    def _believed(self, queryset: type[Any], model: type[Model] | None = None) -> Any:
        event = apps.get_model(f"{(model or MODELS[queryset])._meta.label}Event")
        if self.believed_on is None:
            raise ValueError("nothing is believed of the present: it is held")
        cut = end_of(self.believed_on)
        later = event._default_manager.filter(
            pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id"), pgh_created_at__lt=cut
        )
        known = queryset(model=event).filter(pgh_created_at__lt=cut)
        return known.filter(~Exists(later)).exclude(pgh_label=DELETED)


MODELS: dict[type[Any], type[Model]] = {
    AssignmentQuerySet: Assignment,
    TrainingQuerySet: Training,
    DatedQuerySet: StaffingRule,
    UnitQuerySet: Commune,
}
NOW = Held()


def around(held: Held) -> dict[str, Any]:
    """Give what a page says and leaves out where it shows a past belief: nothing can be changed there."""
    day = held.believed_on
    return {} if day is None else {"believed_on": day, "kept": [("believed_on", day)], "may_enter": False}


def _as_fact(event: Any) -> Any:
    model = event.pgh_tracked_model
    kept = {field.name for field in event._meta.concrete_fields}
    fields = [field for field in model._meta.concrete_fields if field.name in kept]
    fact = model.from_db("default", [f.attname for f in fields], [getattr(event, f.attname) for f in fields])
    for field in fields:
        of_event = event._meta.get_field(field.name)
        if isinstance(field, ForeignKey) and of_event.is_cached(event):
            field.set_cached_value(fact, of_event.get_cached_value(event))
    return fact


def with_officers(postings: AssignmentQuerySet, held: Held, user: User) -> list[Assignment]:
    """Give postings with their officers as those were held; of whom nothing was seen then, as they are now.

    Not joined: an officer may since have been removed, with the import that brought them, say.
    """
    if held.believed_on is None:
        return list(postings.select_related("officer"))
    facts = held.facts(postings)
    ids = {posting.officer_id for posting in facts}
    known = Officer.objects.in_bulk(ids) | held.officers(ids, user)
    for posting in facts:
        posting.officer = known.get(posting.officer_id) or Officer(
            pk=posting.officer_id, full_name=_("(không còn hồ sơ)")
        )
    return facts
