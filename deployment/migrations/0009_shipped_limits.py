"""Ages at which service ends, and the decree's deadlines, as published; and the communes of what is planned."""

from datetime import date

from django.db import migrations

LAW_2018 = "Luật Công an nhân dân số 37/2018/QH14, Điều 30"
LAW_2023 = "Luật số 21/2023/QH15 sửa đổi Luật Công an nhân dân, Điều 30; Nghị định 57/2023/NĐ-CP, Điều 3a"
DECREE = "Nghị định 42/2021/NĐ-CP"
FROM_2018, FROM_2023 = date(2019, 7, 1), date(2023, 8, 15)
# Ranks 1 to 11, Hạ sĩ to Đại tá: ages of men and of women.
AGES_2018 = {
    **dict.fromkeys((1, 2, 3), (45, 45)),
    **dict.fromkeys((4, 5, 6, 7), (53, 53)),
    **dict.fromkeys((8, 9), (55, 53)),
    10: (58, 55),
    11: (60, 55),
}
# What rose by two years at once; women of rank Thượng tá rise by four months a year (below).
AGES_2023 = {
    **dict.fromkeys((1, 2, 3), (47, 47)),
    **dict.fromkeys((4, 5, 6, 7), (55, 55)),
    **dict.fromkeys((8, 9), (57, 55)),
}
WOMEN_LIEUTENANT_COLONEL = [
    (FROM_2023, 56 * 12), *((date(2024 + n, 1, 1), 56 * 12 + 4 * (n + 1)) for n in range(6)),
]  # fmt: skip
SEXES = ("male", "female")
COMMUNES_OF_THE_PROVINCE = """
ALTER TABLE deployment_drafttransfer
  ADD CONSTRAINT draft_leaves_a_commune_of_the_province FOREIGN KEY (from_commune_id, province_id)
      REFERENCES communes_commune (id, province_id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT draft_leads_to_a_commune_of_the_province FOREIGN KEY (to_commune_id, province_id)
      REFERENCES communes_commune (id, province_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deployment_chiefplan
  ADD CONSTRAINT chief_plan_is_for_a_commune_of_the_province FOREIGN KEY (commune_id, province_id)
      REFERENCES communes_commune (id, province_id) DEFERRABLE INITIALLY DEFERRED;
"""
UNBOUND = """
ALTER TABLE deployment_chiefplan DROP CONSTRAINT chief_plan_is_for_a_commune_of_the_province;
ALTER TABLE deployment_drafttransfer DROP CONSTRAINT draft_leads_to_a_commune_of_the_province,
  DROP CONSTRAINT draft_leaves_a_commune_of_the_province;
"""


def limits():
    for rank, ages in AGES_2018.items():
        for sex, age in zip(SEXES, ages, strict=True):
            yield rank, sex, age * 12, FROM_2018, FROM_2023, LAW_2018
    for rank, ages in AGES_2023.items():
        for sex, age in zip(SEXES, ages, strict=True):
            yield rank, sex, age * 12, FROM_2023, None, LAW_2023
    yield 10, "male", 60 * 12, FROM_2023, None, LAW_2023
    ends = [start for start, _ in WOMEN_LIEUTENANT_COLONEL[1:]] + [None]
    for (start, months), end in zip(WOMEN_LIEUTENANT_COLONEL, ends, strict=True):
        yield 10, "female", months, start, end, LAW_2023


def ship(apps, schema_editor):
    limit, deadline = (apps.get_model("deployment", name) for name in ("ServiceAgeLimit", "PlacingDeadline"))
    fields = ("rank", "sex", "months", "starts_on", "ends_on", "source")
    limit.objects.bulk_create(limit(**dict(zip(fields, row, strict=True))) for row in limits())
    deadline.objects.create(trait="is_key", due_on=date(2021, 6, 30), source=DECREE)
    deadline.objects.create(trait="", due_on=date(2022, 6, 30), source=DECREE)


def withdraw(apps, schema_editor):
    apps.get_model("deployment", "ServiceAgeLimit").objects.filter(source__in=[LAW_2018, LAW_2023]).delete()
    apps.get_model("deployment", "PlacingDeadline").objects.filter(source=DECREE).delete()


class Migration(migrations.Migration):
    dependencies = [("deployment", "0008_planning")]
    operations = [
        migrations.RunSQL(COMMUNES_OF_THE_PROVINCE, UNBOUND),
        migrations.RunPython(ship, withdraw),
    ]
