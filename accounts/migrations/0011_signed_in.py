"""A sign-in is in the log of reading too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_notices"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reading",
            name="reading_outcome_is_known",
        ),
        migrations.AlterField(
            model_name="reading",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("read", "Đã đọc"),
                    ("forbidden", "Bị từ chối: vai trò không được làm"),
                    ("elsewhere", "Bị từ chối: bản ghi của đơn vị khác"),
                    ("unknown", "Không có bản ghi như vậy"),
                    ("signed_in", "Đã đăng nhập"),
                    ("sign_in", "Đăng nhập không thành công"),
                    ("token", "Mã truy cập API không dùng được"),
                ],
                max_length=9,
                verbose_name="kết quả",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["read", "forbidden", "elsewhere", "unknown", "signed_in", "sign_in", "token"],
                    )
                ),
                name="reading_outcome_is_known",
            ),
        ),
    ]
