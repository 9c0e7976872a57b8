"""How far the data have moved: what a stored page is checked against."""

from typing import NamedTuple

from django.db.models import Q, Sum

from deployment.models import DataVersion


class Versions(NamedTuple):
    """`data`: raised by every committed change of postings, units or rules; `ground`: by all but postings
    and communes."""

    data: int
    ground: int


def versions() -> Versions:
    """Give both numbers.

    Read them BEFORE computing what is stored under them: the stored page may then be newer than its
    number, never older.
    """
    sums = DataVersion.objects.aggregate(
        data=Sum("version", default=0), ground=Sum("version", filter=Q(province=None), default=0)
    )
    return Versions(sums["data"], sums["ground"])


def data_version() -> int:
    """Give a number that every committed change of postings, units or rules raises."""
    return versions().data
