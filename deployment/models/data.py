"""About the data as a whole: how far they have moved, and whether they are synthetic."""

from django.db import models

from communes.models import Province


class DataVersion(models.Model):
    """How often what a figure is made of has changed, by province (none: what holds for all).

    Database triggers raise it in the transaction that writes, so that a stored page with the present
    version cannot be stale; a row for each province, so that imports do not wait for one another.
    """

    province = models.ForeignKey(Province, models.CASCADE, null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province"], nulls_distinct=False, name="one_version_for_a_province"
            )
        ]


class Dataset(models.Model):
    """What was loaded as synthetic data; there is at most one row, and none in real use."""

    as_of = models.DateField()
    seed = models.IntegerField()
    scale = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="at_most_one_synthetic_dataset"),
        ]
