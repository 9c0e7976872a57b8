"""What is recorded of a model's rows: every insert, change and removal, by database triggers."""

from collections.abc import Callable, Sequence
from typing import Any

import pghistory
import pgtrigger
from django.db import models

# Statement triggers see bulk writes, raw SQL and COPY; TRUNCATE shows them no rows, so it is refused.
REFUSAL = """
RAISE EXCEPTION 'history: TRUNCATE of % cannot be recorded; delete the rows', TG_TABLE_NAME
  USING ERRCODE = 'object_not_in_prerequisite_state';
"""


def no_truncate() -> pgtrigger.Trigger:
    """Give the trigger that refuses to empty a table unseen."""
    return pgtrigger.Trigger(
        name="no_truncate",
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        func=REFUSAL,
    )


def recorded(
    *without: str, found_by: Sequence[str] = ()
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Record every insert, change and removal of a model's rows, without the fields named `without`.

    Makes the model `<Name>Event`: a copy of the row after each event (of the removed row, before). Events
    are found by time, by province and time, by the page or command behind them, and by each of `found_by`.
    """

    def record(model: type[models.Model]) -> type[models.Model]:
        kept: dict[str, Any] = {"exclude": list(without)} if without else {}
        pgtrigger.register(no_truncate())(model)
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            meta={"indexes": _indexes(model, found_by), "triggers": [no_truncate()]},
            **kept,
        )(model)

    return record


def _indexes(model: type[models.Model], found_by: Sequence[str]) -> list[models.Index]:
    by_time = ("pgh_created_at", "pgh_id")
    has_province = any(field.name == "province" for field in model._meta.local_fields)
    keys = [by_time, ("pgh_context",), *((name,) for name in found_by)]
    return [models.Index(fields=key) for key in (*keys, *([("province", *by_time)] if has_province else []))]
