"""The day heads of the history's chain stand in the register."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0012_layout_is_renewed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="document",
            name="document_kind_is_known",
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("briefing", "Báo cáo sơ kết (PDF)"),
                    ("workbook", "Phụ lục (bảng tính)"),
                    ("communes", "Phụ lục từng xã, thị trấn (PDF)"),
                    ("history", "Mã chuỗi lịch sử của ngày"),
                ],
                max_length=9,
                verbose_name="văn bản",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["briefing", "workbook", "communes", "history"])),
                name="document_kind_is_known",
            ),
        ),
    ]
