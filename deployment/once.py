"""A form sent twice makes one change."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from deployment.models import Submission


class AlreadyDone(Exception):
    """This very form was carried out before; `target` is where it led."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target


@transaction.atomic
def once(*, token: UUID, user: User, act: Callable[[], str]) -> str:
    """Carry out `act` unless the form `token` was carried out before; both or neither is stored.

    act: makes the change and gives the address that shows it. Raises AlreadyDone, and what `act`
    raises. A second sending that arrives during the first waits for it.
    """
    try:
        with transaction.atomic():
            submission = Submission.objects.create(token=token, user=user, target="")
    except IntegrityError as error:
        done = Submission.objects.filter(token=token, user=user).first()
        raise AlreadyDone(done.target if done else "/") from error
    submission.target = act()
    submission.save(update_fields=["target"])
    return submission.target
