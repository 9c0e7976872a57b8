"""How tests go through the steps of a report's pages."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from reports.models import ProvincialReport


def url(report: ProvincialReport, step: str = "") -> str:
    return f"/periods/{report.period_id}/provinces/{report.province.code}/{step}"


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden values of the page's last form that is posted."""
    form = response.content.decode().rsplit('<form method="post"', 1)[1]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def carry_out(client: Client, address: str, **values: Any) -> HttpResponse:
    """Open a step's page and send its form."""
    return client.post(address, hidden(client.get(address)) | values)


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client
