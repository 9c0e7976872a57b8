"""A chart's SVG for a page or a document: drawn once for its data, kept, its colours exchanged."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.charts.names import IN_PRINT, ON_PAGE

LONGEST = 60  # seconds
KEPT = 24 * 3600
# What Vega writes for machines and in English: the picture gets one description of our own.
NOISE = re.compile(
    r' (?:aria-[a-z]+|role|class|pointer-events|stroke-miterlimit)="[^"]*"'
    r'|<path[^>]* d="(?:M0,0h0v0h0Z)?"[^>]*/>'
)
LONG_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
ROOT = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
SVG = "http://www.w3.org/2000/svg"
STAND_INS = re.compile("|".join(map(re.escape, ON_PAGE)))


class DrawingFailed(RuntimeError):
    """The chart was not made; the message says why."""


@dataclass(frozen=True)
class Chart:
    """A drawn chart. alternative: what it shows, in words."""

    drawn: str
    alternative: str

    def on_page(self) -> SafeString:
        """Give the SVG in the colours of the page's theme."""
        return self._svg(ON_PAGE)

    def in_print(self) -> SafeString:
        """Give the SVG in the colours of a document."""
        return self._svg(IN_PRINT)

    def _svg(self, palette: Mapping[str, str]) -> SafeString:
        def root(found: re.Match[str]) -> str:
            words = escape(self.alternative)
            return f'<svg xmlns="{SVG}" class="chart" viewBox="{found[1]}" role="img" aria-label="{words}">'

        named = ROOT.sub(root, self.drawn, count=1)
        # Drawn from numbers and names that the renderer escapes.
        return mark_safe(STAND_INS.sub(lambda found: palette[found[0]], named))  # noqa: S308


def charts_of(jobs: Sequence[tuple[Mapping[str, Any], str]]) -> list[Chart]:
    """Draw jobs (of `reports.charts.draw`), each with its alternative text; those drawn before are not again.

    Raises DrawingFailed.
    """
    keys = [_key(job) for job, _words in jobs]
    kept = cache.get_many(keys)
    missing = {key: job for key, (job, _words) in zip(keys, jobs, strict=True) if key not in kept}
    if missing:
        fresh = dict(zip(missing, _drawn(list(missing.values())), strict=True))
        cache.set_many(fresh, KEPT)
        kept |= fresh
    return [Chart(kept[key], words) for key, (_job, words) in zip(keys, jobs, strict=True)]


def _key(job: Mapping[str, Any]) -> str:
    """Name a chart by its data, so that what is kept cannot be stale."""
    content = settings.RELEASE + json.dumps(job, sort_keys=True)
    return f"chart:{hashlib.sha256(content.encode()).hexdigest()}"


def _drawn(jobs: list[Mapping[str, Any]]) -> list[str]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.charts.draw"], input=json.dumps(jobs), capture_output=True,
            text=True, cwd=settings.BASE_DIR, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise DrawingFailed(_("Vẽ biểu đồ quá lâu; hãy thử lại.")) from error
    if done.returncode:
        raise DrawingFailed(_("Không vẽ được biểu đồ: %(reason)s") % {"reason": done.stderr[-300:]})
    return [_lean(svg) for svg in json.loads(done.stdout)]


def _lean(svg: str) -> str:
    return LONG_NUMBER.sub(r"\1", NOISE.sub("", svg))
