import pytest

from communes.models import Commune
from deployment.choices import Post, Rank
from tests.deployment.planning.moves import POOR, RICH
from tests.factories import AssignmentFactory


@pytest.fixture
def staffed(dien_bien):
    """Of Điện Biên, one commune with seven officers and one with three are in scope."""
    Commune.objects.filter(province=dien_bien).exclude(code__in=[RICH, POOR]).update(kind="phuong")
    for code, members in ((RICH, 5), (POOR, 2)):
        commune = Commune.objects.get(code=code)
        AssignmentFactory(commune=commune, post=Post.CHIEF)
        AssignmentFactory.create_batch(members, commune=commune, officer__rank=Rank.TRUNG_UY)
    rich = Commune.objects.get(code=RICH)
    AssignmentFactory(commune=rich, post=Post.DEPUTY, officer__rank=Rank.DAI_UY)
    return rich


@pytest.fixture
def captain(staffed):
    """The member of the giving commune whose rank is highest."""
    posting = staffed.assignments.filter(post=Post.MEMBER).last()
    posting.officer.rank = Rank.DAI_UY
    posting.officer.save()
    return posting.officer
