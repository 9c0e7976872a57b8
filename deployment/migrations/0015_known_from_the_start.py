"""Record the rows that were shipped before anything was recorded, so that past belief knows them."""

from django.db import migrations

SHIPPED = {
    "staffingrule": "id, kind, trait, commune_id, minimum, chief_required, starts_on, ends_on, source",
    "rankceiling": "id, post, rank, starts_on, ends_on, source",
}


def known(table: str, columns: str) -> migrations.RunSQL:
    """Insert the event that is missing; taken back it would be lost history, so it stays."""
    return migrations.RunSQL(
        f"""
        INSERT INTO deployment_{table}event (pgh_created_at, pgh_label, pgh_obj_id, {columns})
        SELECT now(), 'insert', id, {columns} FROM deployment_{table} AS stored
         WHERE NOT EXISTS (SELECT FROM deployment_{table}event AS told WHERE told.pgh_obj_id = stored.id)
         ORDER BY id
        """,
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("deployment", "0014_ward_guards")]
    operations = [known(table, columns) for table, columns in SHIPPED.items()]
