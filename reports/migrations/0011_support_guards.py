"""What Django cannot declare: a condition's province is its report's and its commune's."""

from django.db import migrations

KEYS = """
ALTER TABLE reports_supportcondition
  ADD CONSTRAINT support_lies_in_its_reports_province FOREIGN KEY (report_id, province_id)
      REFERENCES reports_provincialreport (id, province_id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT support_lies_in_its_communes_province FOREIGN KEY (commune_id, province_id)
      REFERENCES communes_commune (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
NO_KEYS = """
ALTER TABLE reports_supportcondition
  DROP CONSTRAINT support_lies_in_its_communes_province,
  DROP CONSTRAINT support_lies_in_its_reports_province;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_support_conditions")]
    operations = [migrations.RunSQL(KEYS, NO_KEYS)]
