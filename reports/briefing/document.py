"""The briefing as a file."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports.briefing.content import briefing_content
from reports.briefing.fonts import font_faces
from reports.briefing.process import AttachedFile, render_apart
from reports.source import Source

STYLE = Path(__file__).with_name("briefing.css")


def briefing_of(source: Source) -> bytes:
    """Give the briefing of `source` as PDF; the same data give the same bytes.

    Raises FontMissing and RenderingFailed.
    """
    content = briefing_content(source)
    name = f"xa-thi-tran-{source.as_of}.csv"
    return render_apart(
        html=render_to_string("reports/briefing/document.html", content.words),
        css=f"{font_faces()}\n{STYLE.read_text()}",
        made_at=content.words["made_at"],
        identifier=content.sha256,
        attachments=(AttachedFile(name, _("Số liệu gốc từng xã, thị trấn"), content.csv),),
    )
