"""What is recorded of a model's rows: every insert, change and removal, by database triggers."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models


def recorded(*without: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Record every insert, change and removal of a model's rows, without the fields named `without`.

    Makes the model `<Name>Event`: a copy of the row after each event (of the removed row, before).
    """
    kept: dict[str, Any] = {"exclude": list(without)} if without else {}
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **kept)
