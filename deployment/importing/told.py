"""What a receipt tells of one thing that an import wrote, whichever kind of file it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.scope import visible_to
from deployment.models import Officer


@dataclass(frozen=True)
class Named:
    """An officer; `linked`: whether the reader may open the page."""

    id: int
    name: str
    number: str
    linked: bool


@dataclass(frozen=True)
class Told:
    """One thing that was written. commune, left: a code and a name; details: what changed, from what to what.

    row: of the file, 0 where nobody kept it. what: the post, or the course.
    """

    row: int
    outcome: str
    officer: Named | None
    commune: tuple[str, str] | None = None
    left: tuple[str, str] | None = None
    what: str = ""
    first_day: date | None = None
    last_day: date | None = None
    certificate: str = ""
    details: str = ""


def named(ids: set[int], known: Mapping[int, tuple[str, str]], user: User) -> dict[int, Named]:
    """Give officers by id: as they are where `user` may see them, else as the import knew them."""
    seen = visible_to(user, Officer.objects.filter(pk__in=ids)).values_list(
        "pk", "full_name", "service_number"
    )
    found = {pk: Named(pk, name, number, linked=True) for pk, name, number in seen}
    return {pk: Named(pk, *known[pk], linked=False) for pk in ids if pk in known} | found
