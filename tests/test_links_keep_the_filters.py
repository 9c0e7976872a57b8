"""From a filtered list, its sort headers, files and pages, and the language switch, keep the filter."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

FILTERED = {  # by list: its filter
    "communes": "as_of=2021-03-31&province=11&status=not_deployed",
    "officers": "as_of=2021-03-31&province=11&force=regular",
    "assignments": "as_of=2021-03-31&province=11&post=member",
}


@pytest.mark.parametrize("name", FILTERED)
def test_a_link_of_a_filtered_list_keeps_the_filter(world, name):
    client, kept = Client(), FILTERED[name]
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[world.ministry]
    address = f"/{name}/?{kept}"

    page = client.get(address).content.decode()

    links = [unescape(link) for link in re.findall(r'href="([^"#]+)"', page)]
    own = [link for link in links if re.search(r"[?&](sort|page|per_page)=", link) or "/lists/" in link]
    assert len(own) > 8
    assert [link for link in own if kept not in link] == []
    assert f'name="next" value="{address}"' in unescape(page)
