"""Hand a document to the rendering process, one at a time, and take the file back."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST = 180  # seconds


class RenderingFailed(RuntimeError):
    """The document was not made; the message says why."""


@dataclass(frozen=True)
class AttachedFile:
    name: str
    description: str
    content: bytes


def render_apart(
    *, html: str, css: str, made_at: str, identifier: str, attachments: tuple[AttachedFile, ...]
) -> bytes:
    """Render in a process of its own, so that its memory ends with it. Raises RenderingFailed.

    made_at: ISO time with offset, written into the file; identifier: the same for the same document.
    """
    files = [
        {"name": f.name, "description": f.description, "content": base64.b64encode(f.content).decode()}
        for f in attachments
    ]
    job = {"html": html, "css": css, "made_at": made_at, "identifier": identifier, "attachments": files}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.briefing.pdf"], input=json.dumps(job).encode(),
            capture_output=True, cwd=settings.BASE_DIR, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise RenderingFailed(_("Tạo tệp PDF quá lâu.")) from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise RenderingFailed(_("Không tạo được tệp PDF: %(reason)s") % {"reason": "".join(last)[:200]})
    return done.stdout
