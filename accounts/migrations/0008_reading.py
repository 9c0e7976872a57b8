"""The log of reading, and the register of purposes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_recently_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Purpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="mục đích")),
                ("ground", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("data", models.CharField(max_length=300, verbose_name="dữ liệu")),
                ("starts_on", models.DateField(verbose_name="từ ngày")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "ordering": ["code", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "starts_on"), name="purpose_starts_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="purpose_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        db_index=True,
                        verbose_name="lúc",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="tài khoản")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="địa chỉ máy")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("read", "Đã đọc"),
                            ("forbidden", "Bị từ chối: vai trò không được làm"),
                            ("elsewhere", "Bị từ chối: bản ghi của đơn vị khác"),
                            ("unknown", "Không có bản ghi như vậy"),
                            ("sign_in", "Đăng nhập không thành công"),
                            ("token", "Mã truy cập API không dùng được"),
                        ],
                        max_length=9,
                        verbose_name="kết quả",
                    ),
                ),
                ("route", models.CharField(max_length=100, verbose_name="trang")),
                ("method", models.CharField(max_length=7)),
                ("path", models.CharField(max_length=300, verbose_name="địa chỉ")),
                ("query", models.CharField(blank=True, max_length=500, verbose_name="bộ lọc")),
                ("status", models.PositiveSmallIntegerField()),
                ("records", models.PositiveIntegerField(null=True, verbose_name="số bản ghi")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.purpose",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["account", "-id"], name="readings_of_an_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["read", "forbidden", "elsewhere", "unknown", "sign_in", "token"])
                        ),
                        name="reading_outcome_is_known",
                    )
                ],
            },
        ),
    ]
