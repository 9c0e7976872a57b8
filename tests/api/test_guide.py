"""The chapters of docs/api: in the document and on the guide's page, alike in both languages."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from config.api import api
from config.api_intro import PAGES, introduction
from config.manual import sections_of
from tests.config.test_manual import parts

pytestmark = pytest.mark.django_db


def test_the_english_chapters_have_the_sections_steps_and_links_of_the_vietnamese_ones():
    vietnamese, english = ((PAGES / f"{language}.md").read_text() for language in ("vi", "en"))

    assert parts(english) == parts(vietnamese)
    assert not re.search("[ăâđêôơưĂÂĐÊÔƠƯ]", english)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_document_and_the_guide_tell_every_chapter(client, ministry, language):
    client.force_login(ministry)
    with override(language):
        sections, told = sections_of(introduction()), api.get_openapi_schema()["info"]["description"]
    page = client.get(reverse("api-guide"), {"lang": language}).content.decode()

    assert len(sections) > 10
    for anchor, heading in sections:
        assert f"## {heading}\n" in told
        assert page.count(f'href="#{anchor}"') == page.count(f'<h2 id="{anchor}"') == 1
    assert not re.search(r"`|\*\*|\]\(", page[page.index("<main") : page.index("</main>")])


def test_every_address_that_the_chapters_name_is_an_operation():
    paths = api.get_openapi_schema()["paths"]
    calls = re.findall(r"`(GET|POST|PUT|DELETE) (?:/api/v1)?(/[^`?]*)", introduction())

    assert len(calls) > 8
    assert [call for call in calls if call[0].lower() not in paths.get(f"/api/v1{call[1]}", {})] == []
