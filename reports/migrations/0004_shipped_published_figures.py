"""The published figures that are known: the conference's, and those of provinces."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parents[1] / "data" / "published_figures.csv"


def ship(apps, schema_editor):
    figures = apps.get_model("reports", "PublishedFigure").objects
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures.create(
                **{name: value or (None if name in NULLABLE else "") for name, value in row.items()}
            )


def withdraw(apps, schema_editor):
    apps.get_model("reports", "PublishedFigure").objects.filter(entered_by=None).delete()


NULLABLE = {"as_of", "denominator", "published_on"}


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_published_figures")]
    operations = [migrations.RunPython(ship, withdraw)]
