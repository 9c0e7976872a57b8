"""The receipts of past imports, as they may be read."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.scope import visible_to
from deployment.models import Receipt


def receipts_of(user: User) -> QuerySet[Receipt]:
    """Give the receipts that `user` may see, the newest first, without the bulk of what they changed."""
    receipts = Receipt.objects.select_related("user", "province", "reverted_by")
    return visible_to(user, receipts.defer("changes", "warnings"))
