"""Which tables are chained, and in which book."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

HISTORY = "history"


@dataclass(frozen=True)
class ChainedTable:
    """A table to which rows are only ever added, as the chain reads it."""

    model: type[Model]
    book: str
    time: str

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def columns(self) -> list[str]:
        """All columns, in the order of their names: those that a new part hashes."""
        return sorted(str(field.column) for field in self.model._meta.concrete_fields)

    @property
    def context(self) -> str:
        """The column that names account and page, as SQL."""
        return "pgh_context_id" if self.book == HISTORY else "NULL::uuid"


def chained_tables() -> dict[str, ChainedTable]:
    """Give every chained table by its name: all history, and models that name their book."""
    return {table.name: table for table in _chained()}


def _chained() -> Iterator[ChainedTable]:
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            yield ChainedTable(model, HISTORY, "pgh_created_at")
        elif hasattr(model, "chained_in"):
            yield ChainedTable(model, model.chained_in, "at")


def hashed(columns: list[str], row: str) -> str:
    """Give the SQL of the SHA-256 of a row's `columns`; its text is that under PLAIN_TEXT."""
    values = ", ".join(f'{row}."{column}"' for column in columns)
    return f"sha256(convert_to(ROW({values})::text, 'UTF8'))"


# Under these a row has the same text whoever asks, wherever.
PLAIN_TEXT = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
