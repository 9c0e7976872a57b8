"""Who may call: a good token or a session, within its own rights."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from accounts.models import ApiToken
from accounts.tokens import digest_of, issue_token
from tests.api.conftest import Caller
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def test_the_command_prints_a_token_that_works_and_keeps_its_digest_alone(client, editor, capsys):
    call_command("create_token", "editor-11", "--days", "7")

    text = capsys.readouterr().out.strip()
    assert ApiToken.objects.get().digest == digest_of(text)
    assert Caller(client, text)("get", "/officers").status_code == 200


@pytest.mark.parametrize("words", [["nobody"], ["editor-11", "--days", "0"], ["editor-11", "--days", "400"]])
def test_a_token_that_cannot_be_is_refused(editor, words):
    with pytest.raises(CommandError):
        call_command("create_token", *words)

    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("header", ["Bearer nothing", "Bearer ", "Basic YTpi", "Bearer cax_\x7f"])
def test_a_token_that_is_none_is_a_problem(client, header):
    answer = client.get("/api/v1/officers", headers={"Authorization": header})

    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": now() - timedelta(seconds=1), "created_at": now() - timedelta(days=2)},
        {"revoked_at": now()},
    ],
)
def test_an_expired_or_revoked_token_ends_at_the_next_call(client, editor, change):
    caller = Caller(client, issue_token(user=editor))
    assert caller("get", "/officers").status_code == 200

    ApiToken.objects.update(**change)

    assert caller("get", "/officers").status_code == 401


def test_a_deactivated_account_ends_its_tokens(client, editor):
    caller = Caller(client, issue_token(user=editor))

    editor.is_active = False
    editor.save()

    assert caller("get", "/officers").status_code == 401


def test_a_token_for_reading_alone_does_not_write(client, editor):
    caller = Caller(client, issue_token(user=editor, may_write=False))
    officer = OfficerFactory()

    answer = caller("post", f"/officers/{officer.pk}/appoint", {})

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:cong-an-xa:problem:read-only-token")


def test_nobody_gets_a_problem_and_a_browser_the_sign_in_page(client):
    assert client.get("/api/v1/summary").status_code == 401
    assert client.get("/api/v1/nowhere").status_code == 401
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert client.get("/api/v1/docs/", headers={"Accept": "text/html"}).status_code == 302


def test_a_token_opens_no_page(client, editor):
    text = issue_token(user=editor)

    assert client.get("/officers/", headers={"Authorization": f"Bearer {text}"}).status_code == 302


def test_a_session_reads_and_writes_only_with_its_csrf_token(editor):
    from django.test import Client  # noqa: PLC0415

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    posting = AssignmentFactory()

    assert client.get("/api/v1/officers").status_code == 200
    answer = client.delete(f"/api/v1/assignments/{posting.pk}", headers={"If-Match": "*"})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:cong-an-xa:problem:csrf")


def test_tokens_are_made_and_revoked_on_ones_own_page(client, editor, approver):
    client.force_login(editor)
    page = client.post("/accounts/tokens/", {"label": "Đồng bộ đêm", "days": "30"})
    token = ApiToken.objects.get()
    assert digest_of(page.context["made"]) == token.digest
    assert not token.may_write
    assert page.context["made"] not in client.get("/accounts/tokens/").content.decode()

    client.force_login(approver)
    assert client.post(f"/accounts/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(editor)
    client.post(f"/accounts/tokens/{token.pk}/revoke/")

    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_flood_is_slowed_down(editor_calls):
    with time_machine.travel(now(), tick=False):  # within one second, on a slow machine too
        answers = [editor_calls("get", "/regions") for _ in range(60)]

    assert {answer.status_code for answer in answers} == {200, 429}
    assert answers[-1]["Retry-After"] == "1"
