"""What somebody had typed when the session ended, until it is sent again."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from communes.models import Province

MOST_KEPT_BYTES = 400_000


class KeptForm(models.Model):
    """The fields of one form, encrypted for the account they belong to (`accounts.signing_in.kept_forms`).

    page: the address that shows the form; province: the account's own when it was kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    page = models.CharField(max_length=500)
    content = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="a_page_has_one_kept_form"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("content"), MOST_KEPT_BYTES), name="kept_form_is_bounded"
            ),
        ]
