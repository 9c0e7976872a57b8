"""The request of somebody who has signed in, as every view but a few listed ones gets it."""

from django.http import HttpRequest

from accounts.models import User


class UserRequest(HttpRequest):
    """`LoginRequiredMiddleware` lets no other through."""

    user: User
    records_read: int  # told by views that give personal records, for the log of reading
