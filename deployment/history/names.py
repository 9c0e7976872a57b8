"""The names of the records that recorded rows point to, as they are called now, in one query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Model, Value
from django.db.models.functions import Cast, Concat

CALLED = ("full_name", "username", "title", "name", "file_name", "text")


def names_of(wanted: Iterable[tuple[type[Model], Any]]) -> dict[tuple[str, Any], str]:
    """Give the names of the wanted records that are there and have one, by table and key."""
    by_model: dict[type[Model], set[Any]] = {}
    for model, key in wanted:
        by_model.setdefault(model, set()).add(key)
    branches = [
        model._default_manager.filter(pk__in=keys)
        .order_by()
        .annotate(called=expression)
        .values_list(Value(str(model._meta.model_name)), "pk", "called")
        for model, keys in by_model.items()
        if (expression := _expression(model))
    ]
    if not branches:
        return {}
    first, *others = branches
    every = first.union(*others, all=True) if others else first
    return {(table, key): name for table, key, name in every}


def _expression(model: type[Model]) -> Any:
    fields = {field.name for field in model._meta.concrete_fields}
    called = next((name for name in CALLED if name in fields), None)
    if called is None:
        return None
    if "service_number" in fields:
        return Concat(F(called), Value(" ("), F("service_number"), Value(")"), output_field=CharField())
    return Cast(called, CharField())
