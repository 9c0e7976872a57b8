"""HTML to PDF in a process of its own: `python -m reports.briefing.pdf`, a job on stdin, the file on stdout.

Needs no Django. Nothing is fetched: every address but data: stops the rendering. The same job gives the
same bytes.
"""

import base64
import gc
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

VARIANT = "pdf/a-3u"
NOWHERE = "file:///refused/"  # relative addresses become ones that the fetcher refuses


class DataOnly(URLFetcher):
    """Gives what an address itself holds, and refuses every other."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        if not url.lower().startswith("data:"):
            raise FatalURLFetchingError(f"refused: {url[:80]}")
        return super().fetch(url, headers)


def render(job: dict[str, Any]) -> bytes:
    """Render a job: `html`, `css`, `made_at` (ISO with offset), `attachments` (name, description, base64).

    Raises FatalURLFetchingError where the document points anywhere.
    """
    fetcher, fonts = DataOnly(allowed_protocols=("data",)), FontConfiguration()
    made_at = datetime.fromisoformat(job["made_at"])
    attachments = [
        Attachment(
            string=base64.b64decode(file["content"]), name=file["name"], description=file["description"],
            created=made_at, modified=made_at, url_fetcher=fetcher,
        )
        for file in job["attachments"]
    ]  # fmt: skip
    gc.disable()  # a quarter of the time; the process ends with the document
    page = HTML(string=job["html"], url_fetcher=fetcher, base_url=NOWHERE)
    style = CSS(string=job["css"], font_config=fonts, url_fetcher=fetcher, base_url=NOWHERE)
    return page.write_pdf(
        stylesheets=[style], font_config=fonts, attachments=attachments, pdf_variant=VARIANT,
        pdf_identifier=job["identifier"].encode(),
    )  # fmt: skip


def main(read: Callable[[], bytes], write: Callable[[bytes], Any]) -> None:
    """Render the job that `read` gives."""
    write(render(json.loads(read())))


if __name__ == "__main__":
    main(sys.stdin.buffer.read, sys.stdout.buffer.write)
