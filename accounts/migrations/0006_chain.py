"""The chain over the history; `accounts.chain.raising` puts its triggers on after each `migrate`."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Parts whose transaction has not committed yet: empty for everybody else. Unlogged, since nothing in it
# outlives a transaction.
DUE = "CREATE UNLOGGED TABLE accounts_chaindue (part bigint PRIMARY KEY, book varchar(20) NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_attempts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("book", models.CharField(max_length=20)),
                ("number", models.BigIntegerField(verbose_name="số")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("events", models.IntegerField(verbose_name="số thay đổi")),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "ordering": ["book", "number"],
                "indexes": [models.Index(fields=["book", "at"], name="links_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("book", "number"), name="links_of_a_book_are_numbered")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("book", models.CharField(max_length=20)),
                ("table", models.CharField(max_length=63)),
                ("columns", models.TextField()),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("digests", models.BinaryField()),
                (
                    "contexts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("context_digests", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["table", "id"], name="parts_of_a_table")],
            },
        ),
        migrations.RunSQL(DUE, "DROP TABLE accounts_chaindue"),
    ]
