"""Every guard of the facts, met by a raw write that goes round all checks."""

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from communes.models import Commune, Province
from deployment.choices import Force, Post
from deployment.errors import constraint_of
from deployment.models import Assignment, DataVersion, Officer, RankCeiling, StaffingRule
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
JULY = date(2021, 7, 1)


def refused_by(act) -> str:
    """Give the name of the constraint that refuses `act`, the deferred ones included."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():  # noqa: PT012
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return constraint_of(refusal.value)


@pytest.fixture
def held():
    """A chief of Xã Nậm Kè in the first half of 2021."""
    return AssignmentFactory(post=Post.CHIEF, starts_on=date(2021, 1, 1), ends_on=JULY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2021, 6, 30), None),
        (date(2020, 1, 1), date(2021, 1, 2)),
        (date(2021, 2, 1), date(2021, 3, 1)),
        (date(2020, 1, 1), None),
    ],
)
def test_an_officer_holds_one_post_and_a_commune_has_one_chief(held, starts_on, ends_on):
    days = {"starts_on": starts_on, "ends_on": ends_on}

    assert (
        refused_by(lambda: AssignmentFactory(officer=held.officer, **days))
        == "officer_holds_one_post_at_a_time"
    )
    assert refused_by(lambda: AssignmentFactory(post=Post.CHIEF, **days)) == "commune_has_one_chief_at_a_time"


@pytest.mark.parametrize(("starts_on", "ends_on"), [(JULY, None), (date(2020, 1, 1), date(2021, 1, 1))])
def test_postings_may_touch(held, starts_on, ends_on):
    AssignmentFactory(officer=held.officer, post=Post.CHIEF, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize("ends_on", [date(2020, 1, 1), date(2019, 12, 31)])
def test_a_posting_ends_after_it_starts(ends_on):
    name = refused_by(lambda: Assignment.objects.bulk_create([built(ends_on=ends_on)]))

    assert name == "assignment_ends_after_it_starts"


def built(**values) -> Assignment:
    return AssignmentFactory.build(officer=OfficerFactory(), **values)


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": date(2025, 7, 1)},
        {"starts_on": date(2025, 6, 1), "ends_on": date(2025, 7, 2)},
    ],
)
def test_a_posting_lies_within_the_communes_days(days):
    assert refused_by(lambda: AssignmentFactory(**days)) == "assignment_lies_within_the_communes_days"


def test_a_commune_does_not_end_before_its_postings(nam_ke):
    AssignmentFactory(starts_on=JULY)

    assert (
        refused_by(lambda: Commune.objects.filter(pk=nam_ke.pk).update(exists_until=JULY))
        == "assignment_lies_within_the_communes_days"
    )


def test_an_open_posting_may_outlast_its_commune(nam_ke):
    AssignmentFactory(starts_on=date(2025, 6, 30))


def test_the_province_of_a_posting_is_that_of_its_commune():
    wrong = built(province=Province.objects.get(code="01"))

    assert refused_by(wrong.save) == "assignment_repeats_the_communes_province"


def test_the_force_of_a_posting_is_that_of_its_officer():
    wrong = built(force=Force.SEMI_PROFESSIONAL)

    assert refused_by(wrong.save) == "assignment_repeats_the_officers_force"


def test_another_force_of_an_officer_goes_to_the_postings():
    posting = AssignmentFactory()

    Officer.objects.update(force=Force.SEMI_PROFESSIONAL)

    posting.refresh_from_db()
    assert posting.force == Force.SEMI_PROFESSIONAL


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"service_number": "1234567890"}, "service_number_has_its_form"),
        ({"service_number": "12345-6789"}, "service_number_has_its_form"),
        ({"full_name": unicodedata.normalize("NFD", "Nguyễn Đức")}, "officer_name_is_clean"),
        ({"full_name": " Nguyễn Đức"}, "officer_name_is_clean"),
        ({"sex": "nam"}, "officer_sex_is_known"),
        ({"rank": 16}, "officer_rank_is_known"),
        ({"force": "army"}, "officer_force_is_known"),
    ],
)
def test_an_officer_is_well_formed(values, constraint):
    assert refused_by(lambda: OfficerFactory(**values)) == constraint


def test_a_service_number_is_one_officers():
    OfficerFactory(service_number="123456-789")

    assert refused_by(lambda: OfficerFactory(service_number="123456-789")).startswith(
        "deployment_officer_service"
    )


def test_a_post_is_known():
    assert refused_by(lambda: AssignmentFactory(post="king")) == "assignment_post_is_known"


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: StaffingRule.objects.create(kind="xa", minimum=6), "one_rule_for_a_class_at_a_time"),
        (lambda: StaffingRule.objects.create(kind="lang", minimum=6), "rule_kind_is_known"),
        (lambda: StaffingRule.objects.create(kind="xa", trait="x", minimum=6), "rule_trait_is_known"),
        (
            lambda: StaffingRule.objects.create(kind="phuong", minimum=6, starts_on=JULY, ends_on=JULY),
            "rule_ends_after_it_starts",
        ),
        (lambda: RankCeiling.objects.create(post="chief", rank=10), "one_ceiling_for_a_post_at_a_time"),
    ],
)
def test_rules_are_one_at_a_time_and_well_formed(make, constraint):
    assert refused_by(make) == constraint


# The data version


def versions() -> dict[str | None, int]:
    return dict(DataVersion.objects.values_list("province__code", "version"))


def raised_by(act) -> list[str | None]:
    """Give the provinces (None: all) whose data version `act` raises."""
    before = versions()
    act()
    return [code for code, version in versions().items() if version > before.get(code, 0)]


def copied(commune: Commune) -> None:
    officer = OfficerFactory()
    with connection.cursor() as cursor, cursor.copy(
        "COPY deployment_assignment (officer_id, force, commune_id, province_id, post, starts_on,"
        " decision_number) FROM STDIN"
    ) as copy:  # fmt: skip
        copy.write_row((officer.pk, "regular", commune.pk, commune.province_id, "member", JULY, ""))


def test_each_write_of_a_posting_raises_the_version_of_its_province_alone(nam_ke, as_owner):
    posting = AssignmentFactory()

    assert raised_by(AssignmentFactory) == ["11"]
    assert raised_by(lambda: Assignment.objects.filter(pk=posting.pk).update(ends_on=JULY)) == ["11"]
    assert raised_by(posting.delete) == ["11"]
    assert raised_by(lambda: copied(nam_ke)) == ["11"]
    assert raised_by(lambda: AssignmentFactory(commune=Commune.objects.get(code="00376"))) == ["01"]


def test_a_posting_that_changes_province_raises_both():
    posting = AssignmentFactory()
    there = Commune.objects.get(code="00376")

    def move():
        Assignment.objects.filter(pk=posting.pk).update(commune=there, province=there.province)

    assert sorted(raised_by(move)) == ["01", "11"]


def test_a_commune_that_changes_raises_its_province(nam_ke):
    assert raised_by(lambda: Commune.objects.filter(pk=nam_ke.pk).update(is_key=True)) == ["11"]


def test_a_rule_that_changes_raises_the_version_of_all():
    assert raised_by(lambda: StaffingRule.objects.update(minimum=6)) == [None]


def test_what_is_rolled_back_raises_nothing():
    def undone():
        with transaction.atomic():
            AssignmentFactory()
            transaction.set_rollback(True)

    assert raised_by(undone) == []
