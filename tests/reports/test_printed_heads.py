"""The chain's head on paper: what a document bears is checked by hand with `verify_history --head`."""

import re
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from communes.calendar import today
from communes.models import Commune
from deployment.models import StaffingRule
from reports.briefing.document import briefing_of
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.history_heads import enter_heads
from reports.source import Live
from tests.factories import DAY, AssignmentFactory
from tests.reports.test_history_heads import chained, run  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chained")]
HEAD = re.compile(r"--head: ?history (\d+) ([0-9a-f]{32}) ?([0-9a-f]{32})\.")


def printed(source):
    """Give the head that a briefing bears, as its reader would type it; None where it bears none."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(briefing_of(source))).pages)
    found = HEAD.search(" ".join(text.split()))
    return ("history", found[1], found[2] + found[3]) if found else None


@pytest.fixture
def short():
    """Townships of one province alone, so that documents are short."""
    StaffingRule.objects.filter(kind="xa").delete()
    Commune.objects.filter(kind="thi_tran").exclude(province__code="11").update(kind="phuong")


def checked(book, number, sha256):
    run("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")  # chain what was done, as a commit
    call_command("verify_history", "--head", book, number, sha256)


def test_a_sealed_briefing_bears_the_head_of_its_moment(short):
    report = freeze(as_of=DAY, title="Kỳ", by=None, allow_incomplete=True)

    head = printed(Frozen(report))

    assert head == ("history", str(report.marks["history"][0]), report.marks["history"][1])
    checked(*head)


@pytest.mark.slow
def test_a_live_briefing_bears_the_last_head_of_the_register(short):
    assert printed(Live(DAY)) is None
    enter_heads(until=today())
    AssignmentFactory()  # what comes after it does not change the document's head

    checked(*printed(Live(DAY)))


def test_a_head_that_was_never_the_chain_s_is_named(short):
    report = freeze(as_of=DAY, title="Kỳ", by=None, allow_incomplete=True)
    number, sha256 = report.marks["history"]

    for words in ((number, "0" * 64), (number + 1, sha256), (0, sha256), (10**18 - 1, sha256)):
        with pytest.raises(CommandError, match="bản in"):
            checked("history", str(words[0]), words[1])


@pytest.mark.parametrize(
    ("number", "sha256"),
    [("x", "0" * 64), ("-1", "0" * 64), ("1", "0" * 63), ("1", "z" * 64), ("9" * 40, "")],
)
def test_a_head_that_is_none_is_refused(number, sha256):
    with pytest.raises(CommandError, match="Đầu chuỗi"):
        checked("history", f" {number}", sha256)


def test_slides_bear_hash_and_translation_mark_and_leave_the_head_to_the_briefing(short, client, ministry):
    report = freeze(as_of=DAY, title="Kỳ", by=None, allow_incomplete=True)
    client.force_login(ministry)

    english = client.get(f"/reports/{report.pk}/slides/?lang=en").content.decode()
    vietnamese = client.get(f"/reports/{report.pk}/slides/").content.decode()

    assert f"SHA-256 {report.sha256}" in english
    assert "verify_history" not in english + vietnamese
    assert english.count("unofficial translation") == english.count('class="deck-foot')
    assert "UNOFFICIAL TRANSLATION" in english
    assert "bản dịch" not in vietnamese.lower()
