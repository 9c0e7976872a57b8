from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Commune, Province
from deployment import errors, postings
from deployment.choices import Force, Post, Rank
from deployment.models import Assignment, Officer
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
LATER = date(2021, 3, 1)


@pytest.fixture
def soc_son():
    """A township of Hà Nội."""
    return Commune.objects.get(code="00376")


def days(officer):
    return list(officer.assignments.order_by("starts_on").values_list("starts_on", "ends_on"))


def correction(assignment, **changes):
    kept = {
        "commune": assignment.commune, "post": assignment.post, "starts_on": assignment.starts_on,
        "last_day": None, "decision_number": assignment.decision_number, "decision_date": None,
    }  # fmt: skip
    return postings.correct(assignment=assignment, **{**kept, **changes})


# Officers


def particulars(**changes):
    return {
        "service_number": "123456-789", "full_name": "Nguyễn  Văn Ân", "date_of_birth": date(1985, 3, 14),
        "sex": "male", "rank": Rank.DAI_UY, "force": Force.REGULAR,
    } | changes  # fmt: skip


def test_an_officer_is_registered_with_a_clean_name_and_its_keys(dien_bien):
    officer = postings.register_officer(**particulars(), province=dien_bien)

    assert (officer.full_name, officer.search_key, officer.province) == (
        "Nguyễn Văn Ân",
        "nguyen van an",
        dien_bien,
    )


def test_a_service_number_is_given_once(dien_bien):
    postings.register_officer(**particulars(), province=dien_bien)

    with pytest.raises(errors.ServiceNumberTaken, match="123456-789"):
        postings.register_officer(**particulars(full_name="Vừ A Dơ"), province=dien_bien)
    assert Officer.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"service_number": "1234567-89"}, {"sex": "?"}, {"rank": 16}, {"force": "x"}]
)
def test_what_no_officer_can_have(dien_bien, changes):
    with pytest.raises((ValidationError, errors.WriteFailed)):
        postings.register_officer(**particulars(**changes), province=dien_bien)


def test_another_force_goes_to_all_postings(an):
    postings.amend_officer(officer=an, **particulars(force=Force.SEMI_PROFESSIONAL))

    assert list(an.assignments.values_list("force", flat=True)) == [Force.SEMI_PROFESSIONAL]


# Appointments


def test_an_appointment_with_its_last_day(na_tau):
    made = postings.appoint(
        officer=OfficerFactory(), commune=na_tau, post=Post.CHIEF, starts_on=LATER, last_day=date(2021, 5, 31)
    )

    assert (made.ends_on, made.province) == (date(2021, 6, 1), na_tau.province)


def test_an_officer_in_post_is_not_appointed_and_the_refusal_says_why(an, nam_ke):
    with pytest.raises(errors.OfficerHoldsAPost) as refusal:
        postings.appoint(officer=an, commune=nam_ke, post=Post.MEMBER, starts_on=LATER)

    assert refusal.value.message == (
        "Đại úy Nguyễn Văn An đang giữ chức Công an viên Xã Nà Tấu từ 1/3/2020;"
        " hãy điều chuyển hoặc kết thúc trước."
    )
    assert refusal.value.blocking == an.assignments.get()


def test_an_officer_in_post_may_have_served_before(an, nam_ke):
    postings.appoint(
        officer=an, commune=nam_ke, post=Post.MEMBER, starts_on=date(2019, 1, 1), last_day=date(2020, 2, 29)
    )

    assert days(an)[0] == (date(2019, 1, 1), date(2020, 3, 1))


def test_a_commune_gets_no_second_chief(nam_ke):
    chief = AssignmentFactory(post=Post.CHIEF)

    with pytest.raises(errors.CommuneHasAChief) as refusal:
        postings.appoint(officer=OfficerFactory(), commune=nam_ke, post=Post.CHIEF, starts_on=LATER)

    assert refusal.value.blocking == chief


def test_an_officer_of_another_province_is_agreed_on_first(an, soc_son):
    for verb in (postings.appoint, postings.transfer):
        with pytest.raises(errors.OfficerServesElsewhere, match="Tỉnh Điện Biên"):
            verb(officer=an, commune=soc_son, post=Post.MEMBER, starts_on=LATER)


def test_an_officer_without_a_post_is_then_managed_where_appointed(soc_son):
    officer = OfficerFactory()

    postings.appoint(officer=officer, commune=soc_son, post=Post.MEMBER, starts_on=LATER)

    officer.refresh_from_db()
    assert officer.province == Province.objects.get(code="01")


@pytest.mark.parametrize(
    ("starts_on", "last_day", "refusal"),
    [
        (date(2025, 6, 30), None, None),
        (date(2025, 6, 30), date(2025, 6, 30), None),
        (date(2025, 7, 1), None, errors.OutsideTheCommunesDays),
        (date(2025, 6, 30), date(2025, 7, 1), errors.OutsideTheCommunesDays),
        (LATER, LATER, None),
        (LATER, date(2021, 2, 28), errors.EndsBeforeItStarts),
        (LATER, date.max, errors.EndsBeforeItStarts),
    ],
)
def test_the_days_of_a_posting(nam_ke, starts_on, last_day, refusal):
    def appoint():
        postings.appoint(
            officer=OfficerFactory(), commune=nam_ke, post=Post.MEMBER, starts_on=starts_on, last_day=last_day
        )

    if refusal:
        with pytest.raises(refusal):
            appoint()
    else:
        appoint()
    assert Assignment.objects.exists() == (refusal is None)


