"""Factories of the facts; every one is valid for the database as it stands."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from communes.models import Commune
from communes.vietnamese import fold, person_sort_key
from deployment.choices import Course, Force, Post, Rank, Sex
from deployment.models import Assignment, Officer, Training

DAY = date(2021, 5, 31)


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer

    service_number = factory.Sequence(lambda n: f"{n // 1000:06}-{n % 1000:03}")
    full_name = factory.Sequence(
        lambda n: f"Nguyễn Văn {['An', 'Bình', 'Chí', 'Dũng', 'Giang', 'Hà'][n % 6]}"
    )
    sort_key = factory.LazyAttribute(lambda o: person_sort_key(o.full_name))
    search_key = factory.LazyAttribute(lambda o: fold(o.full_name))
    date_of_birth = date(1985, 3, 14)
    sex = Sex.MALE
    rank = Rank.DAI_UY
    force = Force.REGULAR
    province = factory.LazyFunction(lambda: Commune.objects.get(code="03162").province)


class AssignmentFactory(DjangoModelFactory):
    """A regular member of Xã Nậm Kè since 1/1/2020."""

    class Meta:
        model = Assignment

    commune = factory.LazyFunction(lambda: Commune.objects.get(code="03162"))
    province = factory.SelfAttribute("commune.province")
    officer = factory.SubFactory(OfficerFactory, province=factory.SelfAttribute("..province"))
    force = factory.SelfAttribute("officer.force")
    post = Post.MEMBER
    starts_on = date(2020, 1, 1)
    ends_on = None
    decision_number = "12/QĐ-CAT"
    decision_date = date(2019, 12, 20)


class TrainingFactory(DjangoModelFactory):
    """Professional training, completed on 1/3/2020."""

    class Meta:
        model = Training

    officer = factory.SubFactory(OfficerFactory)
    province = factory.SelfAttribute("officer.province")
    course = Course.PROFESSIONAL
    completed_on = date(2020, 3, 1)
    certificate_number = "7/CN"
