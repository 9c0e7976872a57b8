"""What a sealed report carries beside the day's staffing, guarded like its other rows."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE TRIGGER sealed BEFORE UPDATE OR DELETE ON reports_frozenline
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sealed_rows();
CREATE TRIGGER sealed_truncate BEFORE TRUNCATE ON reports_frozenline
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_sealed_rows();
CREATE TRIGGER sealed_additions AFTER INSERT ON reports_frozenline REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_additions_to_sealed_report();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("communes", "0004_kept_history"),
        ("reports", "0013_history_heads"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("trend", "Diễn biến theo tháng"),
                            ("forecast", "Dự báo và thời hạn"),
                            ("support", "Điều kiện bảo đảm"),
                            ("wards", "Công an phường điển hình, kiểu mẫu"),
                            ("published", "Đối chiếu số liệu đã công bố"),
                        ],
                        max_length=9,
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "province",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.province",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="reports.nationalreport",
                    ),
                ),
            ],
            options={
                "ordering": ["matter", "place"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "matter", "place"), name="line_is_frozen_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matter__in", ["trend", "forecast", "support", "wards", "published"])
                        ),
                        name="frozen_matter_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),  # triggers go with their table
    ]
