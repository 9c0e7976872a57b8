"""What Django cannot declare: each row's province is its report's, and a report moves the data version."""

from django.db import migrations

OF_A_REPORT = ("narrative", "explanation", "attachment", "reportsubmission", "returnreason", "reportevent")
OF_A_SUBMISSION = ("submittedcommune", "submittedwarning")


def same_province(table: str, parent: str, column: str) -> migrations.RunSQL:
    """Let the database refuse a row whose province is not its parent's."""
    name = f"{table}_lies_in_its_province"
    return migrations.RunSQL(
        f"ALTER TABLE reports_{table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, province_id)"
        f" REFERENCES reports_{parent} (id, province_id) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE reports_{table} DROP CONSTRAINT {name};",
    )


def raises_version(event: str, rows: str, function: str) -> migrations.RunSQL:
    """Raise the data version, under which pages with a report's standing are stored."""
    name = f"data_version_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON reports_provincialreport REFERENCING {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON reports_provincialreport;",
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_periods"), ("deployment", "0002_guards")]
    operations = [
        *(same_province(table, "provincialreport", "report_id") for table in OF_A_REPORT),
        *(same_province(table, "reportsubmission", "submission_id") for table in OF_A_SUBMISSION),
        raises_version("INSERT", "NEW TABLE AS new_rows", "raise_data_version_of_new_rows"),
        raises_version("DELETE", "OLD TABLE AS old_rows", "raise_data_version_of_old_rows"),
        raises_version(
            "UPDATE",
            "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            "raise_data_version_of_old_and_new_rows",
        ),
    ]
