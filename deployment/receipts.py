"""The receipts of past imports, as they may be read."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.scope import visible_to
from deployment.models import Receipt


def receipts_of(user: User) -> QuerySet[Receipt]:
    """Give the receipts that `user` may see, the newest first, without the bulk of what they changed."""
    return whole_receipts_of(user).defer("changes", "warnings")


def whole_receipts_of(user: User) -> QuerySet[Receipt]:
    """Give the receipts that `user` may see, with all that they changed."""
    return visible_to(user, Receipt.objects.select_related("user", "province", "reverted_by"))
