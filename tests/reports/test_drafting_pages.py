"""Writing a report on its pages: sections by two at once, and files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports import cycle
from reports.choices import Reason, Section
from reports.hints import HINTS
from reports.models import Attachment
from reports.settling import ReasonGiven
from tests.reports.cycle import sent
from tests.reports.steps import as_, carry_out, hidden, url

pytestmark = pytest.mark.django_db


PDF = b"%PDF-1.7\n1 0 obj\n"


def test_a_section_written_by_two(client, report, editor, approver):
    address = url(report, "narrative/4/")
    mine = hidden(as_(client, approver).get(address))
    carry_out(as_(client, editor), address, text="Của người soạn.")

    refused = as_(client, approver).post(address, mine | {"text": "Của chỉ huy."})
    assert refused.status_code == 409
    assert "Của người soạn." in refused.content.decode()

    client.post(address, hidden(refused) | {"text": "Của chỉ huy."})
    assert report.narratives.get().text == "Của chỉ huy."


def test_a_section_says_whether_it_is_asked_for_and_what_to_write(client, report, editor):
    as_(client, editor)
    required, free = (client.get(url(report, f"narrative/{each}/")).content.decode() for each in ("1", "5"))

    assert "bắt buộc trước khi gửi" in required
    assert "không bắt buộc" not in required
    assert "không bắt buộc" in free
    assert HINTS.keys() == set(Section)
    assert (str(HINTS[Section.DIRECTION]) in required, str(HINTS[Section.PROPOSALS]) in free) == (True, True)


def test_an_attachment_is_known_by_its_content(client, report, editor):
    as_(client, editor)
    file = SimpleUploadedFile("..\\..\\kế hoạch\u202e.exe", PDF, content_type="text/html")
    assert carry_out(client, url(report, "attachments/new/"), file=file).status_code == 302

    stored = Attachment.objects.get()
    answer = client.get(url(report, f"attachments/{stored.pk}/"))
    assert (stored.name, answer.headers["Content-Type"]) == ("kế hoạch.pdf", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.content == PDF


@pytest.mark.parametrize(
    "content", [b"", b"<script>alert(1)</script>", b"PK\x03\x04 no archive", b"%PDF-" + b"0" * 5_000_001]
)
def test_other_files_are_not_attached(client, report, editor, content):
    file = SimpleUploadedFile("a.pdf", content)

    response = carry_out(as_(client, editor), url(report, "attachments/new/"), file=file)

    assert response.status_code == 422
    assert not Attachment.objects.exists()


def test_what_was_sent_keeps_its_attachment(client, period, report, ministry, approver):
    as_(client, approver)
    carry_out(client, url(report, "attachments/new/"), file=SimpleUploadedFile("a.pdf", PDF))
    sent(period)
    cycle.return_for_correction(report=report, reasons=[ReasonGiven(Reason.OTHER, "Sai.")], by=ministry)
    stored = Attachment.objects.get()

    carry_out(client, url(report, f"attachments/{stored.pk}/remove/"))

    client.get(url(report))  # tells that it is done
    assert "a.pdf" not in client.get(url(report)).content.decode()
    assert "a.pdf" in as_(client, ministry).get(url(report)).content.decode()
    assert client.get(url(report, f"attachments/{stored.pk}/")).content == PDF
