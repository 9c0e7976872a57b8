"""What may be known across the wall between provinces, and no more."""

import pytest
from django.db import ProgrammingError, transaction

from communes.models import Province
from communes.sight import of_provinces, seeing
from deployment.models import Officer, TransferOffer
from deployment.postings import appoint
from tests.config.conftest import sees
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


def test_of_a_posting_elsewhere_a_province_learns_only_that_there_is_one(editor, there, nam_ke):
    there.ends_on = DAY
    there.save()
    officer = Officer.objects.get(pk=there.officer_id)
    Officer.objects.filter(pk=officer.pk).update(province=editor.province_id)

    with sees(editor), pytest.raises(Exception, match="địa phương khác") as refused:
        appoint(officer=officer, commune=nam_ke, post="member", starts_on=there.starts_on)

    assert there.commune.name not in str(refused.value)


def test_who_once_served_here_is_known_by_name_and_not_changed(editor, there):
    years = {"starts_on": there.starts_on.replace(year=2015), "ends_on": there.starts_on.replace(year=2016)}
    AssignmentFactory(officer=there.officer, **years)
    with sees(editor):
        assert Officer.objects.get(pk=there.officer_id).full_name == there.officer.full_name
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Officer.objects.filter(pk=there.officer_id).update(rank=1)


def test_an_offer_is_seen_by_the_two_provinces_it_concerns(editor, there, ministry, nam_ke):
    offer = TransferOffer.objects.create(
        officer=there.officer, releasing=there.province, receiving=nam_ke.province, commune=nam_ke,
        post="member", starts_on=DAY, asked_by=editor,
    )  # fmt: skip
    third = Province.objects.get(code="48")
    for province, wanted in ((there.province, [offer]), (nam_ke.province, [offer]), (third, [])):
        with seeing(of_provinces(province.pk)):
            assert list(TransferOffer.objects.all()) == wanted
            assert Officer.objects.filter(pk=there.officer_id).exists() is bool(wanted)
