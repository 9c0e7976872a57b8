"""What personal data are processed for, with the ground in force from each day."""

from datetime import date

from django.db import migrations

ORGANISING = "Luật Công an nhân dân 37/2018/QH14; Nghị định 42/2021/NĐ-CP"
DECREE, LAW = "Nghị định 13/2023/NĐ-CP", "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"
SINCE, DECREED, LEGISLATED = date(2018, 7, 1), date(2023, 7, 1), date(2026, 1, 1)
PERSON = "Số hiệu, họ tên, ngày sinh, giới tính, cấp bậc, chức vụ, nơi công tác"
PURPOSES = {
    "bo-tri": ("Quản lý, bố trí Công an xã chính quy", PERSON),
    "bao-cao": ("Tổng hợp, báo cáo kết quả bố trí Công an xã", "Họ tên, cấp bậc, chức vụ, nơi công tác"),
    "dieu-chuyen": ("Điều động cán bộ giữa các đơn vị", PERSON),
    "kiem-tra": ("Kiểm tra, giám sát việc ghi và sửa dữ liệu", PERSON),
}
TIMES = (
    (SINCE, DECREED, ORGANISING),
    (DECREED, LEGISLATED, f"{ORGANISING}; {DECREE}"),
    (LEGISLATED, None, f"{ORGANISING}; {LAW}"),
)


def ship(apps, schema_editor):
    purpose = apps.get_model("accounts", "Purpose")
    purpose.objects.bulk_create(
        purpose(code=code, name=name, data=data, ground=ground, starts_on=starts_on, ends_on=ends_on)
        for code, (name, data) in PURPOSES.items()
        for starts_on, ends_on, ground in TIMES
    )


def take_back(apps, schema_editor):
    apps.get_model("accounts", "Purpose").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_reading")]
    operations = [migrations.RunPython(ship, take_back)]