def test_an_unknown_post_is_no_value(nam_ke):
    with pytest.raises(ValidationError):
        postings.appoint(officer=OfficerFactory(), commune=nam_ke, post="king", starts_on=LATER)


# Transfers


def test_a_transfer_ends_the_open_posting_the_day_before(an, nam_ke):
    postings.transfer(officer=an, commune=nam_ke, post=Post.CHIEF, starts_on=LATER)

    assert days(an) == [(date(2020, 3, 1), LATER), (LATER, None)]


def test_a_transfer_to_another_post_of_the_commune(an, na_tau):
    postings.transfer(officer=an, commune=na_tau, post=Post.DEPUTY, starts_on=LATER)

    assert days(an) == [(date(2020, 3, 1), LATER), (LATER, None)]


@pytest.mark.parametrize(
    ("post", "starts_on", "refusal"),
    [
        (Post.MEMBER, LATER, errors.SamePost),
        (Post.DEPUTY, date(2020, 3, 1), errors.EndsBeforeItStarts),
        (Post.DEPUTY, date(2020, 1, 1), errors.EndsBeforeItStarts),
    ],
)
def test_what_is_no_transfer(an, na_tau, post, starts_on, refusal):
    with pytest.raises(refusal):
        postings.transfer(officer=an, commune=na_tau, post=post, starts_on=starts_on)
    assert days(an) == [(date(2020, 3, 1), None)]


def test_nobody_is_transferred_from_nowhere(nam_ke):
    with pytest.raises(errors.NoOpenPosting):
        postings.transfer(officer=OfficerFactory(), commune=nam_ke, post=Post.MEMBER, starts_on=LATER)


def test_a_refused_transfer_leaves_the_open_posting_open(an, nam_ke):
    AssignmentFactory(post=Post.CHIEF)

    with pytest.raises(errors.CommuneHasAChief):
        postings.transfer(officer=an, commune=nam_ke, post=Post.CHIEF, starts_on=LATER)

    assert days(an) == [(date(2020, 3, 1), None)]


# Ends, corrections, cancellations


def test_an_end_takes_the_last_day_served(an):
    postings.end(assignment=an.assignments.get(), last_day=date(2021, 5, 31))

    assert days(an) == [(date(2020, 3, 1), date(2021, 6, 1))]


def test_one_day_of_service_is_enough(an):
    postings.end(assignment=an.assignments.get(), last_day=date(2020, 3, 1))

    assert days(an) == [(date(2020, 3, 1), date(2020, 3, 2))]


def test_what_has_ended_is_not_ended_again(an):
    postings.end(assignment=an.assignments.get(), last_day=LATER)

    with pytest.raises(errors.NoOpenPosting):
        postings.end(assignment=an.assignments.get(), last_day=date(2021, 5, 31))


def test_nobody_ends_before_the_first_day(an):
    with pytest.raises(errors.EndsBeforeItStarts):
        postings.end(assignment=an.assignments.get(), last_day=date(2020, 2, 29))


def test_a_correction_writes_all_values(an, nam_ke):
    mended = correction(
        an.assignments.get(), commune=nam_ke, post=Post.DEPUTY, starts_on=LATER, last_day=date(2021, 5, 31),
        decision_number=" 7/QĐ ",
    )  # fmt: skip

    mended.refresh_from_db()
    assert (mended.commune, mended.post, mended.decision_number) == (nam_ke, Post.DEPUTY, "7/QĐ")
    assert days(an) == [(LATER, date(2021, 6, 1))]


def test_a_correction_does_not_stand_in_its_own_way(an):
    correction(an.assignments.get(), post=Post.CHIEF)

    assert correction(an.assignments.get(), starts_on=date(2020, 3, 2)).post == Post.CHIEF


def test_a_correction_that_reopens_is_refused_where_the_officer_serves(an, nam_ke):
    postings.transfer(officer=an, commune=nam_ke, post=Post.MEMBER, starts_on=LATER)

    with pytest.raises(errors.OfficerHoldsAPost):
        correction(an.assignments.earliest("starts_on"), last_day=None)


def test_a_cancelled_posting_never_was_and_the_officer_stays(an):
    postings.cancel(assignment=an.assignments.get())

    assert (days(an), Officer.objects.count()) == ([], 1)


def test_every_verb_locks_the_officer(an, nam_ke):
    posting = an.assignments.get()
    verbs = [
        lambda: postings.transfer(officer=an, commune=nam_ke, post=Post.MEMBER, starts_on=LATER),
        lambda: postings.end(assignment=an.assignments.latest("starts_on"), last_day=LATER),
        lambda: correction(posting, last_day=date(2020, 12, 31)),
        lambda: postings.cancel(assignment=posting),
        lambda: postings.appoint(officer=an, commune=nam_ke, post=Post.MEMBER, starts_on=date(2022, 1, 1)),
        lambda: postings.amend_officer(officer=an, **particulars()),
    ]
    for verb in verbs:
        with CaptureQueriesContext(connection) as queries:
            verb()
        assert 'FROM "deployment_officer"' in next(q["sql"] for q in queries if "FOR UPDATE" in q["sql"])
