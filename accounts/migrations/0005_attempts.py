"""Where failed sign-ins and used codes are counted, for all processes together (Django's database cache)."""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE accounts_attempts (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX accounts_attempts_expires ON accounts_attempts (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_kept_history")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE accounts_attempts")]
