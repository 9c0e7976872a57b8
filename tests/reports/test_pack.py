"""The conference pack: one press, every document, made by the worker and entered in the register."""

import pytest

from deployment.choices import Post
from deployment.models import StaffingRule, Work
from deployment.work import perform
from reports.freezing import freeze
from reports.models import DocumentKind
from tests.factories import DAY, AssignmentFactory

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]


def test_one_press_makes_the_conference_pack(client, ministry, commune):
    StaffingRule.objects.filter(kind="xa").delete()
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    sealed = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    client.force_login(ministry)

    asked = client.post(f"/reports/{sealed.pk}/pack/")
    perform(Work.objects.get().pk)

    assert client.get(asked.url).url == f"/reports/{sealed.pk}/documents/?made=1"
    made = {document.kind for document in sealed.documents.all()}
    assert made == set(DocumentKind) - {DocumentKind.HISTORY, DocumentKind.OPEN_WORKBOOK}
    assert {document.made_by for document in sealed.documents.all()} == {ministry}
