"""Which provinces' rows the database shows to what runs now: the second wall's one variable.

The database connection (`config.walled`) tells PostgreSQL the present sight in every transaction, and
the policies of `config.walls` let through those provinces' rows alone. What is said nowhere is nothing:
a new thread, a job or a script sees no row until it says for whom it works.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

NOBODY, NATION = "", "*"
Item = TypeVar("Item")
_present: ContextVar[str] = ContextVar("sight", default=NOBODY)


def present_sight() -> str:
    """Give what is in sight now: NATION, NOBODY, or the ids of provinces with commas between."""
    return _present.get()


def of_provinces(*province_ids: int) -> str:
    """Give the sight of those provinces."""
    return ",".join(str(int(number)) for number in sorted(set(province_ids)))


@contextmanager
def seeing(sight: str) -> Iterator[None]:
    """See that much, and afterwards what was seen before."""
    before = _present.get()
    _present.set(sight)
    try:
        yield
    finally:
        _present.set(before)  # no token: a generator's end may run in another context


@contextmanager
def seeing_also(*province_ids: int) -> Iterator[None]:
    """Look past the wall at those provinces too. Each use says what for; there are few of them."""
    present = _present.get()
    own = [int(number) for number in present.split(",")] if present not in (NATION, NOBODY) else []
    with seeing(NATION if present == NATION else of_provinces(*own, *province_ids)):
        yield


def seen_through(items: Iterable[Item], sight: str) -> Generator[Item, None, None]:
    """Yield `items`, each of them made under `sight`: for answers that are sent piece by piece."""
    with seeing(sight):
        yield from items
