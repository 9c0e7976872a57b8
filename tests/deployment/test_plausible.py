"""No child is in the force and nobody serves before 1900, by whichever road it is entered."""

from datetime import date

import pytest

from communes.models import Commune
from deployment import errors, postings
from deployment.models import Assignment, Officer
from tests.deployment.entering import sent
from tests.deployment.files import errors as errors_of
from tests.deployment.files import imported, row
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
BORN, OF_AGE, TOO_YOUNG = date(2000, 3, 14), date(2016, 3, 14), date(2016, 3, 13)


@pytest.fixture
def officer():
    return OfficerFactory(date_of_birth=BORN)


def posting(day, **more):
    return {"commune": Commune.objects.get(code="03162"), "post": "member", "starts_on": day} | more


def corrected(held, day, **more):
    last = {"last_day": None, "decision_number": "", "decision_date": None}
    return postings.correct(assignment=held, **posting(day, **last | more))


def amended(officer, born):
    kept = ("service_number", "full_name", "sex", "rank", "force")
    values = {name: getattr(officer, name) for name in kept}
    return postings.amend_officer(officer=officer, date_of_birth=born, **values)


def test_who_is_not_of_age_on_the_first_day_is_not_appointed(officer):
    with pytest.raises(errors.AppointedTooYoung, match=r"14/3/2000.*16.*14/3/2016") as refused:
        postings.appoint(officer=officer, **posting(TOO_YOUNG))

    assert refused.value.field == "starts_on"
    assert postings.appoint(officer=officer, **posting(OF_AGE)).starts_on == OF_AGE


def test_a_posting_is_not_corrected_to_a_day_before_that_age(officer):
    held = AssignmentFactory(officer=officer)

    with pytest.raises(errors.AppointedTooYoung):
        corrected(held, TOO_YOUNG)
    assert corrected(held, OF_AGE).starts_on == OF_AGE


def test_who_is_not_of_age_is_not_transferred(officer):
    AssignmentFactory(officer=officer, starts_on=date(2015, 1, 1))

    with pytest.raises(errors.AppointedTooYoung):
        postings.transfer(officer=officer, **posting(TOO_YOUNG, post="deputy"))


def test_what_was_entered_too_young_before_can_still_be_ended(officer):
    held = AssignmentFactory(officer=officer, starts_on=date(2015, 1, 1))

    assert postings.end(assignment=held, last_day=date(2021, 1, 1)).ends_on == date(2021, 1, 2)


def test_what_was_entered_too_young_before_can_still_be_corrected_beside_its_day(officer):
    held = AssignmentFactory(officer=officer, starts_on=date(2015, 1, 1))

    assert corrected(held, date(2015, 1, 1), decision_number="1/QĐ").decision_number == "1/QĐ"
    with pytest.raises(errors.AppointedTooYoung):
        corrected(held, date(2015, 1, 2))


@pytest.mark.parametrize(
    ("day", "decided", "field"),
    [(date(1899, 12, 31), None, "starts_on"), (OF_AGE, date(21, 3, 1), "decision_date")],
)
def test_no_posting_is_of_a_year_that_nobody_means(officer, day, decided, field):
    Officer.objects.filter(pk=officer.pk).update(date_of_birth=date(1850, 1, 1))

    with pytest.raises(errors.DayTooEarly, match="1900") as refused:
        postings.appoint(officer=officer, **posting(day, decision_date=decided))

    assert refused.value.field == field


def test_nobody_is_born_before_1900(officer, dien_bien):
    values = {"service_number": "123456-789", "full_name": "Lò Văn Ân", "sex": "male"}
    early = date(1899, 12, 31)

    for write in (
        lambda: amended(officer, early),
        lambda: postings.register_officer(**values, date_of_birth=early, province=dien_bien),
    ):
        with pytest.raises(errors.DayTooEarly, match="1900") as refused:
            write()
        assert refused.value.field == "date_of_birth"


def test_an_officer_is_not_made_younger_than_their_postings(officer):
    AssignmentFactory(officer=officer, starts_on=OF_AGE)

    with pytest.raises(errors.BornTooLate, match="giữ chức vụ"):
        amended(officer, date(2000, 3, 15))
    assert amended(officer, date(1999, 3, 15)).date_of_birth == date(1999, 3, 15)
    assert amended(officer, BORN).date_of_birth == BORN


def test_the_form_shows_it_beside_the_day(entry, officer):
    answer = sent(
        entry, "/assignments/new/?commune=03162", officer=officer.service_number, starts_on="13/3/2016"
    )

    assert answer.status_code == 422
    assert "từ khi đủ 16 tuổi (14/3/2016)" in answer.context["form"].errors["starts_on"][0]
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(("born", "found"), [("02/03/2004", [(2, "date_of_birth")]), ("01/03/2004", [])])
def test_a_file_is_held_against_the_same_age(editor, born, found):
    assert errors_of(imported(editor, row(date_of_birth=born, start_date="01/03/2020"))) == found


def test_a_file_that_comes_back_is_not_refused_for_what_was_stored_before(editor):
    stored = row(date_of_birth="02/03/2004", start_date="01/03/2020", end_date="")
    born = date(2004, 3, 2)
    AssignmentFactory(
        officer=OfficerFactory(service_number=stored["service_number"], date_of_birth=born, sex="male"),
        starts_on=date(2020, 3, 1),
    )
    again = {**stored, "start_date": "02/01/2020", "end_date": "01/02/2020"}

    assert errors_of(imported(editor, stored)) == []
    assert errors_of(imported(editor, stored, again)) == [(3, "date_of_birth")]
