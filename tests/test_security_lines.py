"""What programs, mail and the machine's other lines get, and in which form: rows of SECURITY.md."""

import runpy
import ssl

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from accounts.api.paging import SALT as CURSORS
from accounts.signing_in.kept_forms import SALT as MARKS
from accounts.tokens import issue_token
from tests.factories import AssignmentFactory


@pytest.mark.django_db
def test_programs_are_not_led_from_http_to_https_but_refused(client, settings, editor):
    settings.SECURE_SSL_REDIRECT = True
    token = issue_token(user=editor)
    headers = {"Authorization": f"Bearer {token}"}

    assert client.get("/api/v1/officers", headers=headers).status_code == 403
    assert client.get("/api/v1/officers", headers=headers, secure=True).status_code == 200
    assert client.get("/officers/").status_code == 301


@pytest.mark.django_db
def test_a_token_in_the_address_opens_nothing(client, editor):
    token = issue_token(user=editor)

    for name in ("token", "access_token", "key", "Authorization"):
        assert client.get(f"/api/v1/officers?{name}={token}").status_code == 401


OFFICER = {
    "id", "service_number", "full_name", "date_of_birth", "sex", "rank", "rank_name", "force",
    "province_code", "post", "commune_code", "starts_on", "etag",
}  # fmt: skip


@pytest.mark.django_db
def test_of_a_record_the_named_fields_alone_are_given(client, editor):
    AssignmentFactory()
    headers = {"Authorization": f"Bearer {issue_token(user=editor)}"}

    (officer,) = client.get("/api/v1/officers", headers=headers).json()["items"]

    assert set(officer) == OFFICER


def test_the_server_listens_on_this_machine_alone():
    bound = runpy.run_path("config/gunicorn.py")["bind"]

    assert bound.startswith("127.0.0.1:")


def test_what_is_signed_is_signed_for_one_purpose_by_sha256():
    mark = signing.dumps(7, salt=MARKS)

    assert (signing.Signer().algorithm, signing.loads(mark, salt=MARKS)) == ("sha256", 7)
    for other in (CURSORS, "django.core.signing"):
        with pytest.raises(signing.BadSignature):
            signing.loads(mark, salt=other)


def test_mail_takes_no_header_from_a_text_and_checks_its_servers_certificate():
    with pytest.raises(ValueError, match="ewlines"):
        EmailMessage("Tin\nBcc: all@example.vn", "x", to=["a@example.vn"]).message()
    context = EmailBackend(use_tls=True).ssl_context

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
