"""What Django cannot declare: composite foreign keys, the commune's days, the data version."""

from django.db import migrations

COMPOSITE_KEYS = """
ALTER TABLE communes_commune
  ADD CONSTRAINT commune_lies_in_its_districts_province FOREIGN KEY (district_id, province_id)
      REFERENCES communes_district (id, province_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deployment_assignment
  ADD CONSTRAINT assignment_repeats_the_officers_force FOREIGN KEY (officer_id, force)
      REFERENCES deployment_officer (id, force) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT assignment_repeats_the_communes_province FOREIGN KEY (commune_id, province_id)
      REFERENCES communes_commune (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
NO_COMPOSITE_KEYS = """
ALTER TABLE deployment_assignment
  DROP CONSTRAINT assignment_repeats_the_communes_province,
  DROP CONSTRAINT assignment_repeats_the_officers_force;
ALTER TABLE communes_commune DROP CONSTRAINT commune_lies_in_its_districts_province;
"""

# A posting may be open beyond the commune's last day (it stops counting then), but not begin or end
# outside its days. Statement triggers: one look at all the rows of a bulk write.
COMMUNE_DAYS = """
CREATE FUNCTION refuse_stray_assignment(assignment bigint, commune text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'assignment % lies outside the days of commune %', assignment, commune
    USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_lies_within_the_communes_days',
          TABLE = 'deployment_assignment';
END $$;
CREATE FUNCTION assignments_stay_within_their_communes_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_stray_assignment(a.id, c.code)
     FROM new_rows a JOIN communes_commune c ON c.id = a.commune_id
    WHERE a.starts_on < c.exists_from OR a.starts_on >= c.exists_until OR a.ends_on > c.exists_until;
  RETURN NULL;
END $$;
CREATE FUNCTION communes_keep_their_assignments_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_stray_assignment(a.id, c.code)
     FROM new_rows c JOIN deployment_assignment a ON a.commune_id = c.id
    WHERE a.starts_on < c.exists_from OR a.starts_on >= c.exists_until OR a.ends_on > c.exists_until;
  RETURN NULL;
END $$;
"""
NO_COMMUNE_DAYS = """
DROP FUNCTION communes_keep_their_assignments_days() CASCADE;
DROP FUNCTION assignments_stay_within_their_communes_days() CASCADE;
DROP FUNCTION refuse_stray_assignment(bigint, text) CASCADE;
"""

DATA_VERSION = """
CREATE FUNCTION raise_data_version(changed bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO deployment_dataversion (province_id, version)
  SELECT DISTINCT p, 1 FROM unnest(changed) AS p ORDER BY p  -- one order, so that writers do not cross
  ON CONFLICT (province_id) DO UPDATE SET version = deployment_dataversion.version + 1;
$$;
CREATE FUNCTION raise_data_version_of_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_data_version(ARRAY(SELECT DISTINCT province_id FROM new_rows)); RETURN NULL;
END $$;
CREATE FUNCTION raise_data_version_of_old_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_data_version(ARRAY(SELECT DISTINCT province_id FROM old_rows)); RETURN NULL;
END $$;
CREATE FUNCTION raise_data_version_of_old_and_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_data_version(ARRAY(SELECT province_id FROM old_rows UNION SELECT province_id FROM new_rows));
  RETURN NULL;
END $$;
CREATE FUNCTION raise_data_version_of_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_data_version(ARRAY[NULL::bigint]); RETURN NULL;
END $$;
"""
NO_DATA_VERSION = """
DROP FUNCTION raise_data_version_of_all() CASCADE;
DROP FUNCTION raise_data_version_of_old_and_new_rows() CASCADE;
DROP FUNCTION raise_data_version_of_old_rows() CASCADE;
DROP FUNCTION raise_data_version_of_new_rows() CASCADE;
DROP FUNCTION raise_data_version(bigint[]) CASCADE;
"""

ROW_TABLES = ("deployment_assignment", "communes_commune")
WHOLE_TABLES = ("communes_region", "communes_province", "communes_district", "deployment_staffingrule")
EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows", "raise_data_version_of_new_rows"),
    ("DELETE", "OLD TABLE AS old_rows", "raise_data_version_of_old_rows"),
    (
        "UPDATE",
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "raise_data_version_of_old_and_new_rows",
    ),
)


def trigger(name: str, event: str, table: str, function: str, referencing: str = "") -> migrations.RunSQL:
    """Make one statement trigger."""
    seen = f"REFERENCING {referencing}" if referencing else ""
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} {seen}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
    )


def version_triggers() -> list[migrations.RunSQL]:
    """Make the triggers that raise the data version."""
    by_province = [
        trigger(f"data_version_{event.lower()}", event, table, function, rows)
        for table in ROW_TABLES
        for event, rows, function in EVENTS
    ]
    of_all = [
        trigger("data_version", "INSERT OR UPDATE OR DELETE OR TRUNCATE", table, "raise_data_version_of_all")
        for table in WHOLE_TABLES
    ]
    emptied = [
        trigger("data_version_truncate", "TRUNCATE", table, "raise_data_version_of_all")
        for table in ROW_TABLES
    ]
    return by_province + of_all + emptied


DAYS = "assignments_stay_within_their_communes_days"
COMMUNES = "communes_keep_their_assignments_days"


class Migration(migrations.Migration):
    dependencies = [("deployment", "0001_initial")]
    operations = [
        migrations.RunSQL(COMPOSITE_KEYS, NO_COMPOSITE_KEYS),
        migrations.RunSQL(COMMUNE_DAYS, NO_COMMUNE_DAYS),
        trigger("within_commune_insert", "INSERT", "deployment_assignment", DAYS, "NEW TABLE AS new_rows"),
        trigger("within_commune_update", "UPDATE", "deployment_assignment", DAYS, "NEW TABLE AS new_rows"),
        trigger("assignments_within", "UPDATE", "communes_commune", COMMUNES, "NEW TABLE AS new_rows"),
        migrations.RunSQL(DATA_VERSION, NO_DATA_VERSION),
        *version_triggers(),
    ]
