"""What is sealed stays: no change, no removal, no emptying, and nothing added to a sealed report."""

from django.db import migrations

FROZEN = ("nationalreport", "frozencommune", "frozenposting", "issue", "copy", "document")

REFUSE = """
CREATE FUNCTION refuse_change_of_sealed_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    -- an empty table may be emptied: that is how tests begin
    IF NOT EXISTS (SELECT 1 FROM reports_nationalreport UNION ALL SELECT 1 FROM reports_document) THEN
      RETURN NULL;
    END IF;
  END IF;
  RAISE EXCEPTION 'Dữ liệu đã niêm phong (bảng %) không sửa, không xóa được; hãy lập bản đính chính.',
    TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME,
    CONSTRAINT = 'sealed_rows_stay';
END $$;
CREATE FUNCTION refuse_additions_to_sealed_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The report itself is written last, when all its rows are there.
  IF EXISTS (SELECT 1 FROM new_rows n JOIN reports_nationalreport r ON r.id = n.report_id) THEN
    RAISE EXCEPTION 'Báo cáo đã niêm phong: không thêm dòng vào được; hãy lập bản đính chính.'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sealed_rows_stay';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_additions_to_sealed_commune() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n JOIN reports_frozencommune c ON c.id = n.commune_id
               JOIN reports_nationalreport r ON r.id = c.report_id) THEN
    RAISE EXCEPTION 'Báo cáo đã niêm phong: không thêm dòng vào được; hãy lập bản đính chính.'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sealed_rows_stay';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sealed_additions AFTER INSERT ON reports_frozencommune REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_additions_to_sealed_report();
CREATE TRIGGER sealed_additions AFTER INSERT ON reports_frozenposting REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_additions_to_sealed_commune();
"""
ALLOW = """
DROP FUNCTION refuse_additions_to_sealed_commune() CASCADE;
DROP FUNCTION refuse_additions_to_sealed_report() CASCADE;
DROP FUNCTION refuse_change_of_sealed_rows() CASCADE;
"""


def sealed(table: str) -> migrations.RunSQL:
    """Refuse any change of the rows of a table."""
    return migrations.RunSQL(
        f"CREATE TRIGGER sealed BEFORE UPDATE OR DELETE ON reports_{table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sealed_rows();"
        f"CREATE TRIGGER sealed_truncate BEFORE TRUNCATE ON reports_{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_sealed_rows();",
        f"DROP TRIGGER sealed_truncate ON reports_{table}; DROP TRIGGER sealed ON reports_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_national_reports")]
    operations = [migrations.RunSQL(REFUSE, ALLOW), *(sealed(table) for table in FROZEN)]
