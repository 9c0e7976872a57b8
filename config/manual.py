"""The manual inside the site: the pages of docs/manual, which are also read in the repository.

Those of docs/manual/en say the same in English, section by section.

They are written in the part of Markdown that `html_of` knows: headings, paragraphs, lists, bold, code,
links within the site, pictures of static/manual.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from accounts.models import Role, User
from communes.formats import in_english
from communes.vietnamese import fold
from deployment.definitions import DEFINITIONS

PAGES = Path(settings.BASE_DIR) / "docs" / "manual"
NAME = re.compile(r"[a-z]{1,30}")
PICTURE = re.compile(r"!\[([^\]]*)\]\((?:\.\./)+static/(manual/[a-z-]+\.png)\)")
INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\((/[a-z0-9/_-]*)\)"), r'<a href="\2">\1</a>'),
)
LISTS = {"1": "ol", "-": "ul"}
OF_ROLE = {
    Role.MINISTRY: "ministry",
    Role.PROVINCE_EDITOR: "editor",
    Role.PROVINCE_APPROVER: "approver",
    Role.AUDITOR: "auditor",
}
SECTIONS = (  # the section that speaks of a page, by the beginning of the page's address
    ("/assignments/import", "editor", "nhap-tu-tep"),
    ("/assignments/receipts", "editor", "nhap-tu-tep"),
    ("/assignments/", "editor", "bo-nhiem-bo-tri"),
    ("/officers/", "editor", "bo-nhiem-bo-tri"),
    ("/transfers/", "editor", "dieu-chuyen"),
    ("/plans/", "editor", "phuong-an"),
    ("/plans/", "ministry", "phuong-an-can-doi"),
    ("/periods/", "editor", "soan-bao-cao"),
    ("/periods/", "approver", "gui-bao-cao"),
    ("/periods/", "ministry", "mo-ky-tra-lai-va-duyet-bao-cao"),
    ("/reports/", "ministry", "niem-phong-va-tai-tai-lieu"),
    ("/rules/", "ministry", "quy-dinh"),
    ("/summary/", "ministry", "doc-tong-hop-va-xem-den-tung-xa"),
    ("/history/", "auditor", "doc-lich-su"),
    ("/published/", "auditor", "doi-chieu"),
    ("/admin/", "administrator", "lap-tai-khoan"),
)


@require_safe
def manual(request: HttpRequest, page: str = "index") -> HttpResponse:
    """Show a page of the manual. Raises Http404."""
    if page == "figures":
        return render(request, "config/manual_figures.html", {"definitions": DEFINITIONS.items()})
    source = source_of(page)
    if not NAME.fullmatch(page) or not source.is_file():
        raise Http404
    title, body = html_of(source.read_text(encoding="utf-8"))
    return render(request, "config/manual.html", {"title": title, "body": body, "is_index": page == "index"})


def source_of(page: str) -> Path:
    """Give the file of a page in the reader's language."""
    return PAGES / "en" / f"{page}.md" if in_english() else PAGES / f"{page}.md"


def help_url(request: HttpRequest) -> str:
    """Give the address of the section that speaks of the reader's page, in the page of their role."""
    role = _page_of(request.user)
    pages = [role, "editor"] if role == "approver" else [role]
    for page in pages:
        for beginning, owner, anchor in SECTIONS:
            if owner == page and request.path.startswith(beginning):
                return f"/help/{owner}/#{_own_anchor(owner, anchor) if in_english() else anchor}"
    return f"/help/{role}/" if role else "/help/"


@cache
def _own_anchor(page: str, anchor: str) -> str:
    """Give the anchor in the English page of the section that has `anchor` in the Vietnamese one."""
    vietnamese, english = (
        anchors_of(source) for source in (PAGES / f"{page}.md", PAGES / "en" / f"{page}.md")
    )
    return english[vietnamese.index(anchor)]


def anchors_of(source: Path) -> list[str]:
    """Give the anchors of a page's sections, in order."""
    return [anchor for anchor, _heading in sections_of(source.read_text(encoding="utf-8"))]


def sections_of(text: str) -> list[tuple[str, str]]:
    """Give the anchors and headings of a text's sections, in order."""
    return [(anchor_of(heading), heading) for heading in re.findall(r"^## (.+)$", text, re.M)]


def _page_of(user: User | AnonymousUser) -> str:
    if not isinstance(user, User):
        return ""
    return "administrator" if user.is_superuser else OF_ROLE[Role(user.role)]


def html_of(text: str) -> tuple[str, SafeString]:
    """Give the title and the HTML of a page; everything in it is escaped first."""
    title, *blocks = re.split(r"\n{2,}", text.strip())
    html = "\n".join(_block(block) for block in blocks)
    return title.removeprefix("# ").strip(), mark_safe(html)  # noqa: S308  (escaped in _inline)


def _block(block: str) -> str:
    if block.startswith("## "):
        heading = block.removeprefix("## ").strip()
        return f'<h2 id="{anchor_of(heading)}">{_inline(heading)}</h2>'
    if found := PICTURE.fullmatch(block.strip()):
        alt, name = found.groups()
        return f'<figure><img src="{static(name)}" alt="{escape(alt)}" loading="lazy"></figure>'
    if block[0] in LISTS:
        kind = LISTS[block[0]]
        items = "".join(
            f"<li>{_inline(item)}</li>" for item in re.split(r"^(?:\d+\.|-) ", block, flags=re.M)[1:]
        )
        return f"<{kind}>{items}</{kind}>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    html = str(escape(" ".join(text.split())))
    for pattern, replacement in INLINE:
        html = pattern.sub(replacement, html)
    return html


def anchor_of(heading: str) -> str:
    """Give the anchor of a heading: `Nhập từ tệp` is at `nhap-tu-tep`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(heading)))
