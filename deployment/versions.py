"""How far the data have moved: what a stored page is checked against."""

from django.db.models import Sum

from deployment.models import DataVersion


def data_version() -> int:
    """Give a number that every committed change of postings, units or rules raises.

    Read it BEFORE computing what is stored under it: the stored page may then be newer than its
    number, never older.
    """
    return DataVersion.objects.aggregate(version=Sum("version"))["version"] or 0
