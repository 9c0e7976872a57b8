"""The Ministry's first page shows what its reader opened last, stored page or not."""

import pytest

pytestmark = pytest.mark.django_db


def test_what_was_opened_stands_below_the_summary_at_once(client, ministry, auditor):
    client.force_login(ministry)
    first = client.get("/summary/")
    assert 'id="recent"' not in first.content.decode()
    client.get("/communes/03162/")

    again = client.get("/summary/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert "Xã Nậm Kè" in again.content.decode().partition('id="recent"')[2]
    assert client.get("/summary/", headers={"if-none-match": again["ETag"]}).status_code == 304
    client.post("/search/forget/")
    assert 'id="recent"' not in client.get("/summary/").content.decode()
    client.force_login(auditor)
    assert 'id="recent"' not in client.get("/summary/").content.decode()
