"""The briefing as a file: three parts rendered side by side, then bound."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports.briefing.binding import bound
from reports.briefing.content import Briefing, annexes_content, briefing_content
from reports.briefing.fonts import font_faces
from reports.briefing.process import AttachedFile, render_apart
from reports.source import Source

STYLE = Path(__file__).with_name("briefing.css")
AT_ONCE = 2  # processes
REPORT, LACKING, VACANT = ("report", "annex_1"), ("annex_2",), ("annex_3",)


def briefing_of(source: Source) -> bytes:
    """Give the briefing of `source` as PDF; the same data give the same bytes.

    Every annex numbers its own pages, so that the long ones can be parts of their own. The longest is begun
    first, and laid out while the report's own words are still gathered. Raises FontMissing and
    RenderingFailed.
    """
    annexes = annexes_content(source)
    file = AttachedFile(f"xa-thi-tran-{source.as_of}.csv", _("Số liệu gốc từng xã, thị trấn"), annexes.csv)
    with ThreadPoolExecutor(AT_ONCE) as processes:
        lacking = _begun(processes, LACKING, annexes)
        report = _begun(processes, REPORT, briefing_content(source, annexes), file)
        vacant = _begun(processes, VACANT, annexes)
    return bound([report.result(), lacking.result(), vacant.result()])


def _begun(
    processes: ThreadPoolExecutor, part: tuple[str, ...], content: Briefing, *files: AttachedFile
) -> Future[bytes]:
    templates = [f"reports/briefing/{name}.html" for name in part]
    return processes.submit(
        render_apart,
        html=render_to_string("reports/briefing/document.html", content.words | {"parts": templates}),
        css=f"{font_faces()}\n{STYLE.read_text()}",
        made_at=content.words["made_at"],
        identifier=content.sha256,
        attachments=files,
    )
