"""What may be known across provinces: each function answers one question, with no more than is told.

They run as the owner, behind no wall; the reads that need them call them by name.
"""

from django.db import migrations, models

OFFICER_ELSEWHERE = """
CREATE FUNCTION officer_elsewhere(number text, name_key text, asking bigint)
RETURNS TABLE (officer bigint, province bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.province_id FROM deployment_officer o
   WHERE o.service_number = number AND o.search_key = name_key AND o.province_id <> asking $$;
COMMENT ON FUNCTION officer_elsewhere IS
  'Asking another province for an officer: who knows number and name learns which province to ask.';
"""
SERVES_ELSEWHERE = """
CREATE FUNCTION serves_elsewhere(who bigint, here bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.province_id FROM deployment_assignment a
   WHERE a.officer_id = who AND a.ends_on IS NULL AND a.province_id <> here $$;
COMMENT ON FUNCTION serves_elsewhere IS
  'Before a posting: in which other province the officer serves, for the two to agree.';
"""
HELD_ELSEWHERE = """
CREATE FUNCTION is_held_elsewhere(who bigint, here bigint, first date, after date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM deployment_assignment a
                  WHERE a.officer_id = who AND a.province_id <> here
                    AND a.starts_on < after AND a.until > first) $$;
COMMENT ON FUNCTION is_held_elsewhere IS
  'Before a posting: whether another province holds the officer in that time; not where, nor in which post.';
"""


class Migration(migrations.Migration):
    dependencies = [("deployment", "0011_kept_history")]
    operations = [
        migrations.RunSQL(OFFICER_ELSEWHERE, "DROP FUNCTION officer_elsewhere"),
        migrations.RunSQL(SERVES_ELSEWHERE, "DROP FUNCTION serves_elsewhere"),
        migrations.RunSQL(HELD_ELSEWHERE, "DROP FUNCTION is_held_elsewhere"),
        migrations.RemoveIndex("assignment", "assignment_counted_on_a_day"),
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["until", "starts_on"],
                include=["commune", "post", "province"],
                condition=models.Q(force="regular"),
                name="assignment_counted_on_a_day",
            ),
        ),
    ]
