"""Work too long for a page: what somebody asked for, how far it is, what came of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Province
from deployment.choices import WorkState

ENDED = (WorkState.DONE, WorkState.FAILED, WorkState.LOST)


class Work(models.Model):
    """A piece of work that the worker does for its `owner`, in one transaction.

    kind: the name under which the function is registered (`deployment.work`), called with `arguments`.
    words: what is being done, or why it was not. result: the address that shows what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    title = models.CharField(_("việc"), max_length=200)
    language = models.CharField(max_length=10)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="works")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    job_id = models.BigIntegerField(null=True)
    state = models.CharField(_("trạng thái"), max_length=7, choices=WorkState, default=WorkState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=500, blank=True)
    result = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=WorkState.values), name="work_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, finished_at__isnull=False)
                | ~Q(state__in=ENDED) & Q(finished_at=None),
                name="work_has_ended_with_its_state",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="work_by_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def percent(self) -> int:
        """How far it is, in whole per cents; 0 where that is not known."""
        return min(100, self.done * 100 // self.total) if self.total else 0


class WorkFile(models.Model):
    """The file that a piece of work made; in the database, so that it comes with the rest or not at all."""

    work = models.OneToOneField(Work, models.CASCADE, primary_key=True, related_name="file")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
