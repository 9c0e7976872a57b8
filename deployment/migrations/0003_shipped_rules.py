"""The rules as shipped: at least 5 regular officers and a chief in every commune and township."""

from django.db import migrations

MINIMUM = {
    "minimum": 5,
    "chief_required": True,
    "source": "Yêu cầu của Bộ trưởng Bộ Công an tại Hội nghị sơ kết ngày 31/5/2021",
}
CEILING = {"post": "chief", "rank": 9, "source": "Luật Công an nhân dân số 37/2018/QH14, Điều 25"}


def ship(apps, schema_editor):
    for kind in ("xa", "thi_tran"):
        apps.get_model("deployment", "StaffingRule").objects.create(kind=kind, **MINIMUM)
    apps.get_model("deployment", "RankCeiling").objects.create(**CEILING)


def withdraw(apps, schema_editor):
    apps.get_model("deployment", "StaffingRule").objects.filter(source=MINIMUM["source"]).delete()
    apps.get_model("deployment", "RankCeiling").objects.filter(**CEILING).delete()


class Migration(migrations.Migration):
    dependencies = [("deployment", "0002_guards")]
    operations = [migrations.RunPython(ship, withdraw)]
