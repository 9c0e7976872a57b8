"""PostgreSQL takes no NUL: an address that has one is refused by pages and API alike."""

import pytest

from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
PATHS = ["/communes/%00/", "/provinces/1%00/", "/%00/", "/api/v1/reports/1/rows/%00"]
QUERIES = [
    "/communes/?province=%00", "/communes/?%00=1", "/officers/?q=a%00b", "/search/suggest/?q=%00",
    "/maps/?area=1%00", "/trends/?area=1%00", "/history/?by=%00", "/find/communes/?q=%00",
    "/communes/03162/?believed_on=%00", "/api/v1/officers?q=%00",
    "/api/v1/officers?cursor=%00",
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "status"), [(path, 404) for path in PATHS] + [(query, 400) for query in QUERIES]
)
def test_an_address_with_nul_is_refused_in_words(client, ministry, address, status):
    AssignmentFactory()
    client.force_login(ministry)

    answer = client.get(address)

    assert answer.status_code == status
    kind = "application/problem+json" if address.startswith("/api/") else "text/html; charset=utf-8"
    assert answer.headers["Content-Type"] == kind
