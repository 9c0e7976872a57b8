"""The chain's heads stand in the register and in sealed reports, and the chain is held against them."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import ChainLink
from communes.calendar import today
from reports.freezing import freeze
from reports.history_heads import enter_heads, noted_heads
from reports.models import Document, DocumentKind
from reports.works import enter_heads_daily
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def chained():
    AssignmentFactory()
    run("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")
    return ChainLink.objects.filter(book="history").latest("number")


def test_each_day_is_entered_once_with_its_head(chained):
    assert enter_heads(until=today()) >= 1
    assert enter_heads(until=today()) == 0

    document = Document.objects.filter(kind=DocumentKind.HISTORY).latest("as_of")
    lines = bytes(document.copy.content).decode().splitlines()
    number, sha256 = chained.number, bytes(chained.hash).hex()
    assert (document.as_of, document.made_by) == (today(), None)
    assert [line.split()[:3] for line in lines if line.startswith("history ")] == [
        ["history", str(number), sha256]
    ]


def test_the_present_day_is_not_entered_before_it_is_over(chained):
    enter_heads_daily(0)

    assert not Document.objects.filter(kind=DocumentKind.HISTORY, as_of__gte=today()).exists()


def test_a_day_without_a_change_has_no_line(chained):
    enter_heads(until=today())

    assert enter_heads(until=today() + timedelta(days=3)) == 0


def test_a_sealed_report_keeps_the_head_of_its_moment(chained, ministry, client):
    report = freeze(as_of=DAY, title="Kỳ", by=ministry, allow_incomplete=True)

    assert report.marks["history"] == [chained.number, bytes(chained.hash).hex()]
    client.force_login(ministry)
    page = client.get(f"/reports/{report.pk}/documents/").content.decode()
    assert bytes(chained.hash).hex() in page
    assert ("Kỳ" in str(list(noted_heads()))) is True


def test_verifying_holds_the_chain_against_the_register(chained):
    enter_heads(until=today())
    call_command("verify_history")

    run(
        "RESET ROLE",
        "SET LOCAL session_replication_role = replica",
        f"DELETE FROM deployment_assignmentevent WHERE pgh_id ="
        f" (SELECT max(events[1]) FROM accounts_chainpart WHERE id = ANY(ARRAY{chained.parts}))",
        f"DELETE FROM accounts_chainpart WHERE id = ANY(ARRAY{chained.parts})",
        f"DELETE FROM accounts_chainlink WHERE id = {chained.pk}",
        "SET LOCAL session_replication_role = origin",
        "SET ROLE cong_an_xa",
    )

    with pytest.raises(CommandError, match=rf"chuoi-lich-su-.* history {chained.number}"):
        call_command("verify_history")


def test_the_register_shows_the_heads(chained, ministry, client):
    enter_heads(until=today())
    client.force_login(ministry)

    page = client.get("/reports/").content.decode()
    document = Document.objects.filter(kind=DocumentKind.HISTORY).latest("as_of")
    assert document.name in page
    copy = client.get(f"/reports/documents/{document.pk}/")
    assert copy.status_code in (200, 404)
