"""The manual: a page for each role, every link of which opens; and nothing but the manual."""

import re

import pytest

from accounts.models import User
from config.manual import OF_ROLE, PAGES, SECTIONS, anchors_of, html_of

pytestmark = pytest.mark.django_db
NAMES = sorted(page.stem for page in PAGES.glob("*.md"))


def test_each_role_has_its_page():
    assert set(OF_ROLE.values()) | {"administrator", "index"} == set(NAMES)


@pytest.mark.parametrize("name", [*NAMES, "figures"])
def test_every_link_of_a_page_opens_or_leads_to_who_may(client, name):
    client.force_login(User.objects.create_superuser("root", password="x" * 12))
    address = f"/help/{name}/" if name != "index" else "/help/"
    both = [client.get(f"{address}?lang={language}").content.decode() for language in ("vi", "en")]
    body = "".join(text[text.index("<main") : text.index("</main>")] for text in both)

    assert body.count("<h1>") == 2
    assert not re.search(r"\*\*|\]\(", body)
    for link in re.findall(r'href="(/[^"#]*)"', body):
        assert client.get(link).status_code in (200, 302), link


@pytest.mark.parametrize(
    "name", ["nobody", "INDEX", "settings", "..", "index.md", "%2e%2e%2fREADME", "a" * 99]
)
def test_what_is_no_page_of_it_is_404(client, ministry, name):
    client.force_login(ministry)

    assert client.get(f"/help/{name}/").status_code == 404


def test_every_section_that_a_page_leads_to_is_there():
    for _beginning, page, anchor in SECTIONS:
        assert anchor in anchors_of(PAGES / f"{page}.md"), f"{page}: {anchor}"


@pytest.mark.parametrize("name", NAMES)
def test_the_english_page_has_the_sections_steps_links_and_pictures_of_the_vietnamese_one(name):
    vietnamese, english = ((folder / f"{name}.md").read_text() for folder in (PAGES, PAGES / "en"))

    assert parts(english) == parts(vietnamese)
    assert not re.search("[ăâđêôơưĂÂĐÊÔƠƯ]", english)


def parts(text):
    """What a page is made of, in order, without its words; pictures of English pages end in -en."""
    pattern = r"^(## |\d+\. |- )|\((/[a-z/]+)\)|manual/([a-z]+)(?:-en)?\.png|(\*\*)"
    return re.findall(pattern, text, re.M)


@pytest.mark.parametrize(
    ("who", "path", "link"),
    [
        ("ministry", "/summary/", "/help/ministry/#doc-tong-hop-va-xem-den-tung-xa"),
        ("editor", "/assignments/import/", "/help/editor/#nhap-tu-tep"),
        ("approver", "/transfers/", "/help/editor/#dieu-chuyen"),
        ("auditor", "/history/", "/help/auditor/#doc-lich-su"),
        ("auditor", "/maps/", "/help/auditor/"),
        ("editor", "/assignments/import/?lang=en", "/help/editor/#importing-from-a-file"),
    ],
)
def test_a_page_leads_to_the_section_that_speaks_of_it(client, request, who, path, link):
    client.force_login(request.getfixturevalue(who))

    assert f'href="{link}"' in client.get(path).content.decode()


def test_a_page_of_the_manual_can_hold_no_markup_of_its_own():
    _title, html = html_of("# T\n\n<script>x</script> [y](javascript:z) **<b>**\n\n- <i>")

    assert not re.search(r"<(script|b|i)>|href", html)
