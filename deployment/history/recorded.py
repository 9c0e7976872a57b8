"""The recorded tables, and which of their events a reader sees."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.text import capfirst

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Province
from deployment.history.words import TABLES

UNTOLD = {"id", "sort_key", "search_key", "short_name", "until", "is_synthetic", "sha256", "content_type"}
NATIONAL_APPS = {"accounts"}  # who has an account is not told to the provinces


@dataclass(frozen=True)
class RecordedTable:
    """One table of facts and the model of its events."""

    event: type[Model]

    @property
    def tracked(self) -> type[Model]:
        return self.event.pgh_tracked_model  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        """The table as it is named in addresses."""
        return str(self.tracked._meta.model_name)

    @property
    def label(self) -> str:
        return str(capfirst(str(TABLES.get(self.name) or self.tracked._meta.verbose_name)))

    @property
    def fields(self) -> list[Field]:
        """The recorded fields, as the table of facts declares them."""
        kept = {field.name for field in self.event._meta.concrete_fields}
        return [field for field in self.tracked._meta.concrete_fields if field.name in kept]

    @property
    def told(self) -> list[Field]:
        """Those that mean something to people."""
        return [field for field in self.fields if field.name not in UNTOLD]

    @property
    def provinces(self) -> list[str]:
        """The fields that say whose the record is; none: the nation's."""
        if self.tracked._meta.app_label in NATIONAL_APPS:
            return []
        keys = [field for field in self.fields if isinstance(field, ForeignKey)]
        return [field.name for field in keys if field.related_model is Province]

    def visible_to(self, user: User, events: QuerySet[Any] | None = None) -> QuerySet[Any]:
        """Give the events that `user` may see: those of the time when the record was of their province."""
        found = self.event._default_manager.all() if events is None else events
        if user.sees_nation:
            return found
        own = found.none()
        for path in self.provinces:
            own = own | visible_to(user, found, province=path)
        return own


@cache
def recorded_tables() -> dict[str, RecordedTable]:
    """Give every recorded table by its name."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {table.name: table for table in map(RecordedTable, events)}


def tables_for(user: User) -> dict[str, RecordedTable]:
    """Give the tables of which `user` may see events."""
    tables = recorded_tables()
    return {name: table for name, table in tables.items() if user.sees_nation or table.provinces}
