"""Saved after a check that saw nothing, and refused by the database in the same words."""

from datetime import date

import pytest

from deployment import errors, postings
from deployment.choices import Post
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
LATER = date(2021, 3, 1)


# Races: saved after a check that saw nothing, and refused by the database in the same words


def raced(**values):
    """Save a posting as a verb does once its checks have passed."""
    postings._save(AssignmentFactory.build(officer=OfficerFactory(), **values))


def test_the_constraint_on_officers_gives_the_same_refusal(an, nam_ke):
    posting = AssignmentFactory.build(officer=an, commune=nam_ke, starts_on=LATER)

    with pytest.raises(errors.OfficerHoldsAPost, match="Xã Nà Tấu từ 1/3/2020"):
        postings._save(posting)


def test_the_constraint_on_chiefs_gives_the_same_refusal(nam_ke):
    AssignmentFactory(post=Post.CHIEF)

    with pytest.raises(errors.CommuneHasAChief, match="Xã Nậm Kè từ 1/1/2020"):
        raced(commune=nam_ke, post=Post.CHIEF)


def test_the_trigger_on_days_gives_the_same_refusal(nam_ke):
    with pytest.raises(errors.OutsideTheCommunesDays, match="30/6/2025"):
        raced(commune=nam_ke, starts_on=date(2025, 7, 1))


def test_the_constraint_on_the_order_of_days_gives_the_same_refusal(nam_ke):
    with pytest.raises(errors.EndsBeforeItStarts):
        raced(commune=nam_ke, ends_on=date(2020, 1, 1))
