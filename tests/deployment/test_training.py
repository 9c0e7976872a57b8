"""What an officer was trained in: entry, guards, whose it is when the officer moves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Role, User
from communes.calendar import today
from communes.models import Commune, Province
from communes.sight import seeing
from deployment.choices import Course
from deployment.errors import BornTooLate, constraint_of
from deployment.models import Training
from deployment.offers import agree, ask
from deployment.postings import amend_officer
from deployment.training import (
    NotCompletedYet,
    TrainedAlready,
    TrainingGone,
    correct_training,
    record_training,
    remove_training,
)
from reports.models.support import TRAINING, SupportCondition
from tests.factories import AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)


@pytest.fixture
def hanoi_editor():
    return User.objects.create_user(
        "editor-01", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )


def sent(client, url, **values):
    form = client.get(url).context["form"]
    first = {field.html_name: field.value() for field in form if field.value() is not None}
    return client.post(url, first | values)


def refused_by(act) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():  # noqa: PT012
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return constraint_of(refusal.value)


def test_training_is_recorded_corrected_and_removed_and_the_history_keeps_all_three(entry):
    officer = OfficerFactory()

    sent(
        entry, f"/officers/{officer.pk}/train/", course="law", completed_on="1/3/2021",
        certificate_number=" 15/CN ", remark="Khóa 3",
    )  # fmt: skip
    made = Training.objects.get()
    assert (made.course, made.completed_on, made.certificate_number) == (Course.LAW, MARCH, "15/CN")
    assert made.province == officer.province

    sent(entry, f"/trainings/{made.pk}/correct/", course="language")
    made.refresh_from_db()
    assert (made.course, made.certificate_number, made.remark) == (Course.LANGUAGE, "15/CN", "Khóa 3")

    sent(entry, f"/trainings/{made.pk}/remove/")
    assert not Training.objects.exists()
    page = entry.get(f"/history/?table=officer&record={officer.pk}").content.decode()
    for words in ("Thêm", "Sửa", "Xóa", "Đào tạo, bồi dưỡng", "Tiếng dân tộc", "15/CN"):
        assert words in page


def test_the_officers_page_shows_it_and_who_only_reads_gets_no_buttons(entry, client, auditor):
    training = TrainingFactory(remark="Học viện")
    url = f"/officers/{training.officer_id}/"

    page = entry.get(url).content.decode()
    assert "Bồi dưỡng nghiệp vụ" in page
    assert "Học viện" in page
    assert f"/trainings/{training.pk}/correct/" in page

    client.force_login(auditor)
    page = client.get(url).content.decode()
    assert "Học viện" in page
    assert "/trainings/" not in page


@pytest.mark.parametrize(
    ("completed_on", "course", "words"),
    [
        ("31/2/2021", "law", "ngày"),
        ("1/3/2001", "law", "đủ 16 tuổi (14/3/2001)"),
        ("1/3/2021", "cooking", "cooking"),
        ("1/3/2020", "professional", "Đã ghi"),
        ("1/1/0001", "law", "đủ 16 tuổi"),
    ],
)
def test_what_cannot_be_is_refused_in_words(entry, completed_on, course, words):
    training = TrainingFactory()  # born 14/3/1985; professional, 1/3/2020

    response = sent(
        entry, f"/officers/{training.officer_id}/train/", completed_on=completed_on, course=course
    )

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Training.objects.count() == 1


def test_tomorrow_is_not_completed(entry):
    officer, tomorrow = OfficerFactory(), today() + timedelta(days=1)

    with pytest.raises(NotCompletedYet):
        record_training(officer=officer, course=Course.LAW, completed_on=tomorrow)

    assert refused_by(lambda: TrainingFactory(completed_on=tomorrow)) == "training_is_completed"
    TrainingFactory(completed_on=today())


def test_the_database_refuses_what_goes_round_the_verbs():
    training = TrainingFactory()
    officer = training.officer
    elsewhere = Province.objects.get(code="01")

    assert refused_by(lambda: TrainingFactory(officer=officer)) == "officer_completes_a_course_once_a_day"
    assert refused_by(lambda: TrainingFactory(course="cooking")) == "training_course_is_known"
    assert (
        refused_by(lambda: TrainingFactory(completed_on=date(2001, 3, 13)))
        == "training_follows_the_sixteenth_birthday"
    )
    assert (
        refused_by(lambda: Training.objects.update(completed_on=date(1999, 1, 1)))
        == "training_follows_the_sixteenth_birthday"
    )
    assert (
        refused_by(lambda: Training.objects.update(province=elsewhere)) == "training_moves_with_its_officer"
    )
    assert refused_by(lambda: TrainingFactory(remark="Đie\u0302n")) == "training_words_are_clean"
    TrainingFactory(completed_on=date(2001, 3, 14))


def test_an_officer_is_not_made_younger_than_their_training():
    training = TrainingFactory()
    officer = training.officer
    values = {
        name: getattr(officer, name) for name in ("service_number", "full_name", "sex", "rank", "force")
    }

    with pytest.raises(BornTooLate):
        amend_officer(officer=officer, date_of_birth=date(2004, 3, 2), **values)

    amend_officer(officer=officer, date_of_birth=date(2004, 3, 1), **values)


def test_a_form_sent_twice_records_once_and_another_ones_change_is_shown_first(entry):
    officer = OfficerFactory()
    values = {"token": uuid4(), "course": "law", "completed_on": "1/3/2021"}

    entry.post(f"/officers/{officer.pk}/train/", values)
    entry.post(f"/officers/{officer.pk}/train/", values)
    made = Training.objects.get()

    form = entry.get(f"/trainings/{made.pk}/correct/").context["form"]
    first = {field.html_name: field.value() for field in form if field.value() is not None}
    correct_training(
        training=made, course=Course.LAW, completed_on=MARCH, certificate_number="9", remark="của người khác"
    )
    response = entry.post(f"/trainings/{made.pk}/correct/", first | {"remark": "của tôi"})

    assert response.status_code == 409
    assert "của người khác" in response.content.decode()
    with pytest.raises(TrainedAlready):
        record_training(officer=officer, course=Course.LAW, completed_on=MARCH)
    remove_training(training=made)
    with pytest.raises(TrainingGone):
        remove_training(training=made)


def test_when_the_officer_moves_their_training_moves_with_them(client, editor, hanoi_editor):
    """Like the officer's particulars: the province that manages the officer reads and writes, no other."""
    held = AssignmentFactory(officer__full_name="Lò Văn Chung")
    training = TrainingFactory(officer=held.officer, certificate_number="99/CN-CHUYEN")
    offer = ask(
        user=hanoi_editor, service_number=held.officer.service_number, full_name="lo van chung",
        commune=Commune.objects.get(code="00376"), post="member", starts_on=date(2021, 6, 1),
    )  # fmt: skip
    assert client_of(client, hanoi_editor).get(f"/officers/{held.officer_id}/").status_code == 404
    with seeing(f"{editor.province_id}"):  # the releasing province answers, in its own sight
        agree(offer=offer, user=editor)

    training.refresh_from_db()
    assert training.province.code == "01"
    page = client_of(client, hanoi_editor).get(f"/officers/{held.officer_id}/").content.decode()
    assert "99/CN-CHUYEN" in page
    assert sent(client, f"/trainings/{training.pk}/correct/", remark="mới").status_code == 302
    assert client_of(client, editor).get(f"/trainings/{training.pk}/correct/").status_code == 404


def client_of(client, user):
    client.force_login(user)
    return client


def test_what_was_believed_of_training_can_be_asked(entry):
    training = TrainingFactory(certificate_number="1/CU")
    Training.objects.filter(pk=training.pk).update(certificate_number="2/MOI")
    day = today() - timedelta(days=1)

    page = entry.get(f"/officers/{training.officer_id}/?believed_on={day.isoformat()}").content.decode()
    assert "2/MOI" not in page.split('id="training"')[1].split("</section>")[0]
    page = entry.get(f"/officers/{training.officer_id}/?believed_on={today().isoformat()}").content.decode()
    assert "2/MOI" in page.split('id="training"')[1].split("</section>")[0]


def test_the_courses_are_those_that_the_support_conditions_count():
    labels = [str(SupportCondition._meta.get_field(name).verbose_name) for name in TRAINING]

    assert labels == [f"{course.label} (người)" for course in Course]
