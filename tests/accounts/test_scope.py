import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.scope import changeable_by, may_enter_postings, visible_to
from communes.models import Commune
from deployment.models import Assignment
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def postings():
    """One in Điện Biên, one in Hà Nội."""
    return AssignmentFactory(), AssignmentFactory(commune=Commune.objects.get(code="00376"))


def counts(user):
    everything = Assignment.objects.all()
    return visible_to(user, everything).count(), changeable_by(user, everything).count()


def test_a_provincial_user_sees_and_changes_the_own_province_alone(postings, editor, approver):
    assert (counts(editor), counts(approver)) == ((1, 1), (1, 1))
    assert visible_to(editor, Assignment.objects.all()).get() == postings[0]


def test_the_ministry_and_the_auditor_see_everything_and_change_nothing(postings, ministry, auditor):
    assert (counts(ministry), counts(auditor)) == ((2, 0), (2, 0))
    assert not may_enter_postings(ministry)


def test_a_superuser_may_do_both_anywhere(postings):
    assert counts(User.objects.create_superuser("root", password="x")) == (2, 2)


def test_nobody_and_the_dismissed_see_nothing(postings, editor):
    editor.is_active = False

    assert (counts(AnonymousUser()), counts(editor)) == ((0, 0), (0, 0))
